import type { Organization } from "./config/load.js";
import { layerCycle, rootWithoutOwner } from "./core/errors.js";
import { pipelineRoleNames } from "./domain/names.js";
import type { PipelineFacts, PipelineImages } from "./domain/pipeline.js";
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
export function pipelineFacts(organization: Organization, roots: readonly DeliveredRoot[]): PipelineFacts {
  const { name, partition, environments, delivery } = organization;
  const described = Object.values(environments).map(({ name: environment, accountId, region, delivery: how }) => {
    const roles = pipelineRoleNames(name, environment);
    const arn = (role: string) => `arn:${partition}:iam::${accountId}:role/${role}`;
    return {
      name: environment,
      accountId,
      region,
      layers: roots.filter((root) => root.environment === environment).map(({ layer }) => layer),
      planRole: arn(roles.plan),
      applyRole: arn(roles.apply),
      needsApproval: how.needsApproval,
    };
  });
  return {
    defaultBranch: delivery.defaultBranch,
    environments: described,
    circleci: delivery.circleci,
    images: pipelineImages(organization),
  };
}

/** Images go to the registry of the first environment that has one. */
function pipelineImages({ name, partition, environments, images }: Organization): PipelineImages | null {
  const names = Object.keys(images);
  const home = Object.values(environments).find(({ registry }) => registry !== null);
  if (!home || names.length === 0) return null;
  const { accountId, region } = home;
  return {
    names,
    host: `${accountId}.dkr.ecr.${region}.amazonaws.com`,
    region,
    pushRole: `arn:${partition}:iam::${accountId}:role/${pipelineRoleNames(name, home.name).push}`,
  };
}
