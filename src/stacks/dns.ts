import { noSuchZone, nothingAdopted } from "../core/errors.js";
import { at } from "../core/outputs.js";
import type { RootStack } from "../core/root-stack.js";
import { outputs } from "../modules/dns/contract.js";
import { dns as dnsModule } from "../modules/dns/index.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { inherited } from "./adopted.js";
import { defineLayer, type LayerContext } from "./layer.js";

/** Zones and certificates. */
export const dns = defineLayer({
  name: "dns",
  description: "Zones, certificates",
  outputs,
  after: ({ environment: { dns } }) => [
    "bootstrap",
    ...(dns.existingZone ? ["inherited"] : []),
    ...(dns.privateDomain ? ["network"] : []),
  ],
  isIn: () => true,
  declare: (root, context) => {
    const { domain, privateDomain, certificates, certificateAuthorities } = context.environment.dns;
    const { queryLogGroupArn, signingKeyArn } = context.environment.dns;
    return root.call("dns", dnsModule, {
      ...zone(root, context),
      ...(privateDomain && {
        private_zone: { domain_name: privateDomain, vpc_id: root.read("network", networkOutputs, "vpc_id").vpc_id },
      }),
      certificates: Object.fromEntries(
        Object.entries(certificates).map(([name, certificate]) => [
          name,
          {
            domain_name: certificate.domain,
            subject_alternative_names: [certificate.domain, ...certificate.alternatives],
          },
        ]),
      ),
      validation_records: validationRecords(context),
      ...(certificateAuthorities.length > 0 && {
        caa: {
          values: certificateAuthorities.flatMap((authority) => [
            `0 issue "${authority}"`,
            `0 issuewild "${authority}"`,
          ]),
        },
      }),
      ...(queryLogGroupArn && { query_log: { log_group_arn: queryLogGroupArn } }),
      ...(signingKeyArn && { signing: { kms_key_arn: signingKeyArn } }),
      tags: { ...context.environment.tags, Name: domain },
    });
  },
});

function zone(root: RootStack, { environment, adoption }: LayerContext) {
  const { domain, existingZone } = environment.dns;
  if (!existingZone) return { new_zone: { domain_name: domain } };
  if (!adoption) throw nothingAdopted(environment.name, environment.accountId, "dns.existingZone", existingZone);
  const known = adoption.roots.inherited.outputs.zone_ids ?? {};
  if (!known[existingZone]) throw noSuchZone(environment.name, existingZone, Object.keys(known));
  const { zone_ids } = root.read(inherited.name, inherited.outputs, "zone_ids");
  return { existing_zone: { id: at(zone_ids, existingZone), domain_name: domain } };
}

/** One record proves a name and the wildcard above it, so each is written once. */
function validationRecords({ environment }: LayerContext) {
  const names = Object.entries(environment.dns.certificates).flatMap(([certificate, { domain, alternatives }]) =>
    [domain, ...alternatives].map((name) => ({ certificate, domain_name: name })),
  );
  const bare = (name: string) => name.replace(/^\*\./, "");
  const first = names.filter(
    ({ domain_name }, index) => names.findIndex((other) => bare(other.domain_name) === bare(domain_name)) === index,
  );
  return Object.fromEntries(first.map((each) => [bare(each.domain_name).replaceAll(/[.-]/g, "_"), each]));
}
