import { digestChanged, signatureInvalid, UserFault } from "../core/errors.js";
import type { CodeSource } from "../domain/pipeline-trusts.js";
import { nameInLayout } from "./oci-layout.js";
import { runTool, type ToolContext } from "./tool.js";

/** `127.0.0.1:5000/sample` and what it holds, by digest. */
export interface Published {
  readonly repository: string;
  readonly digest: string;
}

export const isOnThisMachine = (repository: string): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?\//.test(repository);

/** A tag for what has none of its own. Not sha256-…: under that name registries keep what refers to a digest, e.g. its signatures. */
export const tagOf = (digest: string): string => `built-${digest.replace("sha256:", "")}`;

/**
 * Copies an image to a registry, tagged by its digest, and asks the registry what it holds. Where it is there already it stays: a
 * registry whose tags never move refuses even the same image again.
 * @throws digestChanged
 */
export async function pushImage(
  folder: string,
  digest: string,
  repository: string,
  context: ToolContext,
): Promise<Published> {
  const to = `docker://${repository}:${tagOf(digest)}`;
  const plain = (flag: string) => (isOnThisMachine(repository) ? [`--${flag}=false`] : []);
  // By the program that pushes, which knows the registry's login.
  const inspect = ["inspect", "--format", "{{.Digest}}", ...plain("tls-verify"), to];
  const before = await runTool("skopeo", inspect, context).catch(ignoringFaults);
  if (before?.trim() === digest) return { repository, digest };
  const copy = [
    "copy",
    "--quiet",
    "--preserve-digests",
    ...plain("dest-tls-verify"),
    `oci:${folder}:${nameInLayout}`,
    to,
  ];
  await runTool("skopeo", copy, context);
  const held = (await runTool("skopeo", inspect, context)).trim();
  if (held !== digest) throw digestChanged(digest, held);
  return { repository, digest };
}

/** What is not there yet cannot be looked at; whatever else is wrong, the push will tell. */
function ignoringFaults(error: unknown): undefined {
  if (!(error instanceof UserFault)) throw error;
}

/** How an image is signed: by a key, or by who runs the pipeline. */
export type Signer =
  | { readonly kind: "key"; readonly privateKey: string; readonly publicKey: string }
  | { readonly kind: "keyless"; readonly identity: string; readonly issuer: string };

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Who a pipeline says it is when it signs without a key, by the certificates of Sigstore's Fulcio (its configuration of identities):
 * on GitHub a workflow of the protected branch; on CircleCI a pipeline of the project, whose branch the certificate's name leaves
 * out, so that only the role that pushes holds it to the protected one.
 */
export function keylessSigner(
  { repository, defaultBranch, circleci }: Pick<CodeSource, "repository" | "defaultBranch" | "circleci">,
  isOnCircleci: boolean,
): Signer {
  if (isOnCircleci && circleci) {
    const project = literally(`https://circleci.com/api/v2/projects/${circleci.projectId}/pipeline-definitions/`);
    return {
      kind: "keyless",
      identity: `^${project}[0-9a-f-]{36}$`,
      issuer: `https://oidc.circleci.com/org/${circleci.organizationId}`,
    };
  }
  const workflows = literally(`https://github.com/${repository}/.github/workflows/`);
  return {
    kind: "keyless",
    identity: `^${workflows}[^@]+@${literally(`refs/heads/${defaultBranch}`)}$`,
    issuer: "https://token.actions.githubusercontent.com",
  };
}

const named = ({ repository, digest }: Published) => `${repository}@${digest}`;
const transport = ({ repository }: Published) => (isOnThisMachine(repository) ? ["--allow-http-registry"] : []);

/** Signs an image unless the same signer has. */
export async function signImage(image: Published, signer: Signer, context: ToolContext): Promise<void> {
  if (await verifyImage(image, signer, context).then(() => true, ignoringFaults)) return;
  const how =
    signer.kind === "key" ? ["--key", signer.privateKey, "--tlog-upload=false", "--use-signing-config=false"] : [];
  await runTool("cosign", ["sign", "--yes", ...how, ...transport(image), named(image)], context);
}

/** @throws signatureInvalid where nobody, or somebody else, signed it */
export async function verifyImage(image: Published, signer: Signer, context: ToolContext): Promise<void> {
  const who =
    signer.kind === "key"
      ? ["--key", signer.publicKey, "--insecure-ignore-tlog=true"]
      : ["--certificate-identity-regexp", signer.identity, "--certificate-oidc-issuer", signer.issuer];
  try {
    await runTool("cosign", ["verify", ...who, ...transport(image), named(image)], context);
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    throw signatureInvalid(named(image), error.details.what);
  }
}

/** What an image holds, as SPDX, under the image's own name: that of its folder is another at each build. */
export const listContent = (name: string, folder: string, file: string, context: ToolContext): Promise<string> =>
  runTool(
    "syft",
    ["scan", `oci-dir:${folder}`, "--quiet", "--source-name", name, "--output", `spdx-json=${file}`],
    context,
  );
