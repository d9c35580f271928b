import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { builtUnreadable, digestBesideBuilt, imageNotInKustomization, optionNeeded } from "../core/errors.js";
import { imagesIn, pinImage } from "../domain/image-pin.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { publishedDigest } from "../images/built.js";
import type { CommandContext, ExitCode } from "./command.js";

async function readBuilt(project: string, file: string, name: string): Promise<string | null> {
  const content = await readFile(resolve(project, file), "utf8").catch(() => {
    throw builtUnreadable(file, "it is not there");
  });
  return publishedDigest(content, file, name);
}

const isKustomization = (path: string): boolean => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);

/** Sets an image's digest in every kustomization that names it; none is written before all could be. */
export async function bumpImage({ arguments: { name }, options, project, output }: CommandContext): Promise<ExitCode> {
  const built = options.built as string | undefined;
  if (name === undefined) throw optionNeeded("uplift image bump", "NAME", "an image of a kustomization");
  const given = options.digest as string | undefined;
  if (built !== undefined && given !== undefined) throw digestBesideBuilt(given);
  const digest = built === undefined ? given : await readBuilt(project, built, name);
  if (digest === undefined) throw optionNeeded("uplift image bump", "--digest", "what the registry holds it by");
  if (digest === null) {
    output.document({ name, changed: [] });
    output.line(`${name}: nothing was built`);
    return 0;
  }
  const folder = (options.folder as string | undefined) ?? "gitops";
  const entries = await readdir(resolve(project, folder), { recursive: true }).catch(() => []);
  const paths = entries
    .map((path) => join(folder, path))
    .filter(isKustomization)
    .sort();
  const read = await Promise.all(
    paths.map(async (file) => ({ file, content: await readFile(resolve(project, file), "utf8") })),
  );
  const known = read.map((each) => ({ ...each, names: imagesIn(each.file, each.content) }));
  const naming = known.filter(({ names }) => names.includes(name));
  if (naming.length === 0 && built === undefined)
    throw imageNotInKustomization(folder, name, [...new Set(known.flatMap(({ names }) => names))]);
  const pinned = naming.map(({ file, content }) => ({ file, content, ...pinImage(file, content, name, digest) }));
  const changed = pinned.filter(({ text, content }) => text !== content);
  for (const { file, text } of changed) await writeFileAtomically(resolve(project, file), text);
  output.document({ name, digest, changed: changed.map(({ file, before }) => ({ file, before })) });
  for (const { file, before } of changed) output.line(`${file}: ${name}: ${before ?? "no image yet"} → ${digest}`);
  output.line(`${naming.length} kustomizations name ${name}, ${changed.length} changed`);
  return 0;
}
