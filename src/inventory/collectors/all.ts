import type { AnyCollector } from "../collector.js";
import { acm } from "./acm.js";
import { apiGateway } from "./api-gateway.js";
import { apiGatewayV2 } from "./api-gateway-v2.js";
import { autoscaling } from "./autoscaling.js";
import { cloudwatch } from "./cloudwatch.js";
import { dynamodb } from "./dynamodb.js";
import { ec2Compute } from "./ec2-compute.js";
import { ec2Defaults } from "./ec2-defaults.js";
import { ec2Gateways } from "./ec2-gateways.js";
import { ec2Images } from "./ec2-images.js";
import { ec2Interfaces } from "./ec2-interfaces.js";
import { ec2LaunchTemplates } from "./ec2-launch-templates.js";
import { ec2Lists } from "./ec2-lists.js";
import { ec2Network } from "./ec2-network.js";
import { ec2Security } from "./ec2-security.js";
import { ecr } from "./ecr.js";
import { efs } from "./efs.js";
import { elasticache } from "./elasticache.js";
import { elb } from "./elb.js";
import { elbv2 } from "./elbv2.js";
import { events } from "./events.js";
import { iam } from "./iam.js";
import { iamPeople } from "./iam-people.js";
import { kms } from "./kms.js";
import { lambda } from "./lambda.js";
import { rds } from "./rds.js";
import { rdsSnapshots } from "./rds-snapshots.js";
import { route53 } from "./route53.js";
import { s3 } from "./s3.js";
import { secretsManager } from "./secrets-manager.js";
import { sfn } from "./sfn.js";
import { sns } from "./sns.js";
import { sqs } from "./sqs.js";
import { ssm } from "./ssm.js";
import { tagging } from "./tagging.js";

/** Every collector that an inventory runs. */
export const collectors: readonly AnyCollector[] = [
  ...ec2Network,
  ...ec2Defaults,
  ...ec2Gateways,
  ...ec2Lists,
  ...ec2Security,
  ...ec2Compute,
  ...ec2Interfaces,
  ...elb,
  ...iam,
  ...iamPeople,
  ...route53,
  ...s3,
  ...dynamodb,
  ...rds,
  ...rdsSnapshots,
  ...efs,
  ...elasticache,
  ...ecr,
  ...elbv2,
  ...acm,
  ...lambda,
  ...sns,
  ...sqs,
  ...events,
  ...ssm,
  ...secretsManager,
  ...kms,
  ...cloudwatch,
  ...sfn,
  ...ec2Images,
  ...ec2LaunchTemplates,
  ...autoscaling,
  ...apiGateway,
  ...apiGatewayV2,
  ...tagging,
];

/** The Terraform types that an inventory can find, each once. */
export const collectedTypes = (among: readonly AnyCollector<never>[] = collectors): readonly string[] => [
  ...new Set(
    among.flatMap(({ types, children = [] }) => [
      ...Object.keys(types),
      ...collectedTypes(children as readonly AnyCollector<never>[]),
    ]),
  ),
];
