import type { InventoryResource } from "./inventory.js";

/** The type of what the tagging API names and no collector knows; Terraform has none of that name. */
export const unsupportedType = "aws_unsupported";

/** Services, as ARNs name them, whose objects collectors find: of these an ARN may be recognised by the id in it. */
const covered = new Set([
  "acm",
  "apigateway",
  "autoscaling",
  "cloudwatch",
  "dynamodb",
  "ec2",
  "ecr",
  "elasticache",
  "elasticfilesystem",
  "elasticloadbalancing",
  "events",
  "iam",
  "kms",
  "lambda",
  "logs",
  "rds",
  "route53",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "states",
]);

/** What the object of an ARN may be called by a collector. */
const idsOf = (arn: string): readonly string[] => {
  const [, , service = "", , , ...rest] = arn.split(":");
  if (!covered.has(service)) return [arn];
  const resource = rest.join(":");
  const name = resource.replace(/^[a-z-]+[/:]/i, "");
  // A log group's ARN may end with a star for its streams; a parameter's lacks the slash that its name begins with.
  return [arn, resource, name, name.replace(/:\*$/, ""), `/${name}`, resource.split(/[/:]/).at(-1) ?? ""];
};

/** Every way in which an object that a collector found may be called in an ARN. */
const namesOf = ({ id, importId, attributes }: InventoryResource): readonly string[] => {
  const arns = Object.entries(attributes).flatMap(([key, value]) =>
    /arn$/i.test(key) && typeof value === "string" && value.startsWith("arn:") ? [value] : [],
  );
  return [id, importId, ...arns, id.split("/").at(-1) ?? ""].filter(Boolean);
};

/**
 * The objects without those of the tagging API that a collector knows already, so that what is left is what no collector
 * can read. An ARN is known by itself or by the id in it.
 */
export function withoutKnown(resources: readonly InventoryResource[]): readonly InventoryResource[] {
  const known = new Set(resources.filter(({ type }) => type !== unsupportedType).flatMap(namesOf));
  return resources.filter(
    (resource) => resource.type !== unsupportedType || !idsOf(resource.id).some((id) => known.has(id)),
  );
}
