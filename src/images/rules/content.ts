import { allSteps, finalStage } from "../dockerfile.js";
import { type ImageRule, inSteps } from "../rule.js";

const wantedLabels = ["source", "revision", "title", "licenses"].map((name) => `org.opencontainers.image.${name}`);

const unlockedCommands = inSteps(({ keyword, text }) => {
  if (keyword !== "RUN") return undefined;
  const cargo = /\bcargo\s+(build|fetch|install|auditable build|chef cook)\b/.exec(text);
  if (cargo && !/--(locked|frozen)\b/.test(text)) return `runs cargo ${cargo[1]} without --locked`;
  if (/\bnpm\s+(i|install)\b/.test(text)) return "runs npm install, which may change the lock file";
  if (/\bpip3?\s+install\b/.test(text) && !text.includes("--require-hashes"))
    return "runs pip install without --require-hashes";
  return undefined;
});

/** Maven has no lock file: its checksums stand in .mvn, beside the switch that makes it hold to them. */
const mavenWithoutChecksums: ImageRule["check"] = ({ stages }) =>
  stages.flatMap(({ steps }) => {
    const copied = steps.findIndex(({ keyword, text }) => keyword === "COPY" && /(^|[\s/])\.mvn\b/.test(text));
    const run = steps.findIndex(({ keyword, text }) => keyword === "RUN" && /(^|[\s/;&|])mvnw?\s/.test(text));
    const step = steps[run];
    return step && (copied < 0 || copied > run)
      ? [{ line: step.line, what: "runs mvn without .mvn, where the checksums are" }]
      : [];
  });

export const contentRules: readonly ImageRule[] = [
  {
    id: "labels.oci",
    why: "Nobody can tell from an image that misbehaves what commit it is of.",
    remedy: `LABEL ${wantedLabels.join(", ")} in the last stage (OCI image specification, annotations).`,
    check: (dockerfile) => {
      const stage = finalStage(dockerfile);
      if (!stage) return [];
      const labels = allSteps(dockerfile, stage)
        .filter(({ keyword }) => keyword === "LABEL")
        .map(({ text }) => text)
        .join(" ");
      const missing = wantedLabels.filter((name) => !labels.includes(name));
      return missing.length > 0 ? [{ line: stage.line, what: `has no label ${missing.join(", ")}` }] : [];
    },
  },
  {
    id: "dependencies.locked",
    why: "The build takes other versions than those that were tested.",
    remedy: "cargo … --locked; npm ci; pip install --require-hashes; Maven's trusted checksums in .mvn.",
    check: (dockerfile) => [...unlockedCommands(dockerfile), ...mavenWithoutChecksums(dockerfile)],
  },
  {
    id: "dependencies.apart",
    why: "Every change of a source file compiles or downloads every dependency again.",
    remedy: "Build dependencies in a layer before the sources are copied: cargo chef cook, npm ci, pip install.",
    check: ({ stages }) =>
      stages.flatMap(({ steps }) => {
        const build = steps.findIndex(
          ({ keyword, text }) => keyword === "RUN" && /\bcargo\s+(auditable )?build\b/.test(text),
        );
        const copied = steps.findIndex(({ keyword, text }) => keyword === "COPY" && /(^|[\s/])src\b/.test(text));
        const cooked = steps.findIndex(({ text }) => /\bcargo\s+chef\s+cook\b/.test(text));
        const step = steps[build];
        return step && copied >= 0 && copied < build && (cooked < 0 || cooked > copied)
          ? [{ line: step.line, what: "compiles the dependencies together with the sources" }]
          : [];
      }),
  },
  {
    id: "dependencies.manifest",
    why: "The build fails: cargo wants to see what it would build before it fetches anything.",
    remedy: "Use cargo chef, whose recipe needs no sources.",
    check: ({ stages }) =>
      stages.flatMap(({ steps }) => {
        const fetched = steps.findIndex(({ keyword, text }) => keyword === "RUN" && /\bcargo\s+fetch\b/.test(text));
        const copied = steps.findIndex(({ keyword, text }) => keyword === "COPY" && /(^|[\s/])src\b/.test(text));
        const step = steps[fetched];
        return step && (copied < 0 || copied > fetched)
          ? [{ line: step.line, what: "fetches with a manifest whose targets are not there yet" }]
          : [];
      }),
  },
];
