import {
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  type NetworkAcl,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, partOf } from "../describe.js";
import { byNextToken } from "../paging.js";

/** The rules that close every list; nobody can write or delete them. */
const lastRule = 32767;

/** What lies in a VPC's default ACL: a rule each, since Terraform's type for the whole deletes what it does not name. */
export const defaultAclRules = defineCollector<NetworkAcl>({
  name: "ec2:default-network-acl-rules",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeNetworkAcls", DescribeNetworkAclsCommand), {
    input: () => ({ Filters: [{ Name: "default", Values: ["true"] }], MaxResults: 500 }),
    items: ({ NetworkAcls }) => NetworkAcls,
    next: byNextToken,
  }),
  label: ({ NetworkAclId }) => `network ACL ${NetworkAclId}`,
  types: {
    aws_network_acl_rule: ({ item }) =>
      (item.Entries ?? [])
        .filter(({ RuleNumber = 0 }) => RuleNumber < lastRule)
        .map((entry) => ({
          id: [item.NetworkAclId, entry.RuleNumber, entry.Protocol, entry.Egress === true].join(":"),
          attributes: keep(entry, [
            "RuleNumber",
            "Protocol",
            "RuleAction",
            "Egress",
            "CidrBlock",
            "Ipv6CidrBlock",
            "PortRange",
            "IcmpTypeCode",
          ]),
          links: partOf("network_acl_id", "aws_default_network_acl", item.NetworkAclId),
        })),
  },
});

/** That a table is its VPC's main one. */
export const mainAssociations = defineCollector<RouteTable>({
  name: "ec2:main-route-table-associations",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeRouteTables", DescribeRouteTablesCommand), {
    input: () => ({ Filters: [{ Name: "association.main", Values: ["true"] }], MaxResults: 100 }),
    items: ({ RouteTables }) => RouteTables,
    next: byNextToken,
  }),
  label: ({ RouteTableId }) => `route table ${RouteTableId}`,
  types: {
    aws_main_route_table_association: ({ item }) =>
      (item.Associations ?? [])
        .filter(({ Main }) => Main)
        .map(({ RouteTableAssociationId = "" }) => ({
          id: RouteTableAssociationId,
          attributes: {},
          links: [
            ...partOf("route_table_id", "aws_route_table", item.RouteTableId),
            ...links("vpc_id", "aws_vpc", item.VpcId),
          ],
        })),
  },
});

export const ec2Defaults: readonly AnyCollector[] = [defaultAclRules, mainAssociations];
