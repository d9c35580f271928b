import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from "@aws-sdk/client-iam";
import { concreteTree } from "../core/concrete-tree.js";
import { rehearsalFailed } from "../core/errors.js";
import { type CallPlace, couldBeAllowed, iamAction } from "../domain/call-rights.js";
import { administeredLayers } from "../domain/layers.js";
import { readingPolicy } from "../domain/pipeline-rights.js";
import type { PolicyStatement } from "../domain/policy-document.js";
import type { Root } from "../stacks/index.js";
import type { LoggedCall } from "./request-log.js";

/** What Terraform called for one root. */
export interface RootCalls {
  readonly layer: string;
  readonly whilePlanning: readonly LoggedCall[];
  readonly whileApplying: readonly LoggedCall[];
}

export interface RightsReport {
  /** Different actions that plans of all roots took, and applies of those that pipelines apply. */
  readonly planActions: number;
  readonly applyActions: number;
}

/**
 * Holds what Terraform called to the rights of the pipelines' roles, in the bounds that foundation sets: plans take no lock in a
 * pipeline, and an administrator applies the layers that bound it. `reading` is what AWS's own policy allows.
 * @throws rehearsalFailed with every action that a role may not take
 */
export function judgeRights(
  calls: readonly RootCalls[],
  { delivery, foundation }: { readonly delivery: Root; readonly foundation: Root },
  reading: readonly PolicyStatement[],
): RightsReport {
  const bound = statementsOf(foundation, "aws_iam_policy.boundary");
  const roles = {
    plan: [...reading, ...statementsOf(delivery, "aws_iam_role_policy.plan_")],
    apply: [...reading, ...statementsOf(delivery, "aws_iam_role_policy.apply_")],
  };
  const { partition } = delivery.stack.props;
  const taken = {
    plan: actionsOf(
      calls.flatMap(({ whilePlanning }) => whilePlanning.filter((call) => !isLock(call))),
      partition,
    ),
    apply: actionsOf(
      calls.flatMap(({ layer, whilePlanning, whileApplying }) =>
        // Who applies has planned.
        administeredLayers.some((each) => each === layer) ? [] : [...whilePlanning, ...whileApplying],
      ),
      partition,
    ),
  };
  const refused = (["plan", "apply"] as const).flatMap((role) =>
    taken[role]
      .filter(({ action, ...place }) => [roles[role], bound].some((each) => !couldBeAllowed(each, action, place)))
      .map((each) => `the role that ${role === "plan" ? "plans" : "applies"} may not take ${inWords(each)}`),
  );
  if (refused.length > 0) throw rehearsalFailed("delivery", refused.join("; "));
  const different = (role: keyof typeof taken) => new Set(taken[role].map(({ action }) => action)).size;
  return { planActions: different("plan"), applyActions: different("apply") };
}

const isLock = ({ service, mutating }: LoggedCall) => service === "dynamodb" && mutating;

interface Taken extends CallPlace {
  readonly action: string;
}

const inWords = ({ action, resource, region }: Taken) =>
  [action, resource && `on ${resource}`, region && `in ${region}`].filter(Boolean).join(" ");

/** Different actions on different objects, in different regions. */
function actionsOf(calls: readonly LoggedCall[], partition: string): readonly Taken[] {
  const taken = calls.flatMap((call): Taken[] =>
    call.service && call.action
      ? [
          {
            action: iamAction(call.service, call.action),
            resource: objectOf(call, partition),
            region: call.region ?? undefined,
          },
        ]
      : [],
  );
  return [...new Map(taken.map((each) => [JSON.stringify(each), each])).values()];
}

function objectOf({ region, account, bucket, key, table }: LoggedCall, partition: string): string | undefined {
  if (bucket) return `arn:${partition}:s3:::${bucket}${key ? `/${key}` : ""}`;
  return table && `arn:${partition}:dynamodb:${region}:${account}:table/${table}`;
}

function statementsOf({ stack }: Root, address: string): readonly PolicyStatement[] {
  const { partition, state } = stack.props;
  const policies = concreteTree(stack).filter((each) => each.address.includes(`.${address}`));
  if (policies.length === 0) throw rehearsalFailed(stack.props.layer, `it has no ${address}`);
  // Of another layer, and so told by its state; here by their names.
  const told = {
    bucket_arn: `arn:${partition}:s3:::${state.bucket}`,
    lock_table_arn: `arn:${partition}:dynamodb:${state.region}:${state.accountId}:table/${state.lockTable}`,
  };
  return policies.flatMap(({ values }) => {
    const text = Object.entries(told).reduce(
      (policy, [output, arn]) =>
        policy
          .replaceAll(`\${data.terraform_remote_state.bootstrap.outputs.${output}}`, arn)
          .replaceAll(`\${var.bootstrap_${output}}`, arn),
      String(values.policy),
    );
    return (JSON.parse(text) as Policy).Statement;
  });
}

interface Policy {
  readonly Statement: readonly PolicyStatement[];
}

/** What AWS's own policy for reading allows today. */
export async function readingStatements(partition: string, iam: IAMClient): Promise<readonly PolicyStatement[]> {
  const PolicyArn = `arn:${partition}:iam::aws:policy/${readingPolicy}`;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
  );
  return (JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? "")) as Policy).Statement;
}
