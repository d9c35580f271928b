import { defaulted, nullable, output, type Rule, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, between, matches } from "../../core/validations.js";
import { arnOf, name, tags } from "../../parts/inputs.js";

const alias = { dns_name: t.string, zone_id: t.string };
const groupId = matches(/^sg-[0-9a-f]+$/, "the id of a security group");

export const inputs = {
  name: name("move", 40),
  zone_id: required(t.string, "Zone of the record.", matches(/^[A-Z0-9]+$/, "the id of a hosted zone")),
  record_name: required(t.string, "Name that clients call, which moves."),
  legacy: nullable(
    t.object({ ...alias, evaluate_target_health: t.optional(t.bool, true) }),
    "The load balancer that the name points to today; absent once it is gone.",
  ),
  next: required(t.object(alias), "The load balancer that the name moves to."),
  dns_weights: nullable(
    t.object({ legacy: t.number, next: t.number }),
    "Share of clients that are sent to each of the two, 0 to 255; while absent, the name is one simple record of the first.",
    attribute("legacy", between(0, 255)),
    attribute("next", between(0, 255)),
  ),
  health_check_path: defaulted(
    t.string,
    "/",
    "Path by which Route 53 asks the new load balancer, under its own name, whether what stands behind it is well.",
  ),
  listener_arn: required(
    t.string,
    "Listener on 443 of the new load balancer.",
    arnOf("elasticloadbalancing", "a listener"),
  ),
  routes: defaulted(
    t.map(
      t.object({
        priority: t.number,
        hosts: t.optional(t.list(t.string), ["*"]),
        paths: t.optional(t.list(t.string), ["/*"]),
        legacy_target_group_arn: t.string,
        next_target_group_arn: t.string,
        legacy_weight: t.number,
        next_weight: t.number,
      }),
    ),
    {},
    "Which requests move between two target groups, and how far they are, by lasting name; each also answers the load balancer's own name, by which Route 53 asks.",
    attribute("priority", between(1, 50000)),
    attribute("legacy_weight", between(0, 999)),
    attribute("next_weight", between(0, 999)),
    attribute("legacy_target_group_arn", arnOf("elasticloadbalancing", "a target group")),
    attribute("next_target_group_arn", arnOf("elasticloadbalancing", "a target group")),
  ),
  admissions: defaulted(
    t.map(t.object({ security_group_id: t.string, from_security_group_id: t.string, port: t.number })),
    {},
    "Groups of adopted instances that must admit the new load balancer, by lasting name. Each belongs in live-impact.yaml.",
    attribute("security_group_id", groupId),
    attribute("from_security_group_id", groupId),
    attribute("port", between(1, 65535)),
  ),
  tags,
};

type Weighted = Readonly<{ legacy?: number; next?: number }> | null | undefined;
type Routes = Readonly<Record<string, { readonly legacy_weight: number; readonly next_weight: number }>>;

/** One side of the name takes requests. */
const someDnsWeight: Rule = {
  inputs: ["dns_weights"],
  condition: "var.dns_weights == null ? true : var.dns_weights.legacy + var.dns_weights.next > 0",
  allowed: "dns_weights has a weight above 0",
  holds: ({ dns_weights }) => {
    const { legacy = 0, next = 0 } = (dns_weights as Weighted) ?? { legacy: 1 };
    return legacy + next > 0;
  },
};

/** The name leads somewhere. */
const someRecord: Rule = {
  inputs: ["legacy", "dns_weights"],
  condition: "var.legacy != null || var.dns_weights != null",
  allowed: "legacy or dns_weights is set",
  holds: ({ legacy, dns_weights }) => legacy != null || dns_weights != null,
};

const someRouteWeight: Rule = {
  inputs: ["routes"],
  condition: "alltrue([for route in var.routes : route.legacy_weight + route.next_weight > 0])",
  allowed: "every route has a weight above 0",
  holds: ({ routes }) =>
    Object.values((routes ?? {}) as Routes).every(({ legacy_weight, next_weight }) => legacy_weight + next_weight > 0),
};

/** Two shares under way at once would multiply. */
const oneAtATime: Rule = {
  inputs: ["routes", "dns_weights"],
  condition:
    "(var.dns_weights == null ? 1 : var.dns_weights.legacy) == 0 || alltrue([for route in var.routes : route.next_weight == 0])",
  allowed: "no route moves before the name has moved wholly",
  holds: ({ routes, dns_weights }) =>
    (dns_weights as Weighted)?.legacy === 0 ||
    Object.values((routes ?? {}) as Routes).every(({ next_weight }) => next_weight === 0),
};

export const rules = [someDnsWeight, someRecord, someRouteWeight, oneAtATime];

export const outputs = {
  record_fqdn: output(t.string, "Name that clients call.", "app.example.com"),
};
