import type { Dockerfile } from "./dockerfile.js";

/** Where a Dockerfile goes against a rule. */
export interface Violation {
  readonly line: number;
  /** What is wrong, in words that end a sentence which begins with the place. */
  readonly what: string;
}

/** Something that every image of the project must be. */
export interface ImageRule {
  readonly id: string;
  /** What it costs when it is broken. */
  readonly why: string;
  readonly remedy: string;
  check(dockerfile: Dockerfile): readonly Violation[];
}

/** Violations of single steps of any stage. */
export const inSteps =
  (check: (step: Dockerfile["stages"][number]["steps"][number]) => string | undefined) =>
  ({ stages }: Dockerfile): readonly Violation[] =>
    stages.flatMap(({ steps }) =>
      steps.flatMap((step) => {
        const what = check(step);
        return what === undefined ? [] : [{ line: step.line, what }];
      }),
    );
