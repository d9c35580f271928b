import type { GraphNode } from "../domain/graph.js";

/** A family of types that are drawn alike. */
export interface Family {
  readonly name: string;
  readonly types: RegExp;
  readonly fill: string;
  readonly stroke: string;
}

/** Colours that stay apart for colour-blind readers and in print; each family also has its word in the node. */
export const families: readonly Family[] = [
  { name: "outside", types: /^external$/, fill: "#f3f4f6", stroke: "#6b7280" },
  { name: "name", types: /^aws_(route53|acm|cloudfront)/, fill: "#ede9fe", stroke: "#6d28d9" },
  { name: "balancer", types: /^aws_(elb|a?lb)/, fill: "#dbeafe", stroke: "#1d4ed8" },
  { name: "compute", types: /^aws_(instance|autoscaling|launch|lambda|ecs|eks)/, fill: "#ffedd5", stroke: "#c2410c" },
  {
    name: "data",
    types: /^aws_(db|rds|docdb|neptune|dynamodb|elasticache|efs|s3|ebs|ecr|opensearch|redshift)/,
    fill: "#dcfce7",
    stroke: "#15803d",
  },
  { name: "message", types: /^aws_(sqs|sns|cloudwatch_event|sfn|kinesis)/, fill: "#fce7f3", stroke: "#be185d" },
  { name: "identity", types: /^aws_(iam|kms|secretsmanager|ssm)/, fill: "#fef9c3", stroke: "#a16207" },
  { name: "network", types: /^aws_/, fill: "#e2e8f0", stroke: "#475569" },
];

export const familyOf = ({ type }: Pick<GraphNode, "type">): Family =>
  families.find(({ types }) => types.test(type)) ?? (families.at(-1) as Family);

/** `aws_db_instance` as people say it: `db instance`. */
export const typeWords = (type: string): string => type.replace(/^aws_/, "").replaceAll("_", " ");

export const shorten = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
