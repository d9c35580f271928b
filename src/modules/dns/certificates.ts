import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate/index.js";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import type { Construct } from "constructs";
import { expression, listOf, tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen, Zones } from "./zones.js";

/** Declares certificates with the records that prove their names, and waits until they are issued. Free of charge. */
export function declareCertificates(scope: Construct, seen: Seen, zones: Zones): Resources<AcmCertificateValidation> {
  const certificates = seen.certificates.each(
    ({ id, loop, key, value }) =>
      new AcmCertificate(scope, id("aws_acm_certificate.this"), {
        ...loop,
        domainName: value.domain_name,
        subjectAlternativeNames: listOf(value.subject_alternative_names),
        validationMethod: "DNS",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
        tags: tagged(seen.tags, { Name: key }),
        // The listener must have the new one before the old one goes.
        lifecycle: { createBeforeDestroy: true },
      }),
  );
  const proofs = seen.validation_records.each(({ id, loop, value }) => {
    const options = certificates.get(value.certificate).interpolationForAttribute("domain_validation_options");
    const option = (attribute: string) =>
      expression(
        (write) =>
          `one([for option in ${write(options)} : option.${attribute} if option.domain_name == ${write(value.domain_name)}])`,
      );
    return new Route53Record(scope, id("aws_route53_record.validation"), {
      ...loop,
      zoneId: zones.id,
      name: option("resource_record_name"),
      type: option("resource_record_type"),
      records: [option("resource_record_value")],
      ttl: 300,
      // The same name may be proven for another certificate already.
      allowOverwrite: true,
    });
  });
  return seen.certificates.each(
    (round) =>
      new AcmCertificateValidation(scope, round.id("aws_acm_certificate_validation.this"), {
        ...round.loop,
        certificateArn: certificates.at(round).arn,
        dependsOn: [...proofs.all],
      }),
  );
}
