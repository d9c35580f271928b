import type { Environment } from "../config/load.js";
import { adoptedProviderWithoutAudience } from "../core/errors.js";
import { environmentName, namePrefix, pipelineRoleNames, shortened } from "../domain/names.js";
import { type IdentityProvider, identityProviders, pipelineTrusts } from "../domain/pipeline-trusts.js";
import { outputs } from "../modules/delivery/contract.js";
import { delivery as deliveryModule } from "../modules/delivery/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { trailLogGroup } from "../modules/foundation/trail.js";
import { outputs as stateOutputs } from "../modules/state/contract.js";
import { defineLayer, type LayerContext } from "./layer.js";
import { pipelineRoleArns } from "./pipeline-roles.js";

/** Roles of the pipelines. An administrator applies it, as the layers before it: a pipeline must not widen its own rights. */
export const delivery = defineLayer({
  name: "delivery",
  description: "Roles of the pipelines",
  outputs,
  after: () => ["bootstrap", "foundation"],
  isIn: () => true,
  declare: (root, context) => {
    const { environment } = context;
    const { organization, name, accountId, partition, tags, registry, codeSource } = environment;
    const roles = pipelineRoleNames(organization, name);
    const trusts = pipelineTrusts(codeSource, name);
    const state = root.read("bootstrap", stateOutputs, "bucket_arn", "lock_table_arn", "kms_key_arn");
    const { permissions_boundary_arn, ...kept } = root.read(
      "foundation",
      foundationOutputs,
      "permissions_boundary_arn",
      "data_key_arn",
      "logs_key_arn",
      "secrets_key_arn",
      "backup_key_arn",
      "alarm_topic_arn",
    );
    return root.call("delivery", deliveryModule, {
      name: shortened(`${organization}-${name}-delivery`, 48),
      account_id: accountId,
      partition,
      permissions_boundary_arn,
      identity_providers: missingProviders(context),
      plan_role_name: roles.plan,
      plan_trusts: trusts.plan,
      apply_role_name: roles.apply,
      apply_trusts: trusts.apply,
      role_prefix: namePrefix(organization, name),
      regions: regionsOf(environment),
      kept_arns: [...Object.values(kept), ...auditArns(environment)],
      pipeline_role_arns: pipelineRoleArns(environment),
      code_object_arns: codeObjects(environment),
      state: {
        bucket_arn: state.bucket_arn,
        key_prefix: name,
        lock_table_arn: state.lock_table_arn,
        key_arn: state.kms_key_arn,
      },
      ...(registry && {
        pushing: { role_name: roles.push, repository_arns: repositoryArns(environment) },
        push_trusts: trusts.push,
      }),
      tags: { ...tags },
    });
  },
});

/** The environment's own region, those that its layers copy to, and the one that IAM, Route 53 and billing answer in. */
const regionsOf = ({ region, backup, registry }: Environment) => [
  ...new Set([region, backup?.copies.region, registry?.replicaRegion, "us-east-1"].filter((each) => each != null)),
];

/** Where the audit writes to: the buckets of foundation's trail and recorder, the trail's log group. */
function auditArns({ organization, name, partition, region, accountId }: Environment): readonly string[] {
  const buckets = ["trail", "recorder"].map(
    (purpose) => `arn:${partition}:s3:::${organization}-${name}-${purpose}-${accountId}`,
  );
  const group = trailLogGroup(environmentName(organization, name, 24));
  return [
    ...buckets.flatMap((bucket) => [bucket, `${bucket}/*`]),
    `arn:${partition}:logs:${region}:${accountId}:log-group:${group}:*`,
  ];
}

const codeObjects = ({ partition, observability }: Environment) =>
  Object.values(observability.canaries).map(
    ({ codeBucket, codeKey }) => `arn:${partition}:s3:::${codeBucket}/${codeKey}`,
  );

const repositoryArns = ({ partition, region, accountId, repositories }: Environment) =>
  repositories.map((name) => `arn:${partition}:ecr:${region}:${accountId}:repository/${name}`);

/** An account has one provider for each address: none is made where another environment makes it or one was adopted. */
function missingProviders({ environment, adoption }: LayerContext): Readonly<Record<string, IdentityProvider>> {
  if (environment.inAccount[0] !== environment.name) return {};
  const adopted = (adoption?.roots.inherited.resources ?? []).filter(
    ({ type }) => type === "aws_iam_openid_connect_provider",
  );
  const wanted = Object.entries(identityProviders(environment.codeSource));
  return Object.fromEntries(
    wanted.filter(([, { url, audience }]) => {
      const found = adopted.find(({ configuration }) => configuration.url === url);
      const audiences = found?.configuration.client_id_list;
      if (found && !(Array.isArray(audiences) && audiences.includes(audience)))
        throw adoptedProviderWithoutAudience(environment.name, `${found.type}.${found.name}`, audience);
      return !found;
    }),
  );
}
