import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, blocks, listAt, textAt } from "../answer.js";
import type { Arguments, Value } from "../expression.js";
import { type AdoptionRule, flag, tagsArgument, text } from "../rule.js";
import { lifecycleRules } from "./s3-lifecycle.js";
import { replication } from "./s3-replication.js";

const bucket: AdoptionRule = {
  type: "aws_s3_bucket",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource) => ({ bucket: resource.id, tags: tagsArgument(resource) }),
};

/** A setting of a bucket that is a type of its own; its name is the bucket's. */
const setting = (
  name: string,
  content: (resource: InventoryResource) => Arguments,
  over: Partial<AdoptionRule> = {},
): AdoptionRule => ({
  type: `aws_s3_bucket_${name}`,
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, { ref }) => ({ bucket: ref("bucket"), ...content(resource) }),
  ...over,
});

const grantee = (answer: JsonObject): Value | undefined =>
  block(at(answer, "Grantee"), [
    ["ID", "id"],
    ["Type", "type"],
    ["URI", "uri"],
    ["EmailAddress", "email_address"],
  ]);

const grants = (answers: readonly JsonObject[]): readonly Value[] | undefined =>
  blocks(answers, (answer) => block(answer, ["Permission"], { grantee: grantee(answer) }));

const objectKeyFormat = (resource: InventoryResource): Value | undefined => {
  const format = at(resource.attributes, "TargetObjectKeyFormat");
  if (at(format, "PartitionedPrefix") !== undefined) {
    return { partitioned_prefix: block(at(format, "PartitionedPrefix"), ["PartitionDateSource"]) ?? {} };
  }
  return at(format, "SimplePrefix") === undefined ? undefined : { simple_prefix: {} };
};

const notifications = (resource: InventoryResource, list: string, target: readonly [string, string]) =>
  blocks(listAt(resource.attributes, list), (answer) => {
    const filters = listAt(answer, "Filter.Key.FilterRules");
    const filter = (name: string) => filters.find((each) => textAt(each, "Name")?.toLowerCase() === name)?.Value;
    return block(answer, [["Id", "id"], "Events", target], {
      filter_prefix: filter("prefix"),
      filter_suffix: filter("suffix"),
    });
  });

const websiteRule = (answer: JsonObject) =>
  block(answer, [], {
    condition: block(at(answer, "Condition"), ["HttpErrorCodeReturnedEquals", "KeyPrefixEquals"]),
    redirect: block(at(answer, "Redirect"), [
      "HostName",
      "HttpRedirectCode",
      "Protocol",
      "ReplaceKeyPrefixWith",
      "ReplaceKeyWith",
    ]),
  });

/** In days or in years: Terraform refuses both, and one of them may be answered as 0. */
const retention = ({ attributes }: InventoryResource) => {
  const answer = at(attributes, "Rule.DefaultRetention");
  return block(answer, [at(answer, "Days") ? "Days" : "Years", "Mode"]);
};

const settings: readonly AdoptionRule[] = [
  setting("versioning", (resource) => ({
    versioning_configuration: {
      status: text(resource, "Status") ?? "Disabled",
      ...(text(resource, "MFADelete") === "Enabled" && { mfa_delete: "Enabled" }),
    },
  })),
  setting("server_side_encryption_configuration", (resource) => ({
    rule: listAt(resource.attributes, "Rules").map((each) => ({
      apply_server_side_encryption_by_default:
        block(at(each, "ApplyServerSideEncryptionByDefault"), [
          ["SSEAlgorithm", "sse_algorithm"],
          ["KMSMasterKeyID", "kms_master_key_id"],
        ]) ?? [],
      bucket_key_enabled: each.BucketKeyEnabled === true,
    })),
  })),
  setting("policy", (resource) => ({ policy: text(resource, "Policy") })),
  setting("public_access_block", (resource) => ({
    block_public_acls: flag(resource, "BlockPublicAcls"),
    block_public_policy: flag(resource, "BlockPublicPolicy"),
    ignore_public_acls: flag(resource, "IgnorePublicAcls"),
    restrict_public_buckets: flag(resource, "RestrictPublicBuckets"),
  })),
  setting("lifecycle_configuration", (resource) => ({
    rule: lifecycleRules(resource),
    transition_default_minimum_object_size: text(resource, "TransitionDefaultMinimumObjectSize"),
  })),
  setting("logging", () => ({}), {
    configuration: (resource, { ref }) => ({
      bucket: ref("bucket"),
      target_bucket: ref("target_bucket"),
      target_prefix: text(resource, "TargetPrefix") ?? "",
      target_grant: grants(listAt(resource.attributes, "TargetGrants")),
      target_object_key_format: objectKeyFormat(resource),
    }),
  }),
  setting("cors_configuration", (resource) => ({
    cors_rule: blocks(listAt(resource.attributes, "CORSRules"), (answer) =>
      block(answer, [
        ["ID", "id"],
        "AllowedHeaders",
        "AllowedMethods",
        "AllowedOrigins",
        "ExposeHeaders",
        "MaxAgeSeconds",
      ]),
    ),
  })),
  setting("website_configuration", (resource) => ({
    index_document: block(at(resource.attributes, "IndexDocument"), ["Suffix"]),
    error_document: block(at(resource.attributes, "ErrorDocument"), ["Key"]),
    redirect_all_requests_to: block(at(resource.attributes, "RedirectAllRequestsTo"), ["HostName", "Protocol"]),
    routing_rule: blocks(listAt(resource.attributes, "RoutingRules"), websiteRule),
  })),
  setting("notification", (resource) => ({
    eventbridge: at(resource.attributes, "EventBridgeConfiguration") === undefined ? undefined : true,
    topic: notifications(resource, "TopicConfigurations", ["TopicArn", "topic_arn"]),
    queue: notifications(resource, "QueueConfigurations", ["QueueArn", "queue_arn"]),
    lambda_function: notifications(resource, "LambdaFunctionConfigurations", [
      "LambdaFunctionArn",
      "lambda_function_arn",
    ]),
  })),
  setting("ownership_controls", (resource) => ({
    rule: { object_ownership: textAt(listAt(resource.attributes, "Rules")[0], "ObjectOwnership") ?? "" },
  })),
  setting("acl", (resource) => ({
    access_control_policy: {
      grant: grants(listAt(resource.attributes, "Grants")) ?? [],
      owner: { id: textAt(resource.attributes, "Owner.ID") ?? "" },
    },
  })),
  setting("object_lock_configuration", (resource) => ({
    rule: block(at(resource.attributes, "Rule"), [], {
      default_retention: retention(resource),
    }),
  })),
  setting("accelerate_configuration", (resource) => ({ status: text(resource, "Status") })),
  setting("request_payment_configuration", (resource) => ({ payer: text(resource, "Payer") })),
  setting("replication_configuration", (resource) => replication(resource)),
];

export const s3: readonly AdoptionRule[] = [bucket, ...settings];
