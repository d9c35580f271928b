import {
  DescribeKeyPairsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type KeyPairInfo,
  type SecurityGroup,
  type SecurityGroupRule,
} from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing, type Scene } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";

const nextPage = ({ NextToken }: { NextToken?: string | undefined }) => (NextToken ? { NextToken } : undefined);

/** Every VPC has one that cannot be deleted and cannot be named otherwise. */
const isDefault = ({ GroupName }: SecurityGroup): boolean => GroupName === "default";

const describeGroup = (group: SecurityGroup) => ({
  id: group.GroupId ?? "",
  attributes: keep(group, ["GroupName", "Description"]),
  tags: tagsOf(group.Tags),
  links: links("vpc_id", "aws_vpc", group.VpcId),
  owner: isDefault(group)
    ? ({ kind: "aws", name: `the default security group of ${group.VpcId}` } as const)
    : undefined,
});

export const securityGroups = defineCollector<SecurityGroup>({
  name: "ec2:security-groups",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeSecurityGroups", DescribeSecurityGroupsCommand), {
    input: () => ({ MaxResults: 500 }),
    items: ({ SecurityGroups }) => SecurityGroups,
    next: nextPage,
  }),
  label: ({ GroupId }) => `security group ${GroupId}`,
  types: {
    aws_security_group: ({ item }) => (isDefault(item) ? [] : [describeGroup(item)]),
    aws_default_security_group: ({ item }) => (isDefault(item) ? [describeGroup(item)] : []),
  },
});

type RuleScene = Scene<SecurityGroupRule, Record<never, never>, undefined>;

const describeRule = ({ item, place }: RuleScene) => {
  const peer = item.ReferencedGroupInfo;
  const isPeerHere = peer?.UserId === undefined || peer.UserId === place.accountId;
  return {
    id: item.SecurityGroupRuleId ?? "",
    attributes: keep(item, [
      "IsEgress",
      "IpProtocol",
      "FromPort",
      "ToPort",
      "CidrIpv4",
      "CidrIpv6",
      "PrefixListId",
      "ReferencedGroupInfo",
      "Description",
    ]),
    tags: tagsOf(item.Tags),
    links: [
      // The rule does not say whether its group is a default one; only the link to the right type finds an object.
      ...partOf("security_group_id", "aws_security_group", item.GroupId),
      ...partOf("security_group_id", "aws_default_security_group", item.GroupId),
      ...(isPeerHere ? links("referenced_security_group_id", "aws_security_group", peer?.GroupId) : []),
    ],
  };
};

export const securityGroupRules = defineCollector<SecurityGroupRule>({
  name: "ec2:security-group-rules",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeSecurityGroupRules", DescribeSecurityGroupRulesCommand), {
    input: () => ({ MaxResults: 1000 }),
    items: ({ SecurityGroupRules }) => SecurityGroupRules,
    next: nextPage,
  }),
  label: ({ SecurityGroupRuleId }) => `security group rule ${SecurityGroupRuleId}`,
  types: {
    aws_vpc_security_group_ingress_rule: (scene) => (scene.item.IsEgress ? [] : [describeRule(scene)]),
    aws_vpc_security_group_egress_rule: (scene) => (scene.item.IsEgress ? [describeRule(scene)] : []),
  },
});

export const keyPairs = defineCollector<KeyPairInfo>({
  name: "ec2:key-pairs",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeKeyPairs", DescribeKeyPairsCommand), {
    input: () => ({ IncludePublicKey: true }),
    items: ({ KeyPairs }) => KeyPairs,
    next: () => undefined,
  }),
  label: ({ KeyName }) => `key pair ${KeyName}`,
  types: {
    aws_key_pair: ({ item }) => [
      {
        id: item.KeyName ?? "",
        attributes: keep(item, ["KeyPairId", "KeyType", "PublicKey"]),
        tags: tagsOf(item.Tags),
      },
    ],
  },
});

export const ec2Security: readonly AnyCollector[] = [securityGroups, securityGroupRules, keyPairs];
