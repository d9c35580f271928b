import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingClient } from "@aws-sdk/client-elastic-load-balancing";
import { IAMClient } from "@aws-sdk/client-iam";
import { Route53Client } from "@aws-sdk/client-route-53";
import type { SimulatorClientConfig } from "../simulator-environment.js";
import { makeBalancer } from "./balancer.js";
import { makeInstances } from "./compute.js";
import { makeDns } from "./dns.js";
import { makeIdentity } from "./identity.js";
import { type ScenarioManifest, ScenarioRecord } from "./manifest.js";
import { makeNetwork } from "./network.js";
import { makeGroups } from "./security.js";

/**
 * Makes the monolith of the seed by API calls, one after the other so that seeded ids are the same in every run: a VPC with
 * two public subnets, three instances behind a classic load balancer, and the application's name in Route 53.
 *
 * The manifest lists what the calls made. What AWS makes along with them and Terraform manages as part of something else
 * or not at all (the main route table, the default group and ACL, root volumes, NS and SOA records) is not in it.
 */
export async function makeMonolith(config: SimulatorClientConfig): Promise<ScenarioManifest> {
  const ec2 = new EC2Client(config);
  const elb = new ElasticLoadBalancingClient(config);
  const iam = new IAMClient(config);
  const route53 = new Route53Client(config);
  try {
    const record = new ScenarioRecord();
    const network = await makeNetwork(ec2, config.region, record);
    const groups = await makeGroups(ec2, network.vpcId, record);
    const profileName = await makeIdentity(iam, record);
    const instances = await makeInstances(ec2, { network, groupId: groups.instanceGroupId, profileName }, record);
    const balancer = await makeBalancer(
      elb,
      {
        subnetIds: network.subnetIds,
        groupId: groups.balancerGroupId,
        instanceIds: [instances.web1, instances.web2],
      },
      record,
    );
    const applicationName = await makeDns(route53, balancer, record);
    return {
      name: "monolith",
      region: config.region,
      resources: record.resources,
      applicationName,
      vpcId: network.vpcId,
    };
  } finally {
    for (const client of [ec2, elb, iam, route53]) client.destroy();
  }
}
