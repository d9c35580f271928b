import { defineModule } from "../../core/module.js";
import { declareCertificates } from "./certificates.js";
import { inputs, outputs, rules } from "./contract.js";
import { example } from "./example.js";
import { declareRecords } from "./records.js";
import { declareZones } from "./zones.js";

/**
 * A public zone, made or given, with certificates validated in it; a private zone beside it.
 *
 * Costs (AWS price list, 2026): a zone $0.50 a month; certificates nothing.
 */
export const dns = defineModule({
  name: "dns",
  description:
    "A public zone, made or given, with certificates validated in it, CAA, query log and signing; a private zone.",
  inputs,
  outputs,
  rules,
  example,
  build(scope, seen) {
    const zones = declareZones(scope, seen);
    const certificates = declareCertificates(scope, seen, zones);
    declareRecords(scope, seen, zones);
    return {
      zone_id: zones.id,
      zone_name: zones.domainName,
      private_zone_ids: seen.private_zone.map((round) => zones.private.at(round).zoneId),
      certificate_arns: seen.certificates.map((round) => certificates.at(round).certificateArn),
    };
  },
});
