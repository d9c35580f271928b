import { suggestion } from "./cli.js";
import { type FaultDetails, Refusal, UserFault, UserFaults } from "./fault.js";

const lockFile = "dockerfiles/images.lock.json";

export const unknownImage = (got: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such image", file: "src/config/images.ts", got, remedy: suggestion(got, known) });

export const noDockerfile = (file: string) =>
  new UserFault({
    what: "there is no such Dockerfile",
    file,
    remedy: "Write it, or correct the image's dockerfile in src/config/images.ts.",
  });

export const noDockerfiles = () =>
  new UserFault({
    what: "there is no Dockerfile to look at",
    file: "dockerfiles",
    remedy: "Run it in the project's folder.",
  });

export const unknownEngine = (got: string, known: readonly string[]) =>
  new UserFault({ what: "is no engine", field: "--engine", got, remedy: `Use one of ${known.join(", ")}.` });

export const lockUnreadable = (reason: string) =>
  new UserFault({
    what: `the lock of bases cannot be read: ${reason}`,
    file: lockFile,
    remedy: "It has images by name, each with a reference and a digest (sha256:… or null); uplift image pin writes it.",
  });

export const unknownLockedBase = (image: string, argument: string, got: string, known: readonly string[]) =>
  new UserFault({
    what: `the lock has no base of this name, which ${image} takes for ${argument}`,
    file: lockFile,
    got,
    remedy: suggestion(got, known),
  });

export const unpinnedBase = (name: string, reference: string) =>
  new Refusal({
    what: `the base has no digest: ${reference} may be another image tomorrow`,
    file: lockFile,
    field: name,
    remedy:
      "Run uplift image pin where there is a network and commit the lock; to try the file on this machine alone: --stand-in " +
      `${name}=localhost/IMAGE.`,
  });

export const standInPublished = (names: readonly string[]) =>
  new Refusal({
    what: `an image on stand-ins (${names.join(", ")}) is not what the lock says`,
    field: "--push",
    remedy: "Push it to a registry on this machine alone, or build it on the lock's bases.",
  });

export const dockerfileFaults = (faults: readonly FaultDetails[]) => new UserFaults(faults);

export const imageToolMissing = (tool: string, purpose: string, remedy: string) =>
  new UserFault({ what: `there is no ${tool} on the PATH, which ${purpose}`, field: tool, remedy });

/** The first error that a tool wrote and its end, which alone says little. */
function lastWords(output: string): string {
  const lines = output.trim().split("\n");
  const first = lines.findIndex((line) => /^\s*error\b/i.test(line));
  const told = [...(first < 0 ? [] : lines.slice(first, first + 6)), ...lines.slice(-2)];
  return [...new Set(told.map((line) => line.trim()).filter(Boolean))].join(" ").slice(0, 600) || "it gave no reason";
}

export const imageToolFailed = (tool: string, action: string, output: string) =>
  new UserFault({
    what: `${tool} ${action} failed: ${lastWords(output)}`,
    field: tool,
    remedy: "Mend the cause, then run the command again; nothing was pushed.",
  });

export const imageTooLarge = (name: string, bytes: number, maxMib: number) =>
  new Refusal({
    what: `the image has ${(bytes / 1024 / 1024).toFixed(2)} MiB, compressed, and may have ${maxMib}`,
    file: "src/config/images.ts",
    field: `${name}.maxMib`,
    remedy: "Look at its layers for what came along, or raise the budget with a reason.",
  });

export const scanUnreadable = (file: string, reason: string) =>
  new UserFault({
    what: `this is no report of Trivy or Grype (${reason})`,
    file,
    remedy:
      "Write one: trivy image --format json --output report.json IMAGE, or grype -o json --file report.json IMAGE",
  });

export const imageVulnerable = (name: string, found: readonly string[]) =>
  new Refusal({
    what: `${found.length} known weaknesses of it have a mended version: ${found.slice(0, 5).join(", ")}${found.length > 5 ? ", …" : ""}`,
    field: name,
    remedy: "Update what has them: uplift image pin for a base, the lock file for a dependency.",
  });

export const digestChanged = (built: string, pushed: string) =>
  new Refusal({
    what: `the registry holds ${pushed}, and ${built} was built`,
    field: "--push",
    remedy: "Somebody pushed over it, or the registry converts images: make its tags immutable and push again.",
  });

export const signatureInvalid = (reference: string, reason: string) =>
  new Refusal({
    what: `the signature does not prove who built ${reference}: ${reason}`,
    field: "signature",
    remedy: "Do not run it. Build and sign it again; if that helps, find out who pushed the other one.",
  });

export const registryRefused = (reference: string, reason: string) =>
  new UserFault({
    what: `the registry does not tell the digest: ${reason}`,
    file: lockFile,
    got: reference,
    remedy: "Check the reference and the network; the lock stays as it was.",
  });

export const badStandIn = (got: string) =>
  new UserFault({
    what: "is no stand-in",
    field: "--stand-in",
    got,
    remedy: "Give the base's name in the lock and an image: rust=localhost/stand-in/rust.",
  });

export const builtUnreadable = (file: string, reason: string) =>
  new UserFault({
    what: `what was built cannot be told: ${reason}`,
    file,
    remedy: "Give what uplift image build NAME --push REPOSITORY --json printed.",
  });

export const builtOfOther = (file: string, got: string, name: string) =>
  new UserFault({
    what: `what was built is another image than ${name}`,
    file,
    field: "name",
    got,
    remedy: `Give what uplift image build ${name} printed, or bump ${got}.`,
  });

export const digestBesideBuilt = (got: string) =>
  new UserFault({
    what: "there are two answers to which digest is meant: --built tells it as well",
    field: "--digest",
    got,
    remedy: "Leave one of them out.",
  });
