import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadOrganization } from "../config/load.js";
import { noDockerfile, noDockerfiles, unknownLockedBase } from "../core/errors.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { type ImageFinding, lintDockerfile } from "../images/lint.js";
import { type ImageLock, lockPath, lockText, parseLock, referencesOf } from "../images/lock.js";
import { digestOfTag } from "../images/registry.js";
import type { CommandContext, ExitCode } from "./command.js";

/** The project's lock of bases. */
export const readLock = async (project: string): Promise<ImageLock> =>
  parseLock(await readFile(join(project, lockPath), "utf8").catch(() => ""));

/** Faults of one Dockerfile, once with the bases of each image that is built by it: some rules compare these. */
export async function findingsIn(project: string, path: string): Promise<readonly ImageFinding[]> {
  const content = await readFile(join(project, path), "utf8").catch(() => {
    throw noDockerfile(path);
  });
  const lock = await readLock(project);
  const built = Object.values(loadOrganization().images).filter(({ dockerfile }) => dockerfile === path);
  const ways = built.map(({ bases }) => referencesOf(bases, lock));
  const findings = (ways.length > 0 ? ways : [{}]).flatMap((bases) => lintDockerfile(path, content, bases));
  return [...new Map(findings.map((each) => [`${each.line} ${each.rule} ${each.what}`, each])).values()];
}

/** Holds every Dockerfile to the rules. */
export async function lintImages({ project, output }: CommandContext): Promise<ExitCode> {
  const entries = await readdir(join(project, "dockerfiles"), { recursive: true }).catch(() => []);
  const paths = entries
    .filter((path) => /(^|\/)Dockerfile$/.test(path))
    .map((path) => `dockerfiles/${path}`)
    .sort();
  if (paths.length === 0) throw noDockerfiles();
  const findings = (await Promise.all(paths.map((path) => findingsIn(project, path)))).flat();
  output.document({ files: paths, findings });
  for (const each of findings) output.line(inWords(each));
  output.line(`${paths.length} Dockerfiles, ${findings.length} faults`);
  return findings.length > 0 ? 2 : 0;
}

export const inWords = ({ file, line, what, rule, why, remedy }: ImageFinding): string =>
  `${file}:${line}: ${what} [${rule}]. ${why} ${remedy}`;

/** Asks registries what references stand for now, and writes the lock when all have answered. */
export async function pinImages({ arguments: { name }, project, output, signal }: CommandContext): Promise<ExitCode> {
  const lock = await readLock(project);
  const names = Object.keys(lock.images);
  if (name !== undefined && !names.includes(name)) throw unknownLockedBase("uplift image pin", "NAME", name, names);
  const changed: { readonly name: string; readonly before: string | null; readonly after: string }[] = [];
  const images = { ...lock.images };
  for (const [each, entry] of Object.entries(lock.images)) {
    if (name !== undefined && each !== name) continue;
    output.status(`  … ${entry.reference}`);
    const digest = await digestOfTag(entry.reference, signal);
    if (digest === entry.digest) continue;
    images[each] = { ...entry, digest };
    changed.push({ name: each, before: entry.digest, after: digest });
  }
  if (changed.length > 0) await writeFileAtomically(join(project, lockPath), lockText({ ...lock, images }));
  output.document({ changed });
  for (const each of changed) output.line(`${each.name}: ${each.before ?? "not pinned"} → ${each.after}`);
  output.line(
    changed.length === 0 ? "every base is at its reference's digest" : `${changed.length} pinned: commit ${lockPath}`,
  );
  return 0;
}
