import type { Cidr } from "../cidr.js";

/** What decides who can reach whom, in AWS's own terms; ids are whatever the builder calls things by. */
export interface NetworkModel {
  readonly subnets: ReadonlyMap<string, ModelSubnet>;
  readonly routeTables: ReadonlyMap<string, readonly ModelRoute[]>;
  readonly acls: ReadonlyMap<string, ModelAcl>;
  readonly groups: ReadonlyMap<string, ModelGroup>;
  readonly nodes: ReadonlyMap<string, ModelNode>;
}

export interface ModelSubnet {
  readonly vpc: string;
  readonly range: Cidr;
  /** Undefined is the VPC's main table: nothing but the local route. */
  readonly routeTable: string | undefined;
  /** Undefined is the VPC's default ACL: everything. */
  readonly acl: string | undefined;
}

export interface ModelRoute {
  /** A range, or the service that a gateway endpoint leads to. */
  readonly destination: Cidr | { readonly service: string };
  readonly target: {
    /** A `blackhole` is a route whose target is gone: what it leads is dropped. */
    readonly kind: "internet" | "nat" | "endpoint" | "peering" | "transit" | "other" | "blackhole";
    readonly id: string;
  };
}

export interface ModelAclRule {
  readonly number: number;
  readonly isAllow: boolean;
  /** `-1`, or a protocol's name or number as AWS has it. */
  readonly protocol: string;
  readonly range: Cidr;
  readonly from: number;
  readonly to: number;
}

export interface ModelAcl {
  readonly ingress: readonly ModelAclRule[];
  readonly egress: readonly ModelAclRule[];
}

export interface ModelGroupRule {
  /** What the rule is found by. */
  readonly id: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly peer: { readonly range: Cidr } | { readonly group: string };
}

export interface ModelGroup {
  readonly ingress: readonly ModelGroupRule[];
  readonly egress: readonly ModelGroupRule[];
}

/** Something with network interfaces. */
export interface ModelNode {
  readonly subnets: readonly string[];
  /** Undefined for whatever may stand in the subnets: no group of its own stops it. */
  readonly groups: readonly string[] | undefined;
  /** Whether it has an address that the internet reaches. */
  readonly isPublic: boolean;
}
