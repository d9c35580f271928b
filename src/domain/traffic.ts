/** How requests are shared at one place: whole numbers, as Route 53 and load balancers take them. */
export interface Weights {
  readonly legacy: number;
  readonly next: number;
}

/** Where requests go. First the name is moved from the old load balancer to the new one, then each service behind it. */
export interface TrafficState {
  /** Of the name: the classic load balancer against the new one, before the same instances. 0 to 255 each. */
  readonly dns: Weights;
  /** Of the new load balancer's listener: the instances against the new platform. 0 to 999 each. */
  readonly listener: Weights;
}

/** How far a move is, as people write it; two places under way at once cannot be written. */
export type Move =
  | { readonly phase: "as_found" }
  | { readonly phase: "dns"; readonly newPercent: number }
  | { readonly phase: "listener"; readonly newPercent: Readonly<Record<string, number>> };

/** The part of all requests that takes each way; the three are one together. */
export interface Shares {
  /** By the old load balancer. */
  readonly oldPath: number;
  /** By the new load balancer to the instances that the old one serves. */
  readonly newPathToLegacy: number;
  /** By the new load balancer to the new platform. */
  readonly newPlatform: number;
}

/** Largest weights: Route 53 API, ResourceRecordSet; Elastic Load Balancing API, TargetGroupTuple. */
const largest = { dns: 255, listener: 999 } as const;

const part = ({ legacy, next }: Weights) => next / (legacy + next);
const isMixed = ({ legacy, next }: Weights) => legacy > 0 && next > 0;

const at = (percentage: number): Weights => ({ legacy: 100 - percentage, next: percentage });

/** The weights of the name, or nothing while its record is as it was found. */
export function dnsWeights(move: Move): Weights | undefined {
  if (move.phase === "as_found") return undefined;
  return at(move.phase === "dns" ? move.newPercent : 100);
}

/** The weights of a service's requests behind the new load balancer. */
export const listenerWeights = (move: Move, service: string): Weights =>
  at(move.phase === "listener" ? (move.newPercent[service] ?? 0) : 0);

/** Where the requests of a service go. */
export const trafficOf = (move: Move, service: string): TrafficState => ({
  dns: dnsWeights(move) ?? at(0),
  listener: listenerWeights(move, service),
});

/** Why a state must not be, if it must not. */
export function faultOfTraffic({ dns, listener }: TrafficState): string | undefined {
  for (const [place, { legacy, next }] of [
    ["dns", dns],
    ["listener", listener],
  ] as const) {
    const wrong = [legacy, next].find((weight) => !Number.isInteger(weight) || weight < 0 || weight > largest[place]);
    if (wrong !== undefined) return `${place} has the weight ${wrong}: give a whole number from 0 to ${largest[place]}`;
    if (legacy + next === 0) return `${place} has no weight at all: one side must take the requests`;
  }
  if (isMixed(dns) && listener.next > 0)
    return "both are under way: their shares would multiply; finish the name first";
  if (listener.next > 0 && dns.legacy > 0)
    return "services move before the name: move the name wholly to the new load balancer first";
  return undefined;
}

/** What share of requests takes each way. */
export function sharesOf({ dns, listener }: TrafficState): Shares {
  const newPath = part(dns);
  const newPlatform = newPath * part(listener);
  return { oldPath: 1 - newPath, newPathToLegacy: newPath - newPlatform, newPlatform };
}

/**
 * The states of a move, from all on the old path to all on the new platform, one place at a time.
 * @param percentages the steps of each place, rising, without 0 and 100
 */
export function trafficSteps(percentages: readonly number[]): readonly TrafficState[] {
  const all = [...percentages, 100];
  return [
    { dns: at(0), listener: at(0) },
    ...all.map((percentage) => ({ dns: at(percentage), listener: at(0) })),
    ...all.map((percentage) => ({ dns: at(100), listener: at(percentage) })),
  ];
}

/**
 * The weights of the name between the two changes of a step, of which the old record's comes first. Route 53 shares equally
 * among records that all have the weight 0 (API, ResourceRecordSet).
 */
export function midway(before: Weights, after: Weights): Weights {
  const weights: Weights = { legacy: after.legacy, next: before.next };
  return weights.legacy + weights.next > 0 ? weights : { legacy: 1, next: 1 };
}

/** Which ends answer their health checks. */
export interface TrafficHealth {
  readonly oldPath: boolean;
  readonly newPath: boolean;
}

/**
 * The weights of the name as Route 53 counts them: a side that does not answer gets nothing, unless neither does (Route 53
 * developer guide, "How Amazon Route 53 chooses records when health checking is configured").
 */
export function failedOver({ legacy, next }: Weights, { oldPath, newPath }: TrafficHealth): Weights {
  const healthy: Weights = { legacy: oldPath ? legacy : 0, next: newPath ? next : 0 };
  if (healthy.legacy + healthy.next > 0) return healthy;
  // A side with the weight 0 is asked only when no other answers.
  if (oldPath !== newPath) return oldPath ? { legacy: 1, next: 0 } : { legacy: 0, next: 1 };
  return { legacy, next };
}
