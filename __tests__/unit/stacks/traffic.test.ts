import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { afterAll, describe, expect, it } from "vitest";
import { assemble, linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";
import type { AdoptedResource, Adoption } from "../../../src/domain/adoption.js";
import { declareRoots } from "../../../src/stacks/index.js";
import { movedAddress } from "../../../src/stacks/moving.js";
import { adoptionOfOneVpc } from "../../support/adoption.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-traffic-"));
afterAll(() => rmSync(outdir, { recursive: true }));

type Traffic = NonNullable<EnvironmentConfig["traffic"]>;
type Change = (traffic: Traffic) => Traffic | null;

const configured = (change: Change) =>
  loadOrganization({
    ...organization,
    environments: organization.environments.flatMap((each) =>
      each.traffic ? [{ ...each, traffic: change(each.traffic) }] : [],
    ),
    connected: [],
  });
const moving =
  (move: Traffic["move"]): Change =>
  (traffic) => ({ ...traffic, move });
const asFound = moving({ phase: "as_found" });

/** What prod's layers hold, by `layer/address`. */
function treeOf(change: Change, adoption = adoptionOfOneVpc) {
  const { prod = [] } = linkedTrees({ organization: configured(change), adoptions: { prod: adoption }, outdir });
  return new Map(prod.map(({ layer, address, values }) => [`${layer}/${address}`, values]));
}
const rootOf = (change: Change, layer: string, adoption = adoptionOfOneVpc) => {
  const roots = declareRoots(new App({ outdir }), configured(change), { prod: adoption });
  return roots.find(({ environment, layer: { name } }) => environment.name === "prod" && name === layer);
};
const documentOf = (...given: Parameters<typeof rootOf>) => {
  const root = rootOf(...given);
  return root?.stack.toTerraform() as Record<string, Record<string, { value?: unknown }> & object[]> | undefined;
};

/** The adoption with other records. */
const withRecords = (change: (record: AdoptedResource) => readonly AdoptedResource[]): Adoption => {
  const { inherited, legacy } = adoptionOfOneVpc.roots;
  const resources = inherited.resources.flatMap((each) => (each.type === "aws_route53_record" ? change(each) : [each]));
  return { ...adoptionOfOneVpc, roots: { inherited: { ...inherited, resources }, legacy } };
};
const configuredAs = (values: object) =>
  withRecords((record) => [{ ...record, configuration: { ...record.configuration, ...values } }]);

const record = "module.traffic.aws_route53_record";

describe("a name that is handed over", () => {
  it("is in one state alone: inherited forgets it without touching it, and traffic imports it", () => {
    const address = "inherited/aws_route53_record.app_example_test_a";
    expect(treeOf(() => null).has(address)).toBe(true);
    expect(treeOf(asFound).has(address)).toBe(false);
    expect(documentOf(asFound, "inherited")?.removed).toEqual([
      { from: "aws_route53_record.app_example_test_a", lifecycle: [{ destroy: false }] },
    ]);
    expect(documentOf(asFound, "traffic")?.import).toEqual([
      { to: `${record}.legacy["legacy"]`, id: "Z0AAA_app.example.test_A" },
    ]);
    expect(documentOf(() => null, "traffic")).toBeUndefined();
    expect(documentOf(() => null, "inherited")?.removed).toBeUndefined();
  });

  it("stays the record that was found: its import changes nothing", () => {
    const tree = treeOf(asFound);
    expect([...tree.keys()].filter((key) => key.includes(record))).toEqual([`traffic/${record}.legacy["legacy"]`]);
    expect(tree.get(`traffic/${record}.legacy["legacy"]`)).toEqual({
      zone_id: "${inherited/aws_route53_zone.example_test.zone_id}",
      name: "app.example.test",
      type: "A",
      alias: { name: "dualstack.web.elb.amazonaws.com", zone_id: "Z32O", evaluate_target_health: false },
    });
  });

  it("can be imported only after it was given up, for that apply tells its zone", () => {
    expect(documentOf(asFound, "inherited")?.output?.handed_over?.value).toEqual({
      "app.example.test": "${aws_route53_zone.example_test.zone_id}",
    });
    expect(documentOf(() => null, "inherited")?.output?.handed_over?.value).toEqual({});
    expect(documentOf(asFound, "traffic")?.module?.traffic).toHaveProperty(
      "zone_id",
      '${data.terraform_remote_state.inherited.outputs.handed_over["app.example.test"]}',
    );
    expect(rootOf(asFound, "traffic")?.after).toEqual(["bootstrap", "inherited", "legacy", "edge"]);
  });

  it("has no import command either where it is given up", () => {
    const script = (change: Change) => {
      const { files } = assemble({ organization: configured(change), adoptions: { prod: adoptionOfOneVpc }, outdir });
      return Buffer.from(files.find(({ path }) => path.endsWith("inherited/import.sh"))?.content ?? []).toString();
    };
    expect(script(() => null)).toContain("aws_route53_record");
    expect(script(asFound)).not.toContain("aws_route53_record");
  });

  it("stays traffic's in an inventory that was made while it has weights", () => {
    const weighted = withRecords((each) =>
      ["legacy", "next"].map((side) => ({
        ...each,
        name: `${each.name}_${side}`,
        importId: `${each.importId}_${side}`,
        configuration: { ...each.configuration, set_identifier: side },
      })),
    );
    const move = moving({ phase: "dns", newPercent: 10 });
    expect([...treeOf(move, weighted).keys()].filter((key) => key.startsWith("inherited/aws_route53_record"))).toEqual(
      [],
    );
    expect(documentOf(move, "traffic", weighted)?.import).toEqual([
      { to: `${record}.legacy["legacy"]`, id: "Z0AAA_app.example.test_A_legacy" },
    ]);
  });
});

