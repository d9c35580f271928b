import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mirrorDownloadFailed } from "../core/errors.js";
import { cacheFolder } from "./cache-folder.js";
import { findMirror, type ProviderSource } from "./find-mirror.js";
import type { TerraformProgram } from "./find-terraform.js";
import { mirrorHas, type WantedProvider } from "./mirror-content.js";
import { type Environment, runProcess } from "./process.js";

/** The provider for which all configuration is generated and tested. */
export const awsProvider = { source: "hashicorp/aws", version: "5.100.0" } as const;

export interface ProviderOptions {
  readonly terraform: TerraformProgram;
  /** The user's own environment: a download uses its proxies and certificates. */
  readonly env: Environment;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
  /** Where to search, unless in the usual places. */
  readonly searchRoots?: readonly string[];
}

/**
 * Says where the AWS provider comes from without the network, and downloads it into the user's cache folder when it is
 * nowhere on this machine. Throws `mirrorLacksProvider` or `mirrorDownloadFailed`.
 */
export async function ensureProviders(options: ProviderOptions): Promise<ProviderSource> {
  const wanted = { ...awsProvider, platform: options.terraform.platform };
  const { source, searched } = await findMirror(wanted, options.env, options.searchRoots);
  if (source) return source;
  const folder = join(cacheFolder(options.env), "providers");
  if (!(await mirrorHas(folder, wanted))) await download(folder, wanted, searched, options);
  return { kind: "mirror", folder };
}

/** Terraform writes each archive to a file of its own name at the end, so a second run finds all of it or nothing. */
async function download(
  folder: string,
  wanted: WantedProvider,
  searched: readonly string[],
  { terraform, env, signal, onProgress }: ProviderOptions,
): Promise<void> {
  onProgress?.(`downloading the AWS provider ${wanted.version} (once; about 150 MB)`);
  const root = await mkdtemp(join(tmpdir(), "uplift-providers-"));
  try {
    const required_providers = { aws: { source: wanted.source, version: wanted.version } };
    await writeFile(join(root, "main.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    await mkdir(folder, { recursive: true });
    const args = [`-chdir=${root}`, "providers", "mirror", `-platform=${wanted.platform}`, folder];
    const result = await runProcess(terraform.program, args, { env: { ...env, TF_IN_AUTOMATION: "1" }, signal });
    if (result.code !== 0 || !(await mirrorHas(folder, wanted))) {
      const reason = result.stderr
        .replace(/[│╷╵\n]+/g, " ")
        .replace(/\s+/g, " ")
        .trim();
      throw mirrorDownloadFailed(folder, wanted.platform, searched, reason.slice(0, 400));
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/**
 * Writes Terraform's CLI configuration for a work folder and returns the file to set as `TF_CLI_CONFIG_FILE`.
 * Providers come from the mirror alone: a method that is not listed, as the registry, is never used. The user's own
 * configuration is returned as it is.
 */
export async function writeCliConfiguration(workFolder: string, source: ProviderSource): Promise<string> {
  if (source.kind === "configuration") return source.file;
  const file = join(workFolder, "terraform.rc");
  const content = `provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(source.folder)}
  }
}
`;
  await writeFile(file, content);
  return file;
}
