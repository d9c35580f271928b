import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, listAt, numberAt, textAt } from "../answer.js";
import { Expression, type Value } from "../expression.js";
import type { RuleContext } from "../rule.js";

/** Why actions cannot be written in full: AWS keeps a client secret to itself. */
export const secretReason = (answers: readonly JsonObject[]): string | undefined =>
  answers.some((answer) => at(answer, "AuthenticateOidcConfig") !== undefined)
    ? "it logs people on by OIDC, whose client secret AWS does not give back: bring it in by hand"
    : undefined;

const cognito = (answer: JsonObject): Value | undefined =>
  block(at(answer, "AuthenticateCognitoConfig"), [
    "UserPoolArn",
    "UserPoolClientId",
    "UserPoolDomain",
    "SessionCookieName",
    "Scope",
    "SessionTimeout",
    "AuthenticationRequestExtraParams",
    "OnUnauthenticatedRequest",
  ]);

/** What a listener or a rule does with a request. */
export function actions(
  answers: readonly JsonObject[],
  resource: InventoryResource,
  context: RuleContext,
): readonly Value[] {
  const group = (arn: string | undefined): Value => {
    const isLinked = resource.links.some(({ attribute, id }) => attribute === "target_group_arn" && id === arn);
    const index = resource.links
      .filter(({ attribute }) => attribute === "target_group_arn")
      .map(({ id }) => id)
      .sort();
    const reference = isLinked ? context.refs("target_group_arn")[index.indexOf(arn ?? "")] : undefined;
    return reference instanceof Expression ? reference : (arn ?? "");
  };
  const forward = (answer: JsonObject): { readonly [argument: string]: Value } => {
    const groups = listAt(answer, "ForwardConfig.TargetGroups");
    // One group alone is written short, as the provider's import reads it.
    if (groups.length <= 1)
      return { target_group_arn: group(textAt(answer, "TargetGroupArn") ?? textAt(groups[0], "TargetGroupArn")) };
    const isSticky = at(answer, "ForwardConfig.TargetGroupStickinessConfig.Enabled") === true;
    return {
      forward: {
        target_group: groups.map((each) => ({
          arn: group(textAt(each, "TargetGroupArn")),
          weight: numberAt(each, "Weight") ?? 1,
        })),
        ...(isSticky && {
          stickiness: {
            enabled: true,
            duration: numberAt(answer, "ForwardConfig.TargetGroupStickinessConfig.DurationSeconds") ?? 0,
          },
        }),
      },
    };
  };
  return [...answers]
    .sort((a, b) => (numberAt(a, "Order") ?? 0) - (numberAt(b, "Order") ?? 0))
    .map((answer) => ({
      type: textAt(answer, "Type") ?? "",
      ...(answers.length > 1 && { order: numberAt(answer, "Order") ?? null }),
      ...(answer.Type === "forward" ? forward(answer) : {}),
      ...block({}, [], {
        redirect: block(at(answer, "RedirectConfig"), ["Protocol", "Port", "Host", "Path", "Query", "StatusCode"]),
        fixed_response: block(at(answer, "FixedResponseConfig"), ["ContentType", "MessageBody", "StatusCode"]),
        authenticate_cognito: cognito(answer),
      }),
    }));
}
