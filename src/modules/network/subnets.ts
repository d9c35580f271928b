import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl/index.js";
import { NetworkAclAssociation } from "@cdktf/provider-aws/lib/network-acl-association/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import type { Construct } from "constructs";
import { tagged, verbatim } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen, Vpc } from "./vpc.js";

/** Declares the subnets; none gives public addresses by itself, so that what is public is so by intent. */
export function declareSubnets(scope: Construct, seen: Seen, vpc: Vpc): Resources<Subnet> {
  return seen.subnets.each(
    ({ id, loop, key, value }) =>
      new Subnet(scope, id("aws_subnet.this"), {
        ...loop,
        vpcId: vpc.id,
        cidrBlock: value.cidr_block,
        availabilityZone: value.zone,
        mapPublicIpOnLaunch: false,
        tags: tagged(seen.tags, { Name: `${seen.name}-${key}`, tier: value.tier }, value.tags),
        dependsOn: [...vpc.ranges],
      }),
  );
}

/** Declares the ACLs with exactly their rules, and puts each subnet that names one behind it. */
export function declareNetworkAcls(scope: Construct, seen: Seen, vpc: Vpc, subnets: Resources<Subnet>): void {
  const acls = seen.network_acls.each(
    ({ id, loop, key, value }) =>
      new NetworkAcl(scope, id("aws_network_acl.this"), {
        ...loop,
        vpcId: vpc.id,
        ingress: verbatim(value.ingress),
        egress: verbatim(value.egress),
        tags: tagged(seen.tags, { Name: `${seen.name}-${key}` }),
      }),
  );
  seen.subnets.whereSet("network_acl").each(
    (round) =>
      new NetworkAclAssociation(scope, round.id("aws_network_acl_association.this"), {
        ...round.loop,
        subnetId: subnets.at(round).id,
        networkAclId: acls.get(round.value.network_acl).id,
      }),
  );
}
