import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { loadOrganization } from "../config/load.js";
import {
  badStandIn,
  dockerfileFaults,
  imageTooLarge,
  imageVulnerable,
  optionNeeded,
  planNotFound,
  standInPublished,
  unknownImage,
} from "../core/errors.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { buildImage, type Engine, findEngine } from "../images/build.js";
import { basesOf } from "../images/lock.js";
import {
  isOnThisMachine,
  listContent,
  type Published,
  pushImage,
  type Signer,
  signImage,
  verifyImage,
} from "../images/publish.js";
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
  if (push && !options.scan)
    throw optionNeeded("uplift image build --push", "--scan", "a report of Trivy or Grype on the image");
  const standIns = standInsOf(options.standIn as readonly string[] | undefined);
  if (push && Object.keys(standIns).length > 0 && !isOnThisMachine(push)) throw standInPublished(Object.keys(standIns));
  const bases = basesOf(name, image.bases, await readLock(project), standIns);
  const faults = await findingsIn(project, image.dockerfile);
  if (faults.length > 0)
    throw dockerfileFaults(faults.map((each) => ({ what: inWords(each), remedy: "Mend it, then build again." })));
  return inTemporaryFolder(async (temporary): Promise<ExitCode> => {
    const folder = options.out ? resolve(project, String(options.out)) : temporary;
    await mkdir(folder, { recursive: true });
    const layout = join(folder, `${name}.oci`);
    await mkdir(layout);
    const tools: ToolContext = { env, signal, onProgress: output.status };
    const built = await buildImage({
      ...tools,
      engine: (options.engine as Engine | undefined) ?? (await findEngine(tools)),
      dockerfile: join(project, image.dockerfile),
      context: join(project, image.context),
      arguments: {
        ...image.arguments,
        ...bases,
        TITLE: image.title,
        SOURCE: `https://github.com/${delivery.repository}`,
        REVISION: (options.revision as string | undefined) ?? (await headOf(context)),
      },
      folder: layout,
    });
    output.progress(
      `${name}: ${(built.bytes / 1024 / 1024).toFixed(2)} MiB in ${built.layers} layers, ${built.digest}`,
    );
    if (built.bytes > image.maxMib * 1024 * 1024) throw imageTooLarge(name, built.bytes, image.maxMib);
    const contents = join(folder, `${name}.spdx.json`);
    const isListed = (await findTool("syft", env)) !== undefined || push !== undefined;
    if (isListed) await listContent(layout, contents, tools);
    if (options.scan) await judgeScan(name, String(options.scan), context);
    const published = push ? await publish(layout, built.digest, push, tools, context) : undefined;
    output.document({
      name,
      ...built,
      ...(published && { published }),
      ...(options.out && { layout, ...(isListed && { contents }) }),
    });
    output.line(published ? `${published.repository}@${published.digest}` : built.digest);
    return 0;
  });
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

async function judgeScan(name: string, file: string, { project, output }: CommandContext): Promise<void> {
  const content = await readFile(resolve(project, file), "utf8").catch(() => {
    throw planNotFound(file);
  });
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
  { options }: CommandContext,
): Promise<Published> {
  const signer = signerOf(options);
  const published = await pushImage(layout, digest, repository, tools);
  await signImage(published, signer, tools);
  await verifyImage(published, signer, tools);
  return published;
}

function signerOf(options: CommandContext["options"]): Signer {
  const { repository, defaultBranch } = loadOrganization().delivery;
  if (!options.signKey) {
    return {
      kind: "keyless",
      identity: `^https://github\\.com/${repository}/\\.github/workflows/.+@refs/heads/${defaultBranch}$`,
      issuer: "https://token.actions.githubusercontent.com",
    };
  }
  if (!options.verifyKey) throw optionNeeded("uplift image build --sign-key", "--verify-key", "its public half");
  return { kind: "key", privateKey: String(options.signKey), publicKey: String(options.verifyKey) };
}
