import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AddressBook } from "../../../src/adopt/addresses.js";
import { adopt } from "../../../src/adopt/adopt.js";
import { emptyMapping } from "../../../src/adopt/mapping.js";
import { shortHash } from "../../../src/domain/adopted-names.js";
import { addressOf } from "../../../src/domain/adoption.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource } from "../../support/account.js";

const run = (resources: readonly InventoryResource[], book: AddressBook = [], singleRoot = false) =>
  adopt(inventoryOf(resources), emptyMapping, book, { region: "eu-west-1", singleRoot });

const label = fc.option(fc.constantFrom("web", "Web!", "db", "データ", "a b", ""), { nil: undefined });
const account = fc
  .record({
    vpcs: fc.array(label, { maxLength: 3 }),
    subnets: fc.array(fc.tuple(label, fc.nat(3)), { maxLength: 5 }),
    groups: fc.array(fc.tuple(label, fc.nat(3)), { maxLength: 4 }),
    rules: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 6 }),
    instances: fc.array(fc.tuple(label, fc.nat(5), fc.array(fc.nat(4), { maxLength: 2 })), { maxLength: 4 }),
  })
  .map(({ vpcs, subnets, groups, rules, instances }): InventoryResource[] => {
    const named = (name: string | undefined): Record<string, string> => (name === undefined ? {} : { Name: name });
    return [
      ...vpcs.map((name, index) => resource("aws_vpc", `vpc-${index}`, { tags: named(name) })),
      ...subnets.map(([name, vpc], index) =>
        resource("aws_subnet", `subnet-${index}`, { tags: named(name), links: [["vpc_id", "aws_vpc", `vpc-${vpc}`]] }),
      ),
      ...groups.map(([name, vpc], index) =>
        resource("aws_security_group", `sg-${index}`, {
          attributes: { GroupName: `${name}`, Description: "d" },
          links: [["vpc_id", "aws_vpc", `vpc-${vpc}`]],
        }),
      ),
      ...rules.map(([group, peer], index) =>
        resource("aws_vpc_security_group_ingress_rule", `sgr-${index}`, {
          attributes: { IpProtocol: "-1" },
          links: [
            ["security_group_id", "aws_security_group", `sg-${group}`, true],
            ["referenced_security_group_id", "aws_security_group", `sg-${peer}`],
          ],
        }),
      ),
      ...instances.map(([name, subnet, members], index) =>
        resource("aws_instance", `i-${index}`, {
          tags: named(name),
          attributes: { UserData: "" },
          links: [
            ["subnet_id", "aws_subnet", `subnet-${subnet}`],
            ...members.map((group) => ["vpc_security_group_ids", "aws_security_group", `sg-${group}`] as const),
          ],
        }),
      ),
    ];
  });

const placesOf = ({ addresses }: ReturnType<typeof run>) =>
  new Map(addresses.map(({ type, id, layer, address }) => [`${type}/${id}`, `${layer} ${address}`]));

describe("any account", () => {
  it("gives each object one address and no two the same", () => {
    fc.assert(
      fc.property(account, (resources) => {
        const { addresses } = run(resources);
        expect(addresses.length).toBe(resources.length);
        expect(new Set(addresses.map(({ address }) => address)).size).toBe(resources.length);
      }),
    );
  });

  it("keeps every address when the account grows", () => {
    fc.assert(
      fc.property(account, fc.integer({ min: 0, max: 20 }), (resources, count) => {
        const before = run(resources.slice(0, count));
        const after = placesOf(run(resources, before.addresses));
        for (const [key, place] of placesOf(before)) expect(after.get(key)).toBe(place);
      }),
    );
  });

  it("does not depend on the order in which AWS answers", () => {
    fc.assert(
      fc.property(account, fc.nat(), (resources, seed) => {
        const order = (id: string) => shortHash(id + seed);
        const shuffled = [...resources].sort((a, b) => order(a.id).localeCompare(order(b.id)));
        expect(run(shuffled)).toEqual(run(resources));
      }),
    );
  });

  it("refers only to what is in the same root", () => {
    fc.assert(
      fc.property(account, fc.boolean(), (resources, singleRoot) => {
        const { roots } = run(resources, [], singleRoot).adoption;
        const all = Object.values(roots).flatMap((root) => root.resources.map(addressOf));
        for (const root of Object.values(roots)) {
          const known = new Set(singleRoot ? all : root.resources.map(addressOf));
          const text = JSON.stringify([root.resources.map(({ configuration }) => configuration), root.outputs]);
          for (const [, address] of text.matchAll(/\$\{(aws_\w+\.\w+)\./g)) expect(known.has(address ?? "")).toBe(true);
        }
      }),
    );
  });
});
