import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { loadOrganization } from "../config/load.js";
import {
  badStandIn,
  dockerfileFaults,
  imageVulnerable,
  optionNeeded,
  scanUnreadable,
  standInPublished,
  unknownEngine,
  unknownImage,
} from "../core/errors.js";
import { changedSince } from "../deliver/git.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { checkSize } from "../images/budget.js";
import { buildImage, type Engine, engines, findEngine } from "../images/build.js";
import { basesOf } from "../images/lock.js";
import { pathsOf } from "../images/made-of.js";
import {
  isOnThisMachine,
  keylessSigner,
  listContent,
  type Published,
  pushImage,
  type Signer,
  signImage,
  verifyImage,
} from "../images/publish.js";
import { findScanner, scanImage } from "../images/scan.js";
import { parseScan, unacceptable, inWords as weaknessInWords } from "../images/scan-gate.js";
import { findTool, type ToolContext } from "../images/tool.js";
import { runProcess } from "../terraform/process.js";
import type { CommandContext, ExitCode } from "./command.js";
import { findingsIn, inWords, readLock } from "./image-checks.js";

/** From a Dockerfile to a signed digest: each step stops at the first refusal, and nothing is pushed before all that can refuse. */
export async function buildCommand(context: CommandContext): Promise<ExitCode> {
  const { images, delivery } = loadOrganization();
  const name = context.arguments.name ?? "";
  const image = images[name];
  if (!image) throw unknownImage(name, Object.keys(images));
  const { options, project, env, output, signal } = context;
  const push = options.push as string | undefined;
  const engine = engineOf(options.engine as string | undefined);
  const out = options.out ? resolve(project, String(options.out)) : undefined;
  const standIns = standInsOf(options.standIn as readonly string[] | undefined);
  // Before all that can refuse: nobody has to mend what is not built.
  // Zeros stand for the branch that was not there before.
  const since = String(options.since ?? "").replace(/^0{40,64}$/, "");
  if (since && (await isAsBefore(image, since, context))) {
    output.document({ name, isUnchanged: true });
    output.line(`${name}: what it is made of is as it was at ${since}`);
    return 0;
  }
  if (push && !options.scan) await findScanner({ env });
  if (push && Object.keys(standIns).length > 0 && !isOnThisMachine(push)) throw standInPublished(Object.keys(standIns));
  const bases = basesOf(name, image.bases, await readLock(project), standIns);
  const faults = await findingsIn(project, image.dockerfile);
  if (faults.length > 0)
    throw dockerfileFaults(faults.map((each) => ({ what: inWords(each), remedy: "Mend it, then build again." })));
  return inTemporaryFolder(async (temporary): Promise<ExitCode> => {
    const layout = join(temporary, `${name}.oci`);
    await mkdir(layout);
    const tools: ToolContext = { env, signal, onProgress: output.status };
    const source = `https://github.com/${delivery.repository}`;
    const revision = (options.revision as string | undefined) ?? (await headOf(context));
    const built = await buildImage({
      ...tools,
      engine: engine ?? (await findEngine(tools)),
      dockerfile: join(project, image.dockerfile),
      context: join(project, image.context),
      arguments: { ...image.arguments, ...bases, TITLE: image.title, SOURCE: source, REVISION: revision },
      labels: {
        "org.opencontainers.image.title": image.title,
        "org.opencontainers.image.source": source,
        "org.opencontainers.image.revision": revision,
      },
      folder: layout,
    });
    output.progress(
      `${name}: ${(built.bytes / 1024 / 1024).toFixed(2)} MiB in ${built.layers} layers, ${built.digest}`,
    );
    checkSize(name, built.bytes, image.maxMib);
    const contents = join(temporary, `${name}.spdx.json`);
    const isListed = (await findTool("syft", env)) !== undefined || push !== undefined;
    if (isListed) await listContent(name, layout, contents, tools);
    if (options.scan || push) judgeScan(name, await reportOn(layout, tools, context), output);
    const published = push ? await publish(layout, built.digest, push, tools, context) : undefined;
    // Only now: what was refused on the way leaves nothing.
    if (out) for (const made of [layout, ...(isListed ? [contents] : [])]) await replace(made, out);
    const { blobs: _, ...described } = built;
    output.document({ name, ...described, ...(published && { published }), ...(out && { out }) });
    output.line(published ? `${published.repository}@${published.digest}` : built.digest);
    return 0;
  });
}

async function isAsBefore(
  image: { readonly dockerfile: string; readonly context: string },
  since: string,
  { project, env, signal }: CommandContext,
): Promise<boolean> {
  const changed = await changedSince(since, await pathsOf(project, image), { folder: project, env, signal });
  return changed.length === 0;
}

function engineOf(given: string | undefined): Engine | undefined {
  const engine = engines.find((each) => each === given);
  if (given !== undefined && !engine) throw unknownEngine(given, engines);
  return engine;
}

/** Puts what was made into a folder, in place of what an earlier run left there under the name. */
async function replace(made: string, folder: string): Promise<void> {
  const to = join(folder, basename(made));
  await mkdir(folder, { recursive: true });
  await rm(to, { recursive: true, force: true });
  await cp(made, to, { recursive: true });
}

function standInsOf(given: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const [, base, image] = /^([\w]+)=(\S+)$/.exec(text) ?? [];
      if (!base || !image) throw badStandIn(text);
      return [base, image] as const;
    }),
  );
}

async function headOf({ env, project, signal }: CommandContext): Promise<string> {
  const { code, stdout } = await runProcess("git", ["rev-parse", "HEAD"], { cwd: project, env, signal });
  if (code !== 0) throw optionNeeded("uplift image build", "--revision", "the commit that it is built from");
  return stdout.trim();
}

/** A report that somebody brought, or that a scanner of this machine makes. */
async function reportOn(layout: string, tools: ToolContext, { options, project }: CommandContext) {
  if (!options.scan) return scanImage(layout, tools);
  const file = String(options.scan);
  const content = await readFile(resolve(project, file), "utf8").catch(() => {
    throw scanUnreadable(file, "it is not there");
  });
  return { file, content };
}

function judgeScan(
  name: string,
  { file, content }: { readonly file: string; readonly content: string },
  output: CommandContext["output"],
): void {
  const weaknesses = parseScan(content, file);
  const bad = unacceptable(weaknesses);
  if (bad.length > 0) throw imageVulnerable(name, bad.map(weaknessInWords));
  output.progress(`${name}: ${weaknesses.length} known weaknesses, none that is grave and mended`);
}

/** Pushes, signs and verifies what the registry then holds. */
async function publish(
  layout: string,
  digest: string,
  repository: string,
  tools: ToolContext,
  { options, env }: CommandContext,
): Promise<Published> {
  const signer = signerOf(options, env);
  const published = await pushImage(layout, digest, repository, tools);
  await signImage(published, signer, tools);
  await verifyImage(published, signer, tools);
  return published;
}

function signerOf(options: CommandContext["options"], env: CommandContext["env"]): Signer {
  if (!options.signKey) return keylessSigner(loadOrganization().delivery, env.CIRCLECI === "true");
  if (!options.verifyKey) throw optionNeeded("uplift image build --sign-key", "--verify-key", "its public half");
  return { kind: "key", privateKey: String(options.signKey), publicKey: String(options.verifyKey) };
}
