import { ListHostedZonesByNameCommand, ListResourceRecordSetsCommand, Route53Client } from "@aws-sdk/client-route-53";
import { rehearsalFailed } from "../core/errors.js";
import { dnsWeights, type Move, type Weights } from "../domain/traffic.js";
import type { SimulatorClientConfig } from "./simulator-environment.js";
import { type RehearsalEvents, step } from "./steps.js";

/** From the record as it was found to half-way through a service, and all the way back. */
const moves: readonly (readonly [about: string, move: Move])[] = [
  ["weighted, 0 % on the new balancer", { phase: "dns", newPercent: 0 }],
  ["10 % on the new balancer", { phase: "dns", newPercent: 10 }],
  ["100 % on the new balancer", { phase: "dns", newPercent: 100 }],
  ["10 % of the monolith on its new instances", { phase: "listener", newPercent: { monolith: 10 } }],
  ["back to 0 %", { phase: "dns", newPercent: 0 }],
];

interface MovingName {
  readonly name: string;
  readonly clients: SimulatorClientConfig;
  readonly events: RehearsalEvents;
}

/**
 * Moves the name step by step, and looks after each whether it answers as it should.
 * @throws rehearsalFailed when it does not.
 */
export async function moveName(
  { name, clients, events }: MovingName,
  apply: (move: Move, about: string) => Promise<void>,
): Promise<void> {
  const route53 = new Route53Client(clients);
  try {
    for (const [about, move] of moves) {
      await apply(move, about);
      await step(events, `${name} answers`, () => check(route53, name, dnsWeights(move)), shares);
    }
  } finally {
    route53.destroy();
  }
}

const shares = ({ legacy, next }: Weights) => `${legacy} on the old load balancer, ${next} on the new one`;

async function check(route53: Route53Client, name: string, expected: Weights | undefined): Promise<Weights> {
  const found = await weightsOf(route53, name);
  if (found && found.legacy === expected?.legacy && found.next === expected.next) return found;
  throw rehearsalFailed(
    "traffic",
    `${name} should answer with ${JSON.stringify(expected)}, and has ${JSON.stringify(found)}`,
  );
}

/** The weights that the name has; nothing while it has not both records. */
async function weightsOf(route53: Route53Client, name: string): Promise<Weights | undefined> {
  const zoneName = name.slice(name.indexOf(".") + 1);
  const { HostedZones = [] } = await route53.send(new ListHostedZonesByNameCommand({ DNSName: zoneName }));
  const zone = HostedZones.find((each) => each.Name === `${zoneName}.` && !each.Config?.PrivateZone);
  if (!zone) return undefined;
  const { ResourceRecordSets = [] } = await route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone.Id }));
  const records = ResourceRecordSets.filter((each) => each.Name === `${name}.` && each.Type === "A");
  const weight = (side: string) => records.find(({ SetIdentifier }) => SetIdentifier === side)?.Weight;
  const [legacy, next] = [weight("legacy"), weight("next")];
  return records.length === 2 && legacy !== undefined && next !== undefined ? { legacy, next } : undefined;
}
