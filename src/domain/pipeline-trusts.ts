/** Whose tokens take a role: a provider, what it issues them for, and who they must say they are. */
export interface Trust {
  /** The provider's address without its scheme, as ARNs and conditions of AWS have it. */
  readonly provider: string;
  readonly audience: string;
  /** The token's subject; `?` stands for any one character, `*` for any text. */
  readonly subject: string;
}

/** Where changes come from, as a role's trust policy needs to know it. */
export interface CodeSource {
  /** The repository on GitHub, as owner/name. */
  readonly repository: string;
  /** Its numeric ids, which tokens of repositories made since July 2026 carry; null for an older one. */
  readonly repositoryIds: { readonly organization: string; readonly repository: string } | null;
  readonly defaultBranch: string;
  /** Null where nobody uses CircleCI. */
  readonly circleci: { readonly organizationId: string; readonly projectId: string } | null;
  /** The service account of an Atlantis server in a cluster of EKS; null where there is none. */
  readonly atlantis: { readonly issuer: string; readonly namespace: string; readonly serviceAccount: string } | null;
}

/** An identity provider that an account must have. */
export interface IdentityProvider {
  readonly url: string;
  readonly audience: string;
}

const awsAudience = "sts.amazonaws.com";
const github = "token.actions.githubusercontent.com";
const bare = (url: string) => url.replace(/^https:\/\//, "");

/** Identity providers by lasting name. */
export function identityProviders({ circleci, atlantis }: CodeSource): Readonly<Record<string, IdentityProvider>> {
  return {
    github: { url: `https://${github}`, audience: awsAudience },
    ...(circleci && {
      circleci: { url: `https://${circleciHost(circleci.organizationId)}`, audience: circleci.organizationId },
    }),
    ...(atlantis && { atlantis: { url: atlantis.issuer, audience: awsAudience } }),
  };
}

/**
 * Who takes the roles of an environment's pipelines, by lasting name. Plans are made for pull requests and for the protected
 * branch; on GitHub applies come from the environment of the same name alone, whose reviewers GitHub asks first; images are
 * pushed from the protected branch.
 */
export function pipelineTrusts(source: CodeSource, environment: string) {
  const { defaultBranch, circleci, atlantis } = source;
  const trunk = `refs/heads/${defaultBranch}`;
  const github = (claim: string) => ({ ...githubToken, subject: `${repositoryClaim(source)}:${claim}` });
  const onCircleci = (reference: string) => circleci && { circleci: circleciTrust(source, circleci, reference) };
  const onAtlantis = atlantis && {
    atlantis: {
      provider: bare(atlantis.issuer),
      audience: awsAudience,
      subject: `system:serviceaccount:${atlantis.namespace}:${atlantis.serviceAccount}`,
    },
  };
  return {
    plan: {
      github_pull_request: github("pull_request"),
      github_trunk: github(`ref:${trunk}`),
      ...onCircleci("*"),
      ...onAtlantis,
    },
    apply: { github_environment: github(`environment:${environment}`), ...onCircleci(trunk), ...onAtlantis },
    push: { github_trunk: github(`ref:${trunk}`), ...onCircleci(trunk) },
  } satisfies Record<string, Readonly<Record<string, Trust>>>;
}

const githubToken = { provider: github, audience: awsAudience };

/** How a token names its repository (GitHub Docs, "OpenID Connect reference"; with ids for repositories made since 15 July 2026). */
function repositoryClaim({ repository, repositoryIds }: CodeSource): string {
  if (!repositoryIds) return `repo:${repository}`;
  const [owner, name] = repository.split("/");
  return `repo:${owner}@${repositoryIds.organization}/${name}@${repositoryIds.repository}`;
}

const circleciHost = (organizationId: string) => `oidc.circleci.com/org/${organizationId}`;

/**
 * CircleCI's second token names the branch after the user (CircleCI Docs, "Using OpenID Connect tokens in jobs"). The user is
 * any UUID, written as so many single characters: with `*` there, a branch that is called like the end of the subject would do.
 */
const anyUser = "????????-????-????-????-????????????";

const circleciTrust = (
  { repository }: CodeSource,
  { organizationId, projectId }: { readonly organizationId: string; readonly projectId: string },
  reference: string,
): Trust => ({
  provider: circleciHost(organizationId),
  audience: organizationId,
  subject: `org/${organizationId}/project/${projectId}/user/${anyUser}/vcs-origin/github.com/${repository}/vcs-ref/${reference}`,
});
