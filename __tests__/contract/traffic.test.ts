import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { traffic } from "../../src/modules/traffic/index.js";
import { declared, interfaceOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(traffic);
const made = declared(traffic);
const route = traffic.example.routes?.app as NonNullable<typeof traffic.example.routes>[string];

describe("the interface of modules/traffic", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "zone_id",
      "record_name",
      "legacy",
      "next",
      "dns_weights",
      "health_check_path",
      "listener_arn",
      "routes",
      "admissions",
      "tags",
    ]);
    expect(outputs).toEqual(["record_fqdn"]);
  });

  it.each([
    [{ dns_weights: { legacy: 0, next: 0 } }, "dns_weights has a weight above 0"],
    [{ dns_weights: { legacy: 256, next: 0 } }, "a number from 0 to 255"],
    [{ dns_weights: null, legacy: null }, "legacy or dns_weights is set"],
    [
      { dns_weights: null, routes: { app: { ...route, next_weight: 10 } } },
      "no route moves before the name has moved wholly",
    ],
    [{ routes: { app: { ...route, legacy_weight: 0 } } }, "every route has a weight above 0"],
    [{ routes: { app: { ...route, next_weight: 10 } } }, "no route moves before the name has moved wholly"],
    [{ routes: { app: { ...route, next_weight: 1000 } } }, "a number from 0 to 999"],
  ])("refuses %j", (given, allowed) => {
    const call = () => checkArguments("prod/traffic: module traffic", traffic, { ...traffic.example, ...given });
    expect(call).toThrow(allowed);
  });

  it("takes a route's move once the name has moved", () => {
    const given = { dns_weights: { legacy: 0, next: 100 }, routes: { app: { ...route, next_weight: 10 } } };
    expect(() => checkArguments("x", traffic, { ...traffic.example, ...given })).not.toThrow();
  });
});

describe("the name", () => {
  it("is two weighted aliases, of which each counts only while its side is well", () => {
    expect(made.aws_route53_record).toMatchObject({
      'legacy["legacy"]': {
        name: "app.example.com",
        set_identifier: "legacy",
        weighted_routing_policy: [{ weight: 90 }],
        alias: { evaluate_target_health: true, name: "web-1234567890.eu-west-1.elb.amazonaws.com" },
      },
      'next["dns_weights"]': {
        name: "app.example.com",
        set_identifier: "next",
        weighted_routing_policy: { weight: 10 },
        health_check_id: "${aws_route53_health_check.next.id}",
        // An empty target group would count as an outage.
        alias: { evaluate_target_health: false },
        lifecycle: { prevent_destroy: true },
      },
    });
  });

  it("is the one simple record that was found, until it has weights", () => {
    const legacy = { ...traffic.example.legacy, evaluate_target_health: false };
    const asFound = declared(traffic, { legacy, dns_weights: undefined });
    expect(Object.keys(asFound.aws_route53_record ?? {})).toEqual(['legacy["legacy"]']);
    const { "//": _, ...record } = asFound.aws_route53_record?.['legacy["legacy"]'] ?? {};
    expect(record).toEqual({
      zone_id: "Z0123456789ABC",
      name: "app.example.com",
      type: "A",
      alias: {
        name: "web-1234567890.eu-west-1.elb.amazonaws.com",
        zone_id: "Z32O12XQLNTSW2",
        evaluate_target_health: false,
      },
    });
  });

  it("has one side once the old load balancer is gone", () => {
    const after = declared(traffic, { legacy: undefined, dns_weights: { legacy: 0, next: 100 } });
    expect(Object.keys(after.aws_route53_record ?? {})).toEqual(['next["dns_weights"]']);
  });

  it("is asked for by Route 53 under the new load balancer's name, which every route answers", () => {
    const name = traffic.example.next.dns_name;
    expect(made.aws_route53_health_check?.next).toMatchObject({ fqdn: name, type: "HTTPS", port: 443 });
    expect(made.aws_lb_listener_rule?.['this["app"]']?.condition).toEqual([
      { host_header: { values: ["app.example.com", name] } },
      { path_pattern: { values: ["/*"] } },
    ]);
  });
});

describe("a route", () => {
  it("shares requests between the two target groups", () => {
    expect(made.aws_lb_listener_rule?.['this["app"]']).toMatchObject({
      priority: 10,
      action: [
        {
          type: "forward",
          forward: {
            target_group: [
              { arn: route.legacy_target_group_arn, weight: 100 },
              { arn: route.next_target_group_arn, weight: 0 },
            ],
          },
        },
      ],
    });
  });

  it("opens an adopted group to the new load balancer on one port, where asked", () => {
    const admissions = { web: { security_group_id: "sg-0aaa", from_security_group_id: "sg-0bbb", port: 80 } };
    expect(made).not.toHaveProperty("aws_vpc_security_group_ingress_rule");
    expect(declared(traffic, { admissions }).aws_vpc_security_group_ingress_rule?.['admission["web"]']).toMatchObject({
      security_group_id: "sg-0aaa",
      referenced_security_group_id: "sg-0bbb",
      from_port: 80,
      to_port: 80,
    });
  });
});
