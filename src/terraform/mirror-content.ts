import { access, readdir } from "node:fs/promises";
import { join } from "node:path";

/** A provider that a mirror must have, e.g. `hashicorp/aws` 5.100.0 for `linux_amd64`. */
export interface WantedProvider {
  readonly source: string;
  readonly version: string;
  readonly platform: string;
}

export const registryHost = "registry.terraform.io";

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/**
 * Lists what a filesystem mirror has of a provider, as `VERSION (PLATFORM)`, in both layouts that Terraform reads:
 * `HOST/NAMESPACE/TYPE/VERSION/PLATFORM/` and `HOST/NAMESPACE/TYPE/terraform-provider-TYPE_VERSION_PLATFORM.zip`.
 */
export async function mirrorVersions(folder: string, source: string): Promise<string[]> {
  const providerFolder = join(folder, registryHost, source);
  const type = source.split("/").at(-1);
  const packed = new RegExp(`^terraform-provider-${type}_([^_]+)_(\\w+_\\w+)\\.zip$`);
  const found: string[] = [];
  for (const name of await names(providerFolder)) {
    const archive = packed.exec(name);
    if (archive) found.push(`${archive[1]} (${archive[2]})`);
    else if (/^\d/.test(name)) {
      for (const platform of await names(join(providerFolder, name))) found.push(`${name} (${platform})`);
    }
  }
  return found.sort();
}

export async function mirrorHas(folder: string, { source, version, platform }: WantedProvider): Promise<boolean> {
  return (await mirrorVersions(folder, source)).includes(`${version} (${platform})`);
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
