import { registryRefused } from "../core/errors.js";

const manifestTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

interface Reference {
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/** `docker.io/library/rust:1.95` in its parts. */
export function parseReference(text: string): Reference | undefined {
  const [, host = "", repository = "", tag = "latest"] = /^([^/]+)\/([^:@]+)(?::([\w.-]+))?$/.exec(text) ?? [];
  return host && repository ? { host, repository, tag } : undefined;
}

/** A registry on this machine speaks no TLS; Docker Hub's API has another name than the registry. */
const addressOf = (host: string): string =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)
    ? `http://${host}`
    : `https://${host === "docker.io" ? "registry-1.docker.io" : host}`;

/**
 * The digest that a tag stands for now, of all platforms where there are several.
 * @throws registryRefused
 */
export async function digestOfTag(text: string, signal?: AbortSignal): Promise<string> {
  const reference = parseReference(text);
  if (!reference) throw registryRefused(text, "it is no reference of the form registry/repository:tag");
  const { host, repository, tag } = reference;
  const url = `${addressOf(host)}/v2/${repository}/manifests/${tag}`;
  const ask = (token?: string) =>
    fetch(url, {
      method: "HEAD",
      headers: { accept: manifestTypes, ...(token && { authorization: `Bearer ${token}` }) },
      ...(signal && { signal }),
    }).catch((error: Error) => {
      signal?.throwIfAborted();
      throw registryRefused(text, String((error.cause as Error | undefined)?.message ?? error.message));
    });
  let answer = await ask();
  if (answer.status === 401)
    answer = await ask(await anonymousToken(answer.headers.get("www-authenticate") ?? "", text));
  const digest = answer.headers.get("docker-content-digest");
  if (!answer.ok || !digest) throw registryRefused(text, `it answers ${answer.status}`);
  return digest;
}

/** A token for whoever asks, from where the registry says that it gives them. */
async function anonymousToken(challenge: string, text: string): Promise<string> {
  const field = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(challenge)?.[1];
  const realm = field("realm");
  if (!realm) throw registryRefused(text, "it wants a login and does not say where");
  const url = new URL(realm);
  for (const name of ["service", "scope"]) {
    const value = field(name);
    if (value) url.searchParams.set(name, value);
  }
  const answer = await fetch(url);
  const { token, access_token } = (await answer.json()) as { token?: string; access_token?: string };
  const found = token ?? access_token;
  if (!answer.ok || !found) throw registryRefused(text, `it gives nobody a token (${answer.status})`);
  return found;
}
