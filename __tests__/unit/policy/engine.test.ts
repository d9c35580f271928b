import { describe, expect, it } from "vitest";
import { judgePolicy } from "../../../src/policy/engine.js";
import { policyRules } from "../../../src/policy/index.js";
import { parseWaivers, type Waiver } from "../../../src/policy/waivers.js";
import { made } from "./cases.js";

const tags = { environment: "dev", owner: "platform", "cost-center": "cc-1000" };
const subnet = made("aws_subnet", { map_public_ip_on_launch: true, tags }, 'this["a"]');
const waiver: Waiver = {
  rule: "vpc.no-public-address-by-default",
  environments: ["dev"],
  resource: 'app/aws_subnet.this["*"]',
  reason: "a lab",
  owner: "platform",
  expires: "2027-01-31",
};
const judge = (waivers: readonly Waiver[], today = "2027-01-31", environment = "dev") =>
  judgePolicy(environment, [subnet], policyRules, waivers, today);

describe("a verdict", () => {
  it("names the resource, the rule and the remedy, and counts what it looked at", () => {
    const { findings, resources, checks } = judge([]);
    expect(findings).toEqual([
      {
        rule: "vpc.no-public-address-by-default",
        severity: "error",
        environment: "dev",
        layer: "app",
        address: 'aws_subnet.this["a"]',
        what: "map_public_ip_on_launch is true",
        remedy: "Set map_public_ip_on_launch to false; NAT gateways and load balancers do not need it.",
      },
    ]);
    expect({ resources, checks }).toEqual({ resources: 1, checks: 2 });
  });

  it("is silent on what was adopted", () => {
    const adopted = { ...subnet, layer: "inherited" };
    expect(judgePolicy("prod", [adopted], policyRules, [], "2027-01-01")).toMatchObject({ findings: [], resources: 0 });
  });

  it("takes a waiver until its last day, for its environments and its resources alone", () => {
    expect(judge([waiver])).toMatchObject({ findings: [], waived: [{ waiver }], unused: [] });
    expect(judge([waiver], "2027-02-01")).toMatchObject({ findings: [{}], waived: [], unused: [waiver] });
    expect(judge([waiver], "2027-01-31", "prod").findings).toHaveLength(1);
    // A bracket is a bracket, and a dot a dot.
    expect(judge([{ ...waiver, resource: 'app/aws_subnetXthis["a"]' }]).findings).toHaveLength(1);
  });
});

describe("policy-waivers.yaml", () => {
  const ids = ["s3.private"];
  const entry = (over: object) =>
    JSON.stringify({
      schema_version: 1,
      entries: [
        {
          rule: "s3.private",
          environments: ["dev"],
          resource: "*",
          reason: "r",
          owner: "o",
          expires: "2027-01-01",
          ...over,
        },
      ],
    });

  it("is read", () => expect(parseWaivers(entry({}), "w.yaml", ids)).toHaveLength(1));

  it.each([
    [entry({ rule: "s3.privat" }), 'w.yaml: entries.0.rule: there is no such rule (got "s3.privat")'],
    [entry({ expires: "soon" }), "w.yaml: entries.0.expires: must be a day, YYYY-MM-DD"],
    [entry({ reason: "" }), "w.yaml: entries.0.reason: must not be empty"],
    [entry({ environments: [] }), "w.yaml: entries.0.environments: must name an environment"],
    ["entries: [", "w.yaml: this is not YAML"],
    ["schema_version: 2\nentries: []", "w.yaml: schema_version: must be 1"],
  ])("%s is refused", (content, message) => {
    expect(() => parseWaivers(content, "w.yaml", ids)).toThrow(message);
  });
});
