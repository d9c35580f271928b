import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ServiceName } from "../../src/inventory/call.js";

/** A type of AWS's own description of an API. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
}

export interface Operation {
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
}

export interface Paginator {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
}

/** AWS's description of one API. */
export interface Model {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly paginators: Readonly<Record<string, Paginator>>;
  /** AWS's own example answers by operation. */
  readonly examples: ReadonlyMap<string, readonly unknown[]>;
}

const folders: Partial<Readonly<Record<ServiceName, string>>> = {
  sfn: "stepfunctions",
  tagging: "resourcegroupstaggingapi",
};

/** The command line writes some services under another name than the API. */
const commandFolders: Partial<Readonly<Record<ServiceName, string>>> = { s3: "s3api", sfn: "stepfunctions" };

/** Where a Python package lies; fails with what to install. */
export function packageFolder(name: string): string {
  const program = `import importlib.util as u; s = u.find_spec("${name}"); print(list(s.submodule_search_locations)[0] if s else "")`;
  let folder = "";
  try {
    folder = execFileSync("python3", ["-c", program], { encoding: "utf8" }).trim();
  } catch {
    // Answered below, as a missing package is.
  }
  if (folder === "") {
    throw new Error(`python3 has no package ${name}, whose example answers this test reads: pip install awscli`);
  }
  return folder;
}

/** Reads AWS's descriptions from the Python packages `botocore` and `awscli` of this machine. */
export function openModels(): (service: ServiceName) => Model {
  const data = join(packageFolder("botocore"), "data");
  const commands = join(packageFolder("awscli"), "examples");
  const models = new Map<ServiceName, Model>();
  return (service) => {
    const known = models.get(service);
    if (known) return known;
    const model = readModel(join(data, folders[service] ?? service), join(commands, commandFolder(service)));
    models.set(service, model);
    return model;
  };
}

const commandFolder = (service: ServiceName): string => commandFolders[service] ?? folders[service] ?? service;

function readModel(folder: string, commands: string): Model {
  const version = readdirSync(folder).sort().at(-1) ?? "";
  const read = (name: string): Record<string, unknown> => {
    const file = join(folder, version, name);
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
    return existsSync(`${file}.gz`) ? JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString("utf8")) : {};
  };
  const { operations, shapes } = read("service-2.json") as unknown as Pick<Model, "operations" | "shapes">;
  const { pagination = {} } = read("paginators-1.json") as { pagination?: Model["paginators"] };
  const { examples = {} } = read("examples-1.json") as { examples?: Record<string, { output?: unknown }[]> };
  const found = new Map<string, unknown[]>();
  const add = (operation: string, outputs: readonly unknown[]) =>
    found.set(operation, [...(found.get(operation) ?? []), ...outputs]);
  for (const [operation, each] of Object.entries(examples)) {
    add(
      operation,
      each.flatMap(({ output }) => (output === undefined ? [] : [output])),
    );
  }
  const byCommand = new Map(Object.keys(operations).map((name) => [name.toLowerCase(), name]));
  for (const file of existsSync(commands) ? readdirSync(commands) : []) {
    const operation = byCommand.get(file.replace(/\.rst$/, "").replaceAll("-", ""));
    if (operation && file.endsWith(".rst")) add(operation, outputsOf(readFileSync(join(commands, file), "utf8")));
  }
  return { operations, shapes, paginators: pagination, examples: found };
}

/** The JSON objects that a page of the command line's help shows; a few pages hold some that are not whole. */
function outputsOf(page: string): readonly unknown[] {
  const outputs: unknown[] = [];
  for (const [, block = ""] of page.matchAll(/^Output::\s*\n((?:[ \t]+.*\n|\s*\n)+)/gm)) {
    try {
      const output: unknown = JSON.parse(block);
      if (typeof output === "object" && output !== null && !Array.isArray(output)) outputs.push(output);
    } catch {
      // Tables, YAML and cut-off answers.
    }
  }
  return outputs;
}
