import { z } from "zod";
import { parseCidr } from "../domain/cidr.js";
import { layerNames } from "../domain/layers.js";
import { regions } from "../domain/regions.js";
import { largestVpcPrefix, longestNetworkPrefix, smallestSubnetPrefix, tiers, zoneSlots } from "../domain/subnets.js";
import { access } from "./schema/access.js";
import { backup, objectives, restoreSpeed } from "./schema/backup.js";
import { cache } from "./schema/cache.js";
import { compute } from "./schema/compute.js";
import { cost } from "./schema/cost.js";
import { database } from "./schema/database.js";
import { delivery, environmentDelivery } from "./schema/delivery.js";
import { dns } from "./schema/dns.js";
import { edge } from "./schema/edge.js";
import { foundation } from "./schema/foundation.js";
import { image } from "./schema/image.js";
import { observability } from "./schema/observability.js";
import { reach } from "./schema/reach.js";
import { registry } from "./schema/registry.js";
import { service } from "./schema/service.js";
import { traffic } from "./schema/traffic.js";
import { accountId, cidr, dataClass, key, logRetention } from "./schema/values.js";

const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,19}$/,
    "is not a name: use at most 20 lower-case letters, digits and hyphens, a letter first",
  );
const region = z.enum(regions, { error: "is not a region: use one of AWS's, e.g. eu-west-1" });
const networkCidr = cidr
  .refine((text) => (parseCidr(text)?.prefix ?? 0) <= longestNetworkPrefix, {
    error: `is too small for the subnet plan: give a range of /${longestNetworkPrefix} or larger`,
  })
  .refine((text) => (parseCidr(text)?.prefix ?? 32) >= largestVpcPrefix, {
    error: `is larger than a VPC may be: give a range of /${largestVpcPrefix} or smaller`,
  });
const subnetCidr = cidr.refine((text) => (parseCidr(text)?.prefix ?? 0) <= smallestSubnetPrefix, {
  error: `is smaller than a subnet may be: give a range of /${smallestSubnetPrefix} or larger`,
});
const tags = z.record(
  z
    .string()
    .min(1)
    .max(128, "is too long a tag key: AWS takes 128 characters")
    .refine((text) => !/^aws:/i.test(text), { error: "is a tag key of AWS: choose one that does not begin with aws:" }),
  z.string().max(256, "is too long a tag value: AWS takes 256 characters"),
);

const network = z.strictObject({
  /** Where the subnets are planned: a new VPC's own range, or a secondary range of an existing one. */
  cidr: networkCidr,
  /** The adopted VPC that the network grows in, by its name in the `inherited` layer; null makes a new one. */
  existingVpc: z.strictObject({ name: z.string(), cidr }).nullable(),
  /** Further subnets by name, beside the planned ones. */
  extraSubnets: z.record(key, z.strictObject({ tier: z.enum(tiers), zone: z.string(), cidr: subnetCidr })),
  /** Zones with a NAT gateway, $35 a month each; a zone without one goes out through the first and falls with it. */
  natGatewayZones: z.array(z.string()).min(1, "names no zone: private subnets need at least one NAT gateway"),
  /** Ranges beside the private and intra tiers that may reach the data tier, e.g. an adopted VPC's during a cut-over. */
  dataClients: z.array(cidr),
  flowLogs: z.strictObject({ retentionDays: logRetention }),
  gatewayEndpoints: z.array(z.enum(["s3", "dynamodb"])),
  interfaceEndpoints: z.strictObject({
    services: z.array(
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]*$/, "is no service: give its name without com.amazonaws.REGION, e.g. ecr.api"),
    ),
    privateDns: z.boolean(),
  }),
  /** The EKS cluster that finds its subnets by tag, and Karpenter with it; null for none. */
  clusterDiscovery: z.string().nullable(),
});

export const environmentSchema = z.strictObject({
  name,
  account: z.string(),
  region,
  zones: z
    .array(z.string())
    .min(2, "has fewer than two zones: name at least two, so that the loss of one is survived")
    .max(zoneSlots, `has more than ${zoneSlots} zones: the subnet plan has no room for them`),
  frontDoor: z.enum(["terraform", "terragrunt"]),
  owner: z.string().min(1, "is empty: name the team that answers for the environment"),
  costCenter: z.string().min(1, "is empty: name who pays"),
  tags,
  state: z.strictObject({
    usesLockFile: z.boolean(),
    /** Key of the copies of states, which the layer `recovery` tells once it is applied; null copies none. */
    copyKeyArn: z
      .string()
      .regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/.+$/, "is no ARN of a key")
      .nullable(),
  }),
  delivery: environmentDelivery,
  foundation,
  network,
  dns,
  /** Null where nothing faces the public. */
  edge: edge.nullable(),
  /** Relational databases by name. */
  databases: z.record(key, database),
  /** Valkey caches by name. */
  caches: z.record(key, cache),
  /** Instances that run one service; null where none does. */
  compute: compute.nullable(),
  /** Images of every service of the catalogue; null but where the organization's registry is. */
  registry: registry.nullable(),
  /** How what holds data is backed up; null where nothing does. */
  backup: backup.nullable(),
  /** What it may cost; null where nobody watches. */
  cost: cost.nullable(),
  observability,
  /** How far an adopted name has moved to `edge`; null where none moves. */
  traffic: traffic.nullable(),
  /** Services of the catalogue that run here. */
  services: z.array(z.string()),
  reach,
  /** Layers known to be applied: a plan that would make all of one anew is refused. */
  deployedLayers: z.array(z.enum(layerNames, { error: `is no layer: use one of ${layerNames.join(" ")}` })),
});

export const organizationSchema = z.strictObject({
  name: name.max(12, "is longer than 12 characters: bucket names are made of it"),
  partition: z.literal("aws", { error: "is not supported: only aws is, whose regions and service names are known" }),
  accounts: z.record(name, z.strictObject({ id: accountId, email: z.email(), access: access.optional() })),
  environments: z.array(environmentSchema).min(1),
  /** The service catalogue: what there is to run, by name. */
  services: z.record(name, service),
  /** How soon data of a class must be back, and how much of it may be lost. */
  dataClasses: z.record(dataClass, objectives),
  /** How fast a backup is restored, as restore tests measured it. */
  restore: restoreSpeed,
  /** Environments that will be joined by peering or a transit gateway, so their ranges may not overlap. */
  connected: z.array(z.array(z.string())),
  delivery,
  /** Images that are built here, by name. */
  images: z.record(name, image),
});

/** What people write. */
export type OrganizationConfig = z.input<typeof organizationSchema>;
export type EnvironmentConfig = z.input<typeof environmentSchema>;
