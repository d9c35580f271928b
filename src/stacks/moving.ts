import type { Environment } from "../config/load.js";
import { noSuchAdopted, nothingAdopted, recordCannotMove } from "../core/errors.js";
import { type AdoptedResource, type AdoptedRoot, type AdoptionLayer, addressOf } from "../domain/adoption.js";
import type { LayerContext } from "./layer.js";

/** The key of the target group that the adopted instances stand in; no service can have it, for it is no name of one. */
export const legacyTargets = "legacy_instances";

/** The adopted record of a name that moves. */
export interface MovingRecord {
  readonly importId: string;
  /** Where it leads, as it was found. */
  readonly alias: { readonly name: string; readonly zone_id: string; readonly evaluate_target_health: boolean };
}

/** Requests of one route of the service catalogue, with its host as clients call it. */
export interface Route {
  readonly key: string;
  readonly service: string;
  readonly host: string;
  readonly paths: readonly string[];
  readonly priority: number;
}

/** The routes to target groups, by lasting key: the service's name, then with a number behind it. */
export function routesOf({ services, dns }: Environment): readonly Route[] {
  return Object.entries(services)
    .filter(([, { runtime }]) => runtime !== "function")
    .flatMap(([service, { routes }]) =>
      routes.map(({ host, paths, priority }, index) => ({
        key: index === 0 ? service : `${service}_${index}`,
        service,
        host: host ? `${host}.${dns.domain}` : dns.domain,
        paths,
        priority,
      })),
    );
}

const record = "aws_route53_record";
const isRecordOf =
  (name: string) =>
  ({ type, configuration }: AdoptedResource): boolean =>
    type === record && configuration.name === name && configuration.type === "A";

/**
 * The record that `traffic` takes over from `inherited`, or nothing where none moves. An inventory of later, when the name has
 * weights, holds it under the identifier that `traffic` gave it.
 * @throws nothingAdopted, noSuchAdopted, recordCannotMove
 */
export function movingRecord({ environment, adoption }: LayerContext): MovingRecord | undefined {
  const { name: place, accountId, dns, traffic } = environment;
  if (!traffic) return undefined;
  const { name } = traffic;
  if (!adoption) throw nothingAdopted(place, accountId, "traffic.name", name);
  const { resources } = adoption.roots.inherited;
  const all = resources.filter(isRecordOf(name));
  const found = all.find(({ configuration }) => (configuration.set_identifier ?? "legacy") === "legacy");
  if (all.length === 0) {
    const known = resources
      .filter(({ type }) => type === record)
      .map(({ configuration }) => String(configuration.name));
    throw noSuchAdopted(place, "record of the type A", "traffic.name", name, [...new Set(known)]);
  }
  if (!found) throw recordCannotMove(place, name, "has a routing policy of somebody else");
  const { alias, zone_id } = found.configuration;
  if (!isAlias(alias)) throw recordCannotMove(place, name, "is no alias");
  if (zone_id !== `\${aws_route53_zone.${dns.existingZone}.zone_id}`)
    throw recordCannotMove(place, name, `is not of the zone ${dns.existingZone}`);
  const isForIpv6 = ({ type, configuration: { name: of, type: kind } }: AdoptedResource) =>
    type === record && of === name && kind === "AAAA";
  if (resources.some(isForIpv6)) throw recordCannotMove(place, name, "has one of the type AAAA beside it");
  return { importId: found.importId, alias };
}

const isAlias = (value: unknown): value is MovingRecord["alias"] =>
  typeof value === "object" && value !== null && "zone_id" in value && "evaluate_target_health" in value;

/** The adopted root as its layer declares it: without what a later layer has taken over, which it forgets and does not touch. */
export function adoptedRoot(layer: AdoptionLayer, { environment, adoption }: LayerContext): AdoptedRoot | undefined {
  const root = adoption?.roots[layer];
  if (!root || layer !== "inherited" || !environment.traffic) return root;
  const isTaken = isRecordOf(environment.traffic.name);
  const taken = root.resources.filter(isTaken).map(addressOf);
  return {
    ...root,
    resources: root.resources.filter((resource) => !isTaken(resource)),
    removed: [...root.removed, ...taken].sort(),
  };
}

/** Where `traffic` holds the record of a name that moves: the one that was found. */
export const movedRecord = 'module.traffic.aws_route53_record.legacy["legacy"]';

/** Where `traffic` holds a record, by the id that an inventory has of it; nothing for one that is not of the name. */
export function movedAddress(name: string, { type, id }: { readonly type: string; readonly id: string }) {
  const ofName = id.slice(id.indexOf("_") + 1);
  if (type !== record) return undefined;
  if (ofName === `${name}_A_next`) return 'module.traffic.aws_route53_record.next["dns_weights"]';
  return ofName === `${name}_A` || ofName === `${name}_A_legacy` ? movedRecord : undefined;
}