describe("where traffic holds a record", () => {
  it.each([
    ["Z1_app.example.test_A", `${record}.legacy["legacy"]`],
    ["Z1_app.example.test_A_legacy", `${record}.legacy["legacy"]`],
    ["Z1_app.example.test_A_next", `${record}.next["dns_weights"]`],
    ["Z1_app.example.test_AAAA", undefined],
    ["Z1_app.example.test_A_blue", undefined],
    ["Z1_www.app.example.test_A", undefined],
  ])("%s: %s", (id, address) => {
    expect(movedAddress("app.example.test", { type: "aws_route53_record", id })).toBe(address);
    expect(movedAddress("app.example.test", { type: "aws_vpc", id })).toBeUndefined();
  });
});

describe("the place that the name moves to", () => {
  it("has the adopted instances as targets, called on their port and let in by traffic", () => {
    const tree = treeOf(asFound);
    for (const name of ["web_1", "web_2"]) {
      expect(tree.get(`edge/module.edge.aws_lb_target_group_attachment.this["${name}"]`)).toMatchObject({
        target_group_arn: '${edge/module.edge.aws_lb_target_group.this["legacy_instances"].arn}',
        target_id: `\${legacy/aws_instance.${name}.id}`,
      });
    }
    expect(
      tree.get('traffic/module.traffic.aws_vpc_security_group_ingress_rule.admission["legacy_instances"]'),
    ).toMatchObject({
      security_group_id: "${legacy/aws_security_group.web_instances.id}",
      referenced_security_group_id: "${edge/module.edge.aws_security_group.this.id}",
      from_port: 80,
      to_port: 80,
    });
  });

  it("has each route once: traffic's on the name, edge's on every other", () => {
    const rules = (change: Change) =>
      [...treeOf(change).keys()].filter((key) => key.includes(".aws_lb_listener_rule."));
    expect(rules(() => null)).toEqual(
      ["catalogue", "monolith", "shop"].map((key) => `edge/module.edge.aws_lb_listener_rule.this["${key}"]`),
    );
    expect(rules(asFound)).toEqual([
      'edge/module.edge.aws_lb_listener_rule.this["catalogue"]',
      'edge/module.edge.aws_lb_listener_rule.this["shop"]',
      'traffic/module.traffic.aws_lb_listener_rule.this["monolith"]',
    ]);
  });

  it.each<[Traffic["move"], number[] | undefined, number[]]>([
    [{ phase: "as_found" }, undefined, [100, 0]],
    [{ phase: "dns", newPercent: 0 }, [100, 0], [100, 0]],
    [{ phase: "dns", newPercent: 10 }, [90, 10], [100, 0]],
    [{ phase: "listener", newPercent: {} }, [0, 100], [100, 0]],
    [{ phase: "listener", newPercent: { monolith: 25 } }, [0, 100], [75, 25]],
  ])("gets its share by one place: %j", (move, name, route) => {
    const tree = treeOf(moving(move));
    const weight = (key: string) =>
      [tree.get(key)?.weighted_routing_policy].flat()[0] as { weight: number } | undefined;
    const records = [`traffic/${record}.legacy["legacy"]`, `traffic/${record}.next["dns_weights"]`].map(weight);
    expect(records.map((each) => each?.weight)).toEqual(name ?? [undefined, undefined]);
    const rule = tree.get('traffic/module.traffic.aws_lb_listener_rule.this["monolith"]');
    expect(rule?.action).toMatchObject([{ forward: { target_group: [{ weight: route[0] }, { weight: route[1] }] } }]);
  });

  it("is watched while requests go there", () => {
    const watched = (change: Change) =>
      [...treeOf(change).values()].filter(({ dimensions }) =>
        JSON.stringify(dimensions ?? {}).includes("legacy_instances"),
      );
    expect(watched(asFound).map(({ metric_name }) => metric_name)).toEqual(
      expect.arrayContaining(["HealthyHostCount", "UnHealthyHostCount", "TargetResponseTime"]),
    );
    expect(watched(() => null)).toEqual([]);
  });

  it("counts only while it is well, once there is another to go to", () => {
    const move = moving({ phase: "dns", newPercent: 10 });
    expect(treeOf(move).get(`traffic/${record}.legacy["legacy"]`)).toMatchObject({
      set_identifier: "legacy",
      alias: { evaluate_target_health: true },
    });
  });
});

