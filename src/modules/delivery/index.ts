import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { concatenated, tagged } from "../../core/expressions.js";
import { defineModule } from "../../core/module.js";
import { noData, noWayOut } from "../../domain/pipeline-limits.js";
import {
  changesRoles,
  changesSettings,
  pushesImages,
  readingPolicy,
  readsStates,
  states,
  writesStates,
} from "../../domain/pipeline-rights.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareTrustedRole } from "./trusted-role.js";

/**
 * Roles that pipelines take by their own tokens, without a stored key: one plans and reads settings but no data, one applies
 * within the boundary, one pushes images.
 *
 * Costs nothing.
 */
export const delivery = defineModule({
  name: "delivery",
  description:
    "Roles that pipelines take by their own tokens, without a stored key: one plans and reads settings but no data, one applies within the boundary, one pushes images.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const { name, account_id, partition, state, role_prefix, regions, tags } = seen;
    seen.identity_providers.each(
      ({ id, loop, key, value }) =>
        new IamOpenidConnectProvider(scope, id("aws_iam_openid_connect_provider.this"), {
          ...loop,
          url: value.url,
          clientIdList: [value.audience],
          tags: tagged(tags, { Name: `${name}-${key}` }),
        }),
    );
    const plan = declareTrustedRole(scope, seen, {
      name: "plan",
      roleName: seen.plan_role_name,
      description: `Plans changes of ${role_prefix}: reads settings and states, no data`,
      trusts: seen.plan_trusts,
      sessionSeconds: 3600,
      policies: { states: readsStates(state), limits: noData(state, [states(state)]) },
    });
    const apply = declareTrustedRole(scope, seen, {
      name: "apply",
      roleName: seen.apply_role_name,
      description: `Applies changes of ${role_prefix} that were planned, judged and merged`,
      trusts: seen.apply_trusts,
      sessionSeconds: seen.apply_session_seconds,
      policies: {
        states: writesStates(state),
        changes: [...changesSettings(regions), ...changesRoles(partition, account_id, role_prefix)],
        limits: [
          ...noData(state, concatenated([states(state)], seen.code_object_arns)),
          ...noWayOut(state, seen.kept_arns, seen.pipeline_role_arns),
        ],
      },
    });
    for (const [purpose, role] of Object.entries({ plan, apply })) {
      new IamRolePolicyAttachment(scope, `aws_iam_role_policy_attachment.${purpose}`, {
        role: role.name,
        policyArn: `arn:${partition}:iam::aws:policy/${readingPolicy}`,
      });
    }
    const push = seen.pushing.each((round) =>
      declareTrustedRole(
        scope,
        seen,
        {
          name: "push",
          roleName: round.value.role_name,
          description: `Pushes images of ${role_prefix}`,
          trusts: seen.push_trusts,
          sessionSeconds: 3600,
          policies: { images: pushesImages(round.value.repository_arns) },
        },
        round,
      ),
    );
    return {
      plan_role_arn: plan.arn,
      apply_role_arn: apply.arn,
      push_role_arn: seen.pushing.either(() => push.get("pushing").arn),
    };
  },
});
