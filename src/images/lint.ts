import { readDockerfile } from "./dockerfile.js";
import type { ImageRule } from "./rule.js";
import { baseRules } from "./rules/bases.js";
import { commandRules } from "./rules/commands.js";
import { contentRules } from "./rules/content.js";

/** Every rule for Dockerfiles. */
export const imageRules: readonly ImageRule[] = [...baseRules, ...commandRules, ...contentRules];

/** A violation, with what it costs and what to do. */
export interface ImageFinding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** Holds a Dockerfile to every rule; findings are in the order of its lines. */
export function lintDockerfile(
  path: string,
  content: string,
  bases: Readonly<Record<string, string>> = {},
): readonly ImageFinding[] {
  const dockerfile = readDockerfile(path, content, bases);
  const allowed = allowances(content);
  const found = imageRules.flatMap(({ id, why, remedy, check }) =>
    check(dockerfile).map(({ line, what }) => ({ rule: id, file: path, line, what, why, remedy })),
  );
  const idle = allowed
    .filter(({ rule }) => !found.some((each) => each.rule === rule))
    .map(({ rule, line }) => ({
      rule: "allowance.needed",
      file: path,
      line,
      what: `allows ${rule}, which nothing goes against`,
      why: "It would hide the next fault of that kind.",
      remedy: "Remove it.",
    }));
  return [...found.filter((each) => !allowed.some(({ rule }) => rule === each.rule)), ...idle].sort(
    (a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1),
  );
}

/** `# allow RULE: reason` lines: somebody's decision that a rule does not hold in this file. */
const allowances = (content: string) =>
  content.split("\n").flatMap((text, index) => {
    const rule = /^# allow ([\w.-]+): \S/.exec(text)?.[1];
    return rule ? [{ rule, line: index + 1 }] : [];
  });
