/** What an argument is, as far as it is known before any apply. */
export type DeclaredValue =
  | { readonly kind: "known"; readonly value: string | number | boolean }
  /** An attribute of what was adopted; `key` is as in an inventory. */
  | { readonly kind: "adopted"; readonly key: string; readonly attribute: string }
  /** An attribute of what a root makes; `name` is `declaredName` of that. */
  | { readonly kind: "made"; readonly name: string; readonly attribute: string }
  | { readonly kind: "open"; readonly expression: string };

/** An object that another root of the account makes. */
export interface DeclaredObject {
  /** The environment and the layer, e.g. `prod/dns`. */
  readonly root: string;
  /** As the root's plan writes it, e.g. `module.dns.aws_route53_record.caa["caa"]`. */
  readonly address: string;
  readonly type: string;
  readonly region: string;
  /** Whether the root puts tags on it, by which an inventory tells that it is a root's. */
  readonly isTagged: boolean;
  /** Arguments that are no blocks, in Terraform's names. */
  readonly arguments: Readonly<Record<string, DeclaredValue>>;
}

/** How one declared object is called in the arguments of another. */
export const declaredName = ({ root, address }: Pick<DeclaredObject, "root" | "address">): string =>
  `${root}/${address}`;
