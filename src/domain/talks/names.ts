import type { GraphEdge } from "../graph.js";
import { type GraphIndex, objectIn, objectsIn, talk, textIn } from "../graph-index.js";
import type { InventoryResource } from "../inventory.js";

/** AWS writes one name in several ways: with a final dot, in capitals, and for both address families. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^dualstack\./, "");

/** From each record to what its name or address stands for. */
export function nameTalks(index: GraphIndex): readonly GraphEdge[] {
  const targets = namesOf(index);
  return index.ofType("aws_route53_record").flatMap((record) => {
    const { Name, Type, ResourceRecords, AliasTarget } = record.attributes;
    const alias = textIn(objectIn({ AliasTarget: AliasTarget ?? null }, "AliasTarget"), "DNSName");
    const values = objectsIn(ResourceRecords).flatMap((each) => textIn(each, "Value") ?? []);
    const found = new Set([alias, ...values].flatMap((value) => (value ? (targets.get(plain(value)) ?? []) : [])));
    return [...found].filter((each) => each !== record).map((each) => talk(record, each, `${Type} record ${Name}`));
  });
}

/** Everything that answers under a name or an address. */
function namesOf(index: GraphIndex): ReadonlyMap<string, readonly InventoryResource[]> {
  const names = new Map<string, InventoryResource[]>();
  const add = (name: string | undefined, resource: InventoryResource) => {
    if (name) names.set(plain(name), [...(names.get(plain(name)) ?? []), resource]);
  };
  for (const resource of index.resources) {
    const { type, attributes } = resource;
    // A name stands for its addresses, not for its mail servers or its texts.
    if (type === "aws_route53_record" && /^(A|AAAA|CNAME)$/.test(String(attributes.Type)))
      add(textIn(attributes, "Name"), resource);
    for (const field of ["DNSName", "PublicDnsName", "DomainName"]) {
      if (type !== "aws_acm_certificate") add(textIn(attributes, field), resource);
    }
    add(textIn(objectIn(attributes, "Endpoint"), "Address"), resource);
    add(textIn(attributes, "Endpoint"), resource);
    if (type !== "aws_eip") add(textIn(attributes, "PublicIpAddress"), resource);
    if (type === "aws_instance") add(textIn(attributes, "PrivateIpAddress"), resource);
    if (type === "aws_eip")
      for (const holder of holdersOf(index, resource)) add(textIn(attributes, "PublicIp"), holder);
  }
  return names;
}

/** What an elastic IP leads to; the address itself where nothing holds it. */
function holdersOf(index: GraphIndex, address: InventoryResource): readonly InventoryResource[] {
  const associations = index.namedBy(`aws_eip/${address.id}`).map(({ resource }) => resource);
  const instances = associations.flatMap(({ links }) =>
    links.flatMap(({ type, id }) => (type === "aws_instance" ? (index.byKey.get(`${type}/${id}`) ?? []) : [])),
  );
  return instances.length > 0 ? instances : [address];
}
