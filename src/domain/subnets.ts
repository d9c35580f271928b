import { type Cidr, formatCidr, slice } from "./cidr.js";

/** The tiers of a network by what may reach them and what they may reach. */
export const tiers = ["public", "private", "data", "intra"] as const;
export type Tier = (typeof tiers)[number];

/**
 * Zones that a network's plan has room for: a power of two above the six that AWS's largest region has, so that a new
 * zone only ever adds subnets.
 */
export const zoneSlots = 8;
const slotBits = Math.log2(zoneSlots);

/**
 * Each tier's share of the network, in eighths: half for private (pods and instances take the most addresses), an eighth
 * each for public, data and intra; the last eighth stays free.
 */
const shares: Readonly<Record<Tier, { readonly extraBits: number; readonly index: number }>> = {
  private: { extraBits: 1, index: 0 },
  public: { extraBits: 3, index: 4 },
  data: { extraBits: 3, index: 5 },
  intra: { extraBits: 3, index: 6 },
};

/** AWS's bounds: a VPC's range is /16 at most, a subnet /28 at least (VPC user guide). */
export const largestVpcPrefix = 16;
export const smallestSubnetPrefix = 28;

/** The longest prefix of a network whose smallest planned subnets still have AWS's least size. */
export const longestNetworkPrefix = smallestSubnetPrefix - shares.public.extraBits - slotBits;

/** The range of all subnets of one tier, whatever the number of zones. */
export function tierRange(network: Cidr, tier: Tier): Cidr {
  const { extraBits, index } = shares[tier];
  return slice(network, network.prefix + extraBits, index);
}

export interface PlannedSubnet {
  readonly tier: Tier;
  /** The zone's full name, e.g. `eu-west-1a`. */
  readonly zone: string;
  readonly cidrBlock: string;
}

/** The last letter of a zone's name, which keeps its place in the plan when other zones come and go. */
export const zoneLetter = (zone: string): string => zone.slice(-1);

/** The subnet of one tier in one zone. */
export function subnetRange(network: Cidr, tier: Tier, zone: string): Cidr {
  const range = tierRange(network, tier);
  const slot = zoneLetter(zone).charCodeAt(0) - "a".charCodeAt(0);
  return slice(range, range.prefix + slotBits, slot);
}

/** All subnets of a network by lasting name, e.g. `public_a`. */
export function planSubnets(network: Cidr, zones: readonly string[]): Readonly<Record<string, PlannedSubnet>> {
  const planned = tiers.flatMap((tier) =>
    zones.map((zone) => [
      `${tier}_${zoneLetter(zone)}`,
      { tier, zone, cidrBlock: formatCidr(subnetRange(network, tier, zone)) },
    ]),
  );
  return Object.fromEntries(planned);
}
