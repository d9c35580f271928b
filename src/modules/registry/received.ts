import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { policyDocument } from "../../domain/policy-document.js";
import { declareTemplateRole } from "./registry.js";
import { lifecycle, organizationPulls, type Seen } from "./repositories.js";

/**
 * Declares what repositories are like that ECR makes by itself when images are copied here from another region. Without it their
 * tags could move, AWS's own key would encrypt them, and no other account could pull.
 */
export function declareReceived(scope: Construct, seen: Seen, key: KmsKey): void {
  const { name, received } = seen;
  const roles = received.each((round) => declareTemplateRole(scope, seen, key, "copies", round));
  const template = (table: typeof received | ReturnType<typeof received.whereSet>, id: string, isPulled: boolean) =>
    table.each(
      (round) =>
        new EcrRepositoryCreationTemplate(scope, round.id(`aws_ecr_repository_creation_template.${id}`), {
          ...round.loop,
          // Every repository that no narrower template is for.
          prefix: "ROOT",
          description: `Images of ${name} that are copied here`,
          appliedFor: ["REPLICATION"],
          customRoleArn: roles.get("received").arn,
          imageTagMutability: "IMMUTABLE",
          encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
          lifecyclePolicy: lifecycle(round.value),
          ...(isPulled && { repositoryPolicy: policyDocument(organizationPulls(round.value.pulling_organization_id)) }),
          resourceTags: tagged(seen.tags, { Name: `${name}-copies` }),
        }),
    );
  template(received.whereSet("pulling_organization_id"), "received_for_organization", true);
  template(received.whereAbsent("pulling_organization_id"), "received", false);
}
