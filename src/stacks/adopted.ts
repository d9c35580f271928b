import { declareAdopted } from "../core/adopted.js";
import { output } from "../core/contract.js";
import type { RootStack } from "../core/root-stack.js";
import * as t from "../core/types.js";
import type { AdoptionLayer } from "../domain/adoption.js";
import { defineLayer, type LayerContext } from "./layer.js";
import { adoptedRoot, movingRecord } from "./moving.js";

const ids = (what: string, prefix: string) =>
  output(t.map(t.string), `Ids of the adopted ${what} by name.`, `${prefix}00000000`);

const inheritedOutputs = {
  vpc_ids: ids("VPCs", "vpc-"),
  subnet_ids: ids("subnets", "subnet-"),
  internet_gateway_ids: ids("internet gateways", "igw-"),
  route_table_ids: ids("route tables", "rtb-"),
  zone_ids: ids("hosted zones", "Z"),
  handed_over: output(
    t.map(t.string),
    "Zones of names whose records a later layer has taken over, by name.",
    "Z0000000",
  ),
};

const legacyOutputs = {
  instance_ids: ids("instances", "i-"),
  security_group_ids: ids("security groups", "sg-"),
};

const hasAny = (layer: AdoptionLayer, { adoption }: LayerContext) => (adoption?.roots[layer].resources.length ?? 0) > 0;

function declare(layer: AdoptionLayer, root: RootStack, context: LayerContext): void {
  const adopted = adoptedRoot(layer, context);
  if (adopted) declareAdopted(root, adopted);
}

/** What exists and stays: each object under its own block, imported as it is. */
export const inherited = defineLayer({
  name: "inherited",
  description: "What exists and stays",
  outputs: inheritedOutputs,
  after: () => ["bootstrap"],
  isIn: (context) => hasAny("inherited", context),
  declare: (root, context) => {
    declare("inherited", root, context);
    const found = context.adoption?.roots.inherited.outputs ?? {};
    const { dns, traffic } = context.environment;
    const zone = movingRecord(context) && found.zone_ids?.[dns.existingZone ?? ""];
    return {
      vpc_ids: found.vpc_ids ?? {},
      subnet_ids: found.subnet_ids ?? {},
      internet_gateway_ids: found.internet_gateway_ids ?? {},
      route_table_ids: found.route_table_ids ?? {},
      zone_ids: found.zone_ids ?? {},
      handed_over: traffic && zone ? { [traffic.name]: zone } : {},
    };
  },
});

/** What exists and will go: emptied when the migration is done. */
export const legacy = defineLayer({
  name: "legacy",
  description: "What exists and will go",
  outputs: legacyOutputs,
  after: () => ["bootstrap", "inherited"],
  isIn: (context) => hasAny("legacy", context),
  declare: (root, context) => {
    declare("legacy", root, context);
    const found = context.adoption?.roots.legacy.outputs ?? {};
    return { instance_ids: found.instance_ids ?? {}, security_group_ids: found.security_group_ids ?? {} };
  },
});