describe("what was not adopted as it should", () => {
  const noSuch = "src/config/prod.ts: traffic.";
  it.each<[string, Adoption, string]>([
    [
      "a name without a record",
      configuredAs({ name: "other.example.test" }),
      `${noSuch}name: no adopted record of the type A has this name (got "app.example.test").`,
    ],
    [
      "a name of another type",
      configuredAs({ type: "CNAME" }),
      `${noSuch}name: no adopted record of the type A has this name (got "app.example.test").`,
    ],
    [
      "a name that leads to addresses",
      configuredAs({ alias: undefined, records: ["192.0.2.1"] }),
      `${noSuch}name: the adopted record is no alias: it cannot be weighted in place (got "app.example.test"). Name one that is a simple alias in the zone of dns.existingZone, or set traffic to null and move it by hand.`,
    ],
    [
      "a name that somebody else has weighted",
      configuredAs({ set_identifier: "blue" }),
      `${noSuch}name: the adopted record has a routing policy of somebody else: it cannot be weighted in place`,
    ],
    [
      "a name that IPv6 clients would still find at the old place",
      withRecords((each) => [
        each,
        { ...each, name: "app_example_test_aaaa", configuration: { ...each.configuration, type: "AAAA" } },
      ]),
      `${noSuch}name: the adopted record has one of the type AAAA beside it: it cannot be weighted in place`,
    ],
    [
      "a name of another zone",
      configuredAs({ zone_id: "Z9" }),
      `${noSuch}name: the adopted record is not of the zone example_test: it cannot be weighted in place`,
    ],
  ])("is refused: %s", (_, adoption, message) => {
    expect(() => rootOf(asFound, "traffic", adoption)).toThrow(message);
  });

  it.each<[string, Partial<Traffic["legacy"]>, string]>([
    [
      "an instance",
      { instances: ["web_1", "web_3"] },
      `${noSuch}legacy.instances[1]: no adopted instance that goes has this name (got "web_3"). Did you mean "web_1"?`,
    ],
    [
      "a group",
      { securityGroup: "web_instance" },
      `${noSuch}legacy.securityGroup: no adopted security group that goes has this name (got "web_instance"). Did you mean "web_instances"?`,
    ],
  ])("is refused: %s", (_, change, message) => {
    const legacy: Change = (traffic) => ({ ...traffic, legacy: { ...traffic.legacy, ...change } });
    expect(() => rootOf(legacy, "edge")).toThrow(message);
  });
});
