import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { stdin } from "node:process";
import { text } from "node:stream/consumers";
import { loadOrganization, type Organization } from "../config/load.js";
import { manifestNotFound, noManifests, noManifestsNamed, unknownAction } from "../core/errors.js";
import { parseManifests } from "../domain/manifest-objects.js";
import { judgeManifests } from "../domain/manifests.js";
import type { Command, CommandContext } from "./command.js";

/** `uplift manifests check FILES…`: rendered Kubernetes objects, held to the rules. */
export const manifests: Command = {
  name: "manifests",
  summary: "Hold rendered Kubernetes objects to the rules",
  description:
    "check: reads what kustomize or helm rendered, from files or (-) standard input, and names what goes against the rules: " +
    "images by digest, users, privileges, resources, probes, disruption. Exit 2 on findings. A file is what is applied " +
    "together: a budget in another one does not count. An image of " +
    "src/config/images.ts in our own registry without tag and digest waits for its first build: counted, no finding.",
  arguments: [
    { name: "action", description: "check", required: true },
    { name: "files", description: "rendered YAML; - for standard input", required: false, variadic: true },
  ],
  examples: [
    { command: "kustomize build gitops/services/sample | uplift manifests check -", description: "one service" },
    { command: "npm run check:manifests", description: "all of them, against Kubernetes' own schemas too" },
  ],
  run: async (context) => {
    const { arguments: given, rest, output } = context;
    if (given.action !== "check") throw unknownAction("manifests", given.action ?? "", ["check"]);
    if (rest.length === 0) throw noManifestsNamed();
    const own = ownRepositories(loadOrganization());
    const verdicts = await Promise.all(
      rest.map(async (file) => {
        const objects = parseManifests(shown(file), await read(file, context));
        if (objects.length === 0) throw noManifests(shown(file));
        return judgeManifests(objects, own);
      }),
    );
    const verdict = {
      objects: verdicts.reduce((sum, { objects }) => sum + objects, 0),
      findings: verdicts.flatMap(({ findings }) => findings),
      waiting: verdicts.flatMap(({ waiting }) => waiting),
    };
    output.document(verdict);
    for (const { file, kind, name, what, rule, why, remedy } of verdict.findings)
      output.line(`${file}: ${kind} ${name}: ${what} [${rule}]. ${why} ${remedy}`);
    for (const { file, kind, name, image } of verdict.waiting)
      output.line(`${file}: ${kind} ${name}: ${image} waits for its first image`);
    const { findings, waiting } = verdict;
    output.line(`${verdict.objects} objects, ${findings.length} faults, ${waiting.length} waiting for a first image`);
    return findings.length > 0 ? 2 : 0;
  },
};

const shown = (file: string): string => (file === "-" ? "standard input" : file);

const read = (file: string, { project }: CommandContext): Promise<string> =>
  file === "-"
    ? text(stdin)
    : readFile(resolve(project, file), "utf8").catch(() => {
        throw manifestNotFound(file);
      });

/** Where our own images lie: in the registry of each environment that has one. */
function ownRepositories({ environments, images }: Organization): readonly string[] {
  return Object.values(environments)
    .filter(({ registry }) => registry !== null)
    .flatMap(({ accountId, region }) =>
      Object.keys(images).map((name) => `${accountId}.dkr.ecr.${region}.amazonaws.com/${name}`),
    );
}
