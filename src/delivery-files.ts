import type { Organization } from "./config/load.js";
import { layerCycle, rootWithoutOwner } from "./core/errors.js";
import { pipelineRoleNames } from "./domain/names.js";
import type { PipelineFacts } from "./domain/pipeline.js";
import { type DeliveredRoot, findCycle } from "./domain/root-graph.js";
import { atlantisFile, atlantisServerFile } from "./emit/atlantis.js";
import { atlantisValuesFile } from "./emit/atlantis-server.js";
import { circleciFile } from "./emit/circleci.js";
import { codeOwnersFile } from "./emit/code-owners.js";
import type { EmittedFile } from "./emit/files.js";
import { githubWorkflows } from "./emit/github.js";
import type { Root } from "./stacks/index.js";

/**
 * The roots as the delivery line sees them, each before those that wait for it: environments in the order of promotion,
 * layers in the order in which they are applied.
 * @throws layerCycle, rootWithoutOwner
 */
export function deliveredRoots(
  roots: readonly Root[],
  reviewers: Readonly<Record<string, string>>,
): readonly DeliveredRoot[] {
  const delivered = roots.map(({ environment, layer, after, stack, folder }) => ({
    id: rootId(environment.name, layer.name),
    environment: environment.name,
    layer: layer.name,
    folder,
    frontDoor: environment.frontDoor,
    owner: environment.owner,
    modules: [...new Set(stack.calls.map(({ module }) => module.name))].sort(),
    after: after.map((name) => rootId(environment.name, name)),
  }));
  const cycle = findCycle(delivered);
  if (cycle) throw layerCycle(cycle);
  for (const { id, owner } of delivered) {
    if (!reviewers[owner]) throw rootWithoutOwner(id, owner, Object.keys(reviewers));
  }
  return delivered;
}

const rootId = (environment: string, layer: string) => `${environment}/${layer}`;

/** What Atlantis and both pipelines are told, from the same list of roots. */
export function deliveryFiles(organization: Organization, roots: readonly DeliveredRoot[]): readonly EmittedFile[] {
  const { delivery } = organization;
  const facts = pipelineFacts(organization, roots);
  const atlantis = {
    repository: delivery.repository,
    defaultBranch: delivery.defaultBranch,
    environments: facts.environments.map(({ name }) => name),
    policyOwners: teamsOf(Object.values(delivery.reviewers)),
  };
  return [
    atlantisFile(roots, atlantis),
    atlantisServerFile(atlantis),
    atlantisValuesFile(delivery.repository, facts),
    ...githubWorkflows(facts),
    ...(facts.circleci ? [circleciFile(facts)] : []),
    codeOwnersFile(roots, delivery.reviewers),
  ];
}

/** Atlantis knows a team by its name alone. */
const teamsOf = (handles: readonly string[]) =>
  [...new Set(handles.map((handle) => handle.replace(/^@([^/]+\/)?/, "")))].sort();

/** The environments and layers that pipelines go through, in their order. */
export function pipelineFacts(
  { name: organization, partition, environments, delivery }: Organization,
  roots: readonly DeliveredRoot[],
): PipelineFacts {
  const described = Object.values(environments).map(({ name, accountId, region, delivery: { needsApproval } }) => {
    const roles = pipelineRoleNames(organization, name);
    const arn = (role: string) => `arn:${partition}:iam::${accountId}:role/${role}`;
    return {
      name,
      accountId,
      region,
      layers: roots.filter(({ environment }) => environment === name).map(({ layer }) => layer),
      planRole: arn(roles.plan),
      applyRole: arn(roles.apply),
      needsApproval,
    };
  });
  return { defaultBranch: delivery.defaultBranch, environments: described, circleci: delivery.circleci };
}
