import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import type { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Routing } from "./routing.js";
import type { Seen, Vpc } from "./vpc.js";

/** Declares gateway endpoints, and interface endpoints behind one security group that admits HTTPS from named ranges. */
export function declareEndpoints(
  scope: Construct,
  seen: Seen,
  vpc: Vpc,
  subnets: Resources<Subnet>,
  { routeTables }: Routing,
): void {
  const { name, tags, region, gateway_endpoints, interface_endpoints, endpoint_clients } = seen;
  gateway_endpoints.each(
    ({ id, loop, key, value }) =>
      new VpcEndpoint(scope, id("aws_vpc_endpoint.gateway"), {
        ...loop,
        vpcId: vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${region}.${key}`,
        routeTableIds: routeTables.several(value.route_tables, (table) => table.id),
        tags: tagged(tags, { Name: `${name}-${key}` }),
      }),
  );
  const groups = interface_endpoints.any("endpoints").each(
    ({ id, loop }) =>
      new SecurityGroup(scope, id("aws_security_group.endpoints"), {
        ...loop,
        name: `${name}-endpoints`,
        description: "Admits HTTPS to the interface endpoints",
        vpcId: vpc.id,
        tags: tagged(tags, { Name: `${name}-endpoints` }),
      }),
  );
  endpoint_clients.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupIngressRule(scope, id("aws_vpc_security_group_ingress_rule.endpoints"), {
        ...loop,
        securityGroupId: groups.get("endpoints").id,
        description: `HTTPS from ${key}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: value.cidr_block,
        tags: tagged(tags, { Name: `${name}-endpoints-${key}` }),
      }),
  );
  interface_endpoints.each(
    ({ id, loop, key, value }) =>
      new VpcEndpoint(scope, id("aws_vpc_endpoint.interface"), {
        ...loop,
        vpcId: vpc.id,
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.${region}.${value.service}`,
        subnetIds: subnets.several(value.subnets, (subnet) => subnet.id),
        securityGroupIds: [groups.get("endpoints").id],
        privateDnsEnabled: value.private_dns_enabled,
        tags: tagged(tags, { Name: `${name}-${key}` }),
      }),
  );
}
