import type { InventoryResource } from "../../src/domain/inventory.js";
import { resource } from "./account.js";

/** An alias in the zone of `fittingAccount`. */
export const record = (name: string, type: string, over: InventoryResource["attributes"] = {}) =>
  resource("aws_route53_record", ["Z1", name, type, over.SetIdentifier].filter(Boolean).join("_"), {
    region: "global",
    attributes: {
      Name: name,
      Type: type,
      AliasTarget: { DNSName: "web.elb.amazonaws.com.", HostedZoneId: "Z32O", EvaluateTargetHealth: false },
      ...over,
    },
    links: [["zone_id", "aws_route53_zone", "Z1", true]],
  });

/** What the example configuration of prod expects of the account that it grows in, and no more. */
export const fittingAccount = (): InventoryResource[] => [
  resource("aws_vpc", "vpc-1", { attributes: { CidrBlock: "10.40.0.0/16" }, tags: { Name: "monolith" } }),
  resource("aws_route53_zone", "Z1", { region: "global", attributes: { Name: "example.test" } }),
  resource("aws_security_group", "sg-1", {
    attributes: { GroupName: "web-instances" },
    links: [["vpc_id", "aws_vpc", "vpc-1"]],
  }),
  ...["web-1", "web-2"].map((Name) => resource("aws_instance", `i-${Name}`, { tags: { Name } })),
  record("app.example.test", "A"),
];
