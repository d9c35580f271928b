import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { mirrorLacksProvider } from "../core/errors.js";
import { homeFolder } from "./cache-folder.js";
import { exists, mirrorHas, mirrorVersions, registryHost, type WantedProvider } from "./mirror-content.js";
import type { Environment } from "./process.js";

/** Where the provider comes from. */
export type ProviderSource =
  /** The user's own CLI configuration says it, and is kept. */
  | { readonly kind: "configuration"; readonly file: string }
  /** A folder laid out as a filesystem mirror. */
  | { readonly kind: "mirror"; readonly folder: string };

export interface MirrorSearch {
  readonly source?: ProviderSource;
  /** The folders that were looked into without success. */
  readonly searched: readonly string[];
}

/** Below these, folders that look like a mirror are searched for. The user's home comes last: it is the largest. */
const searchRoots: readonly string[] = ["/opt", "/usr/local/share", "/usr/share", "/srv"];
const searchDepth = 4;
/** How many folders a search reads at most, so that a large home cannot hold up a run. */
const searchLimit = 20_000;

/**
 * Looks for the provider on this machine, without the network. In order: `UPLIFT_PROVIDER_MIRROR` (which must have it, or
 * `mirrorLacksProvider` is thrown), the user's CLI configuration where it names a filesystem mirror or an override, the
 * folders that Terraform itself implies, folders named like the registry down to depth 4 below the usual places.
 */
export async function findMirror(
  wanted: WantedProvider,
  env: Environment,
  roots: readonly string[] = searchRoots,
): Promise<MirrorSearch> {
  if (env.UPLIFT_PROVIDER_MIRROR) {
    const folder = resolve(env.UPLIFT_PROVIDER_MIRROR);
    if (await mirrorHas(folder, wanted)) return { source: { kind: "mirror", folder }, searched: [] };
    const found = await mirrorVersions(folder, wanted.source);
    throw mirrorLacksProvider({ folder, provider: wanted.source, found, ...wanted });
  }
  const file = await userConfiguration(env);
  if (file) return { source: { kind: "configuration", file }, searched: [] };

  const searched: string[] = [];
  for (const folder of impliedFolders(env)) {
    if (await mirrorHas(folder, wanted)) return { source: { kind: "mirror", folder }, searched };
    if (await exists(folder)) searched.push(folder);
  }
  for await (const folder of registryFolders([...roots, homeFolder(env)])) {
    if (await mirrorHas(folder, wanted)) return { source: { kind: "mirror", folder }, searched };
    searched.push(folder);
  }
  return { searched };
}

/** The user's CLI configuration, where it installs providers without the network. One that does not is no help here. */
async function userConfiguration(env: Environment): Promise<string | undefined> {
  for (const file of [env.TF_CLI_CONFIG_FILE, join(homeFolder(env), ".terraformrc")]) {
    const content = file ? await readFile(file, "utf8").catch(() => "") : "";
    const code = content.replace(/^\s*(#|\/\/).*$/gm, "");
    if (file && /\bprovider_installation\b/.test(code) && /\b(filesystem_mirror|dev_overrides)\b/.test(code))
      return file;
  }
  return undefined;
}

/** Terraform's implied local mirror directories ("CLI Configuration", "Implied Local Mirror Directories"). */
function impliedFolders(env: Environment): string[] {
  const home = homeFolder(env);
  const dataHome = env.XDG_DATA_HOME || join(home, ".local", "share");
  const dataFolders = (env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":").filter(Boolean);
  return [
    join(home, ".terraform.d", "plugins"),
    join(home, "Library", "Application Support", "io.terraform", "plugins"),
    "/Library/Application Support/io.terraform/plugins",
    ...[dataHome, ...dataFolders].map((folder) => join(folder, "terraform", "plugins")),
  ];
}

/** Breadth first, so that what lies near comes first and the limit cuts off the depths. Links are not followed. */
async function* registryFolders(roots: readonly string[]): AsyncGenerator<string> {
  let level = [...roots];
  let remaining = searchLimit;
  for (let depth = 1; depth <= searchDepth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (remaining-- <= 0) return;
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (!entry.isDirectory() || entry.name === "node_modules" || entry.name === ".git") continue;
        if (entry.name === registryHost) yield folder;
        else next.push(join(folder, entry.name));
      }
    }
    level = next;
  }
}
