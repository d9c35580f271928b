import type { AdoptionRule } from "../rule.js";
import { acm } from "./acm.js";
import { apiGateway } from "./api-gateway.js";
import { apiGatewayParts } from "./api-gateway-parts.js";
import { apiGatewayV2 } from "./api-gateway-v2.js";
import { autoscaling } from "./autoscaling.js";
import { autoscalingPolicies } from "./autoscaling-policies.js";
import { compute } from "./compute.js";
import { dynamodb } from "./dynamodb.js";
import { elasticache } from "./elasticache.js";
import { elb } from "./elb.js";
import { elbv2 } from "./elbv2.js";
import { events } from "./events.js";
import { gateways } from "./gateways.js";
import { iam } from "./iam.js";
import { iamPeople } from "./iam-people.js";
import { images } from "./images.js";
import { interfaces } from "./interfaces.js";
import { lambda } from "./lambda.js";
import { launchTemplates } from "./launch-templates.js";
import { messaging } from "./messaging.js";
import { network } from "./network.js";
import { observability } from "./observability.js";
import { rds } from "./rds.js";
import { rdsSnapshots } from "./rds-snapshots.js";
import { route53 } from "./route53.js";
import { route53Health } from "./route53-health.js";
import { s3 } from "./s3.js";
import { secrets } from "./secrets.js";
import { security } from "./security.js";
import { storage } from "./storage.js";

/** How objects of each type are adopted. */
export const rules: ReadonlyMap<string, AdoptionRule> = new Map(
  [
    ...network,
    ...gateways,
    ...security,
    ...compute,
    ...interfaces,
    ...images,
    ...launchTemplates,
    ...autoscaling,
    ...autoscalingPolicies,
    ...elb,
    ...iam,
    ...iamPeople,
    ...route53,
    ...route53Health,
    ...s3,
    ...dynamodb,
    ...rds,
    ...rdsSnapshots,
    ...storage,
    ...elasticache,
    ...elbv2,
    ...acm,
    ...lambda,
    ...apiGateway,
    ...apiGatewayParts,
    ...apiGatewayV2,
    ...messaging,
    ...events,
    ...secrets,
    ...observability,
  ].map((rule) => [rule.type, rule]),
);

/** Types that are left, each with the reason and what to do instead. */
export const leftTypes: Readonly<Record<string, string>> = {
  aws_default_network_acl:
    "Terraform's type for it deletes every rule that it does not name: its hand-made rules are adopted one by one instead",
  aws_default_security_group:
    "Terraform's type for it deletes every rule that it does not name: its hand-made rules are adopted one by one instead",
  aws_main_route_table_association:
    "the provider cannot import it: the table stays its VPC's main one; declare it when another table becomes that",
  aws_lb_cookie_stickiness_policy: "the provider cannot import it: leave it until the load balancer retires",
  aws_lambda_layer_version:
    "AWS does not give its content back in a form that plans clean: functions name it by its ARN, so leave it",
  aws_kms_external_key: "its key material lies outside of AWS: leave it, or bring it in by hand",
  aws_kms_replica_key: "it is a copy of a key of another region: leave it, or bring it in by hand",
  aws_lb_target_group_attachment:
    "the provider cannot import it: its target stays registered; declare it when the target is replaced",
  aws_load_balancer_listener_policy: "the provider cannot import it: leave it until the load balancer retires",
  aws_load_balancer_backend_server_policy: "the provider cannot import it: leave it until the load balancer retires",
  aws_docdb_cluster: "DocumentDB clusters are not adopted yet: leave it, or bring it in by hand",
  aws_docdb_cluster_instance: "DocumentDB clusters are not adopted yet: leave it, or bring it in by hand",
  aws_neptune_cluster: "Neptune clusters are not adopted yet: leave it, or bring it in by hand",
  aws_neptune_cluster_instance: "Neptune clusters are not adopted yet: leave it, or bring it in by hand",
  aws_docdb_cluster_snapshot: "DocumentDB clusters are not adopted yet: leave it, or bring it in by hand",
  aws_neptune_cluster_snapshot: "Neptune clusters are not adopted yet: leave it, or bring it in by hand",
  aws_load_balancer_policy: "the provider cannot import it: leave it until the load balancer retires",
};
