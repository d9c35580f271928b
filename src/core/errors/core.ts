import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const duplicateLogicalId = (id: string, paths: readonly [string, string]) =>
  new Error(`two elements have the logical id "${id}": ${paths.join(" and ")}; rename one of them`);

export const noResourceForKey = (key: string, known: readonly string[]) =>
  new UserFault({
    what: "no resource has this key",
    got: key,
    remedy: known.length > 0 ? `Known keys: ${known.join(", ")}.` : "The loop declared none.",
  });

/** A root passes something that a module does not allow. */
export const badArgument = (details: { call: string; input: string; allowed: string; got: unknown }) =>
  new UserFault({
    what: `is not ${details.allowed}`,
    file: details.call,
    field: details.input,
    got: details.got,
    remedy: "Mend the environment's configuration or the layer that passes it.",
  });

export const unknownInput = (call: string, got: string, known: readonly string[]) =>
  new UserFault({ what: "the module has no such input", file: call, field: got, remedy: suggestion(got, known) });

export const unknownAtSynth = (path: string) =>
  new Error(`${path}: decides which resources exist, so it must be known at synth; pass a literal map`);

export const crossReference = (stack: string, references: readonly string[]) =>
  new Error(`${stack}: refers to what it does not declare: ${references.join(", ")}; pass it as an input or an output`);

export const missingBackend = (stack: string) => new Error(`${stack}: has no S3 backend, so its state would be local`);

export const ambiguousSigil = (text: string) =>
  new Error(`text that ends in $ or % cannot stand before a reference: ${text}; put a character between them`);
