import { type LinkedResource, linkedKey } from "../core/linked-tree.js";
import type { ModelGroup, ModelGroupRule } from "../domain/reach/model.js";
import { blocksOf, type Resources, rangesOf, targetOf, targetsOf } from "./tree-values.js";

type Values = Readonly<Record<string, unknown>>;

/** Security groups with their rules, wherever these are written: in the group, or as resources of their own. */
export function modelGroups(resources: Resources): ReadonlyMap<string, ModelGroup> {
  const groups = resources.of("aws_security_group", "aws_default_security_group");
  const separate = rulesByGroup(resources);
  return new Map(
    groups.map((group) => {
      const key = linkedKey(group);
      const own = (value: unknown) => blocksOf(value).flatMap((row) => inlineRules(group, row));
      return [
        key,
        {
          ingress: [...own(group.values.ingress), ...(separate.get(`${key} ingress`) ?? [])],
          egress: [...own(group.values.egress), ...(separate.get(`${key} egress`) ?? [])],
        },
      ] as const;
    }),
  );
}

function rulesByGroup(resources: Resources): ReadonlyMap<string, readonly ModelGroupRule[]> {
  const found = new Map<string, ModelGroupRule[]>();
  const add = (values: Values, direction: string, rules: readonly ModelGroupRule[]) => {
    const key = `${targetOf(values.security_group_id)} ${direction}`;
    found.set(key, [...(found.get(key) ?? []), ...rules]);
  };
  for (const direction of ["ingress", "egress"]) {
    for (const rule of resources.of(`aws_vpc_security_group_${direction}_rule`)) {
      const { cidr_ipv4, referenced_security_group_id } = rule.values;
      add(
        rule.values,
        direction,
        rulesOf(linkedKey(rule), rule.values, rule.values.ip_protocol, [cidr_ipv4], [referenced_security_group_id]),
      );
    }
  }
  for (const rule of resources.of("aws_security_group_rule")) {
    const { type, protocol, cidr_blocks, source_security_group_id, self, security_group_id } = rule.values;
    const peers = self === true ? [security_group_id] : [source_security_group_id];
    add(rule.values, String(type), rulesOf(linkedKey(rule), rule.values, protocol, [cidr_blocks], peers));
  }
  return found;
}

const inlineRules = (group: LinkedResource, row: Values): readonly ModelGroupRule[] =>
  rulesOf(
    linkedKey(group),
    row,
    row.protocol,
    [row.cidr_blocks],
    [...targetsOf(row.security_groups ?? []), ...(row.self === true ? [linkedKey(group)] : [])],
  );

function rulesOf(
  id: string,
  { from_port, to_port }: Values,
  protocol: unknown,
  ranges: readonly unknown[],
  groups: readonly unknown[],
): readonly ModelGroupRule[] {
  const ports = { id, protocol: String(protocol), from: Number(from_port ?? 0), to: Number(to_port ?? 65_535) };
  return [
    ...rangesOf(...ranges).map((range) => ({ ...ports, peer: { range } })),
    ...groups.flatMap((value) => {
      const group = targetOf(value);
      return group ? [{ ...ports, peer: { group } }] : [];
    }),
  ];
}
