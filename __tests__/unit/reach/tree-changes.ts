import { expect } from "vitest";
import { type LinkedResource, linkedKey } from "../../../src/core/linked-tree.js";

export type Tree = readonly LinkedResource[];

export const key = (layer: string, type: string, name: string, module = layer) =>
  `${layer}/module.${module}.${type}.${name}`;
export const network = (type: string, name: string) => key("network", type, name);

/** The tree with one resource's arguments changed; a mutation that changes nothing proves nothing. */
export function changed(
  tree: Tree,
  target: string,
  change: (values: Record<string, unknown>) => Record<string, unknown>,
): Tree {
  expect(tree.map(linkedKey)).toContain(target);
  return tree.map((each) => (linkedKey(each) === target ? { ...each, values: change({ ...each.values }) } : each));
}
export function without(tree: Tree, target: string): Tree {
  expect(tree.map(linkedKey)).toContain(target);
  return tree.filter((each) => linkedKey(each) !== target);
}
export const added = (tree: Tree, layer: string, type: string, values: Record<string, unknown>): Tree => [
  ...tree,
  { layer, address: `${type}.mutation`, type, values },
];
export const admits = (tree: Tree, layer: string, group: string, peer: Record<string, unknown>, port: number) =>
  added(tree, layer, "aws_vpc_security_group_ingress_rule", {
    security_group_id: `\${${group}.id}`,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    ...peer,
  });
export type Row = Record<string, unknown>;
export const acl = (tree: Tree, name: string, direction: "ingress" | "egress", change: (rows: Row[]) => Row[]) =>
  changed(tree, network("aws_network_acl", `this["${name}"]`), (values) => ({
    ...values,
    [direction]: change((values[direction] as Row[]).map((row) => ({ ...row }))),
  }));
export const rule = (
  rule_no: number,
  action: string,
  cidr_block: string,
  from_port: number,
  to_port = from_port,
): Row => ({
  rule_no,
  action,
  protocol: "tcp",
  cidr_block,
  from_port,
  to_port,
});
export const world = "0.0.0.0/0";
