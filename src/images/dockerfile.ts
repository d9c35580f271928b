import { DockerfileParser } from "dockerfile-ast";

/** One instruction of a Dockerfile. */
export interface Step {
  /** In capitals, e.g. RUN. */
  readonly keyword: string;
  /** What stands after it, continued lines joined. */
  readonly text: string;
  readonly line: number;
  /** Whether it was written as a JSON list. */
  readonly isExec: boolean;
}

/** What is built from one FROM to the next. */
export interface Stage {
  readonly name: string | undefined;
  /** The word between base and name, as written. */
  readonly writtenAs: string | undefined;
  /** As written, e.g. `rust:1.69` or `${BUILDER}`. */
  readonly writtenBase: string;
  /** With arguments filled in; still `${NAME}` where an argument has no value. */
  readonly base: string;
  /** The same with the file's own defaults alone. */
  readonly ownBase: string;
  readonly line: number;
  /** Whether the base is an earlier stage of the file. */
  readonly isFromStage: boolean;
  readonly steps: readonly Step[];
}

export interface Dockerfile {
  readonly path: string;
  readonly stages: readonly Stage[];
}

/**
 * Reads a Dockerfile into its stages.
 * @param bases values of arguments from outside, e.g. of the lock of images
 */
export function readDockerfile(
  path: string,
  content: string,
  bases: Readonly<Record<string, string>> = {},
): Dockerfile {
  const parsed = DockerfileParser.parse(content);
  const lines = content.split("\n");
  const defaults = new Map(
    parsed.getInitialARGs().map((arg) => {
      const property = arg.getProperty();
      return [property?.getName() ?? "", property?.getValue() ?? undefined] as const;
    }),
  );
  const globals = new Map([...defaults].map(([name, value]) => [name, bases[name] ?? value] as const));
  const stages: Stage[] = [];
  let steps: Step[] = [];
  for (const instruction of parsed.getInstructions()) {
    const keyword = instruction.getKeyword();
    const range = instruction.getRange();
    const line = range.start.line + 1;
    // The parser's own arguments leave out the flags of COPY and RUN.
    const written = lines.slice(range.start.line, range.end.line + 1).join("\n");
    const text = joined(written.trimStart().slice(keyword.length));
    if (keyword !== "FROM") {
      steps.push({ keyword, text, line, isExec: /^(--\S+\s+)*\[.*\]$/s.test(text) });
      continue;
    }
    steps = [];
    const [, writtenBase = "", writtenAs, name] = /^(?:--\S+\s+)*(\S+)(?:\s+(as)\s+(\S+))?/i.exec(text) ?? [];
    const filled = (values: ReadonlyMap<string, string | undefined>) =>
      writtenBase.replace(/\$\{?(\w+)\}?/g, (whole, variable: string) => values.get(variable) ?? whole);
    const base = filled(globals);
    const isFromStage = stages.some((stage) => stage.name === base);
    stages.push({ name, writtenAs, writtenBase, base, ownBase: filled(defaults), line, isFromStage, steps });
  }
  return { path, stages };
}

/** A continued line as one; comments in between are dropped as Docker drops them. */
const joined = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\n\s*/g, " ")
    .trim();

/** The stage that becomes the image. */
export const finalStage = ({ stages }: Dockerfile): Stage | undefined => stages.at(-1);

/** The external image at the bottom of a stage, through stages that build on each other. */
export function bottomBase(dockerfile: Dockerfile, stage: Stage): string {
  const below = stage.isFromStage ? dockerfile.stages.find(({ name }) => name === stage.base) : undefined;
  return below ? bottomBase(dockerfile, below) : stage.base;
}

/** The steps of a stage and of those that it builds on, from the bottom. */
export function allSteps(dockerfile: Dockerfile, stage: Stage): readonly Step[] {
  const below = stage.isFromStage ? dockerfile.stages.find(({ name }) => name === stage.base) : undefined;
  return [...(below ? allSteps(dockerfile, below) : []), ...stage.steps];
}
