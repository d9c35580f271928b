import { describe, expect, it } from "vitest";
import { judge } from "../../../src/adopt/gate.js";
import { change, context, type Given, listenerArn, plan, rulesOf } from "../../support/gate-plans.js";

describe("a new object", () => {
  it.each([
    ["aws_network_acl_association.a", { subnet_id: "subnet-1", network_acl_id: "acl-new" }, "aws_subnet.public_a"],
    ["aws_network_acl.a", { subnet_ids: ["subnet-new", "subnet-1"] }, "aws_subnet.public_a"],
    ["aws_route.a", { route_table_id: "rtb-1" }, "aws_route_table.public"],
    ["aws_route_table_association.a", { subnet_id: "subnet-1" }, "aws_subnet.public_a"],
    ["aws_main_route_table_association.a", { vpc_id: "vpc-1" }, "aws_vpc.monolith"],
    ["aws_vpc_endpoint.a", { vpc_id: "vpc-1", private_dns_enabled: true }, "aws_vpc.monolith"],
    ["aws_vpc_endpoint.a", { vpc_id: "vpc-1", route_table_ids: ["rtb-1"] }, "aws_route_table.public"],
    ["aws_vpc_dhcp_options_association.a", { vpc_id: "vpc-1" }, "aws_vpc.monolith"],
    ["aws_vpc_security_group_ingress_rule.a", { security_group_id: "sg-1" }, "aws_security_group.web"],
    ["aws_eip_association.a", { instance_id: "i-1" }, "aws_instance.app"],
    ["aws_volume_attachment.a", { instance_id: "i-1", volume_id: "vol-new" }, "aws_instance.app"],
    ["aws_elb_attachment.a", { elb: "monolith", instance: "i-new" }, "aws_elb.monolith"],
    ["aws_lb_target_group_attachment.a", { target_id: "i-1" }, "aws_instance.app"],
    ["aws_vpc_ipv4_cidr_block_association.a", { vpc_id: "vpc-1" }, "aws_vpc.monolith"],
    ["aws_route53_zone.a", { vpc: [{ vpc_id: "vpc-1" }] }, "aws_vpc.monolith"],
    ["aws_lb_listener_rule.a", { listener_arn: listenerArn }, "aws_lb_listener.https"],
    ["aws_alb_listener_rule.a", { listener_arn: listenerArn }, "aws_lb_listener.https"],
    ["aws_s3_bucket_policy.a", { bucket: "assets" }, "aws_s3_bucket.assets"],
    [
      "aws_lambda_function_url.a",
      { function_name: "arn:aws:lambda:eu-west-1:1:function:resize" },
      "aws_lambda_function.resize",
    ],
    ["aws_iam_role_policy.a", { role: "web" }, "aws_iam_role.web"],
    ["aws_kms_key_policy.a", { key_id: "arn:aws:kms:eu-west-1:1:key/k-1" }, "aws_kms_key.main"],
    ["aws_route53_record.a", { zone_id: "Z1", name: "app.example.test" }, "aws_route53_zone.example_test"],
  ])("is refused where it takes hold of an adopted one: %s %j", (address, after, target) => {
    const given = plan([change(address, { after })]);
    const [finding, ...others] = judge(given, context());
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "live-impact", address });
    expect(finding?.what).toContain(`it would attach to the adopted ${target} (`);
    const entry = { address, attaches_to: target, reason: "agreed", owner: "network" };
    expect(rulesOf(given, { liveImpact: [entry] })).toEqual([]);
    expect(rulesOf(given, { liveImpact: [{ ...entry, address: "aws_route.other" }] })).toEqual(["live-impact"]);
  });

  it.each([
    ["aws_subnet.a", { vpc_id: "vpc-1" }],
    ["aws_vpc_endpoint.a", { vpc_id: "vpc-1", private_dns_enabled: false, route_table_ids: ["rtb-new"] }],
    ["aws_route.a", { route_table_id: "rtb-new" }],
    ["aws_network_acl.a", { vpc_id: "vpc-1", subnet_ids: ["subnet-new"] }],
    ["aws_db_instance.a", { vpc_security_group_ids: ["sg-1"], kms_key_id: "k-1" }],
    // A bucket may be called as a role is: the argument tells which of them is meant.
    ["aws_s3_bucket_policy.a", { bucket: "web" }],
    ["aws_route53_record.a", { zone_id: "Z1", name: "_proof.example.test" }],
  ])("passes where it leaves adopted ones alone: %s %j", (address, after) => {
    expect(rulesOf(plan([change(address, { after })]))).toEqual([]);
  });

  it("may not take hold of what the same plan imports", () => {
    const given = plan([
      change("aws_subnet.a", { actions: ["no-op"], importing: "subnet-9", after: { id: "subnet-9" } }),
      change("aws_network_acl_association.a", { after: { subnet_id: "subnet-9" } }),
    ]);
    expect(rulesOf(given)).toEqual(["live-impact"]);
  });
});

describe("a name that moves", () => {
  const address = 'module.traffic.aws_route53_record.legacy["legacy"]';
  const moved = (given: Given) => plan([{ ...change(address, given), type: "aws_route53_record" }]);
  const simple = { zone_id: "Z1", name: "app.example.test", set_identifier: "", weighted_routing_policy: [] };
  const weighted = { ...simple, set_identifier: "legacy", weighted_routing_policy: [{ weight: 100 }] };

  it("is given up by one state and imported by another as it stands", () => {
    expect(rulesOf(moved({ actions: ["forget"], before: simple }))).toEqual([]);
    expect(rulesOf(moved({ actions: ["no-op"], importing: "Z1_app.example.test_A", after: simple }))).toEqual([]);
  });

  it("is not imported and weighted at once", () => {
    const given = moved({ actions: ["update"], importing: "Z1_app.example.test_A", before: simple, after: weighted });
    expect(rulesOf(given, { allowed: [{ address, action: "update" }] })).toEqual(["import-changes"]);
  });

  it("gets its weight in place by agreement to the change and to its effect, and is replaced by none of these", () => {
    const given = moved({ actions: ["update"], before: simple, after: weighted });
    const liveImpact = [{ address, attaches_to: "aws_route53_zone.example_test", reason: "agreed", owner: "network" }];
    expect(rulesOf(given, { layer: "traffic" })).toEqual(["update", "live-impact"]);
    expect(judge(given, context({ layer: "traffic", liveImpact }))).toEqual([
      {
        rule: "update",
        address,
        what: "it would be changed in place (set_identifier, weighted_routing_policy)",
        remedy:
          "Take the change out of the configuration, or name the address with action: update in a manifest under decommission/ with reason and owner.",
      },
    ]);
    const allowed = [{ address, action: "update" as const }];
    expect(rulesOf(given, { layer: "traffic", allowed })).toEqual(["live-impact"]);
    expect(rulesOf(given, { layer: "traffic", allowed, liveImpact })).toEqual([]);
    expect(rulesOf(moved({ actions: ["delete", "create"] }), { allowed })).toEqual(["replace"]);
    expect(rulesOf(moved({ actions: ["delete"] }), { allowed })).toEqual(["delete"]);
  });
});
