import {
  type CertificateDetail,
  type CertificateSummary,
  DescribeCertificateCommand,
  KeyAlgorithm,
  ListCertificatesCommand,
  ListTagsForCertificateCommand,
  type Tag,
} from "@aws-sdk/client-acm";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";

export const certificates = defineCollector<CertificateSummary, { certificate: CertificateDetail; tags: Tag[] }>({
  name: "acm:certificates",
  service: "acm",
  scope: "regional",
  list: listing(call("acm", "acm:ListCertificates", ListCertificatesCommand), {
    // Unless asked, AWS lists only those of RSA keys up to 2048 bits.
    input: () => ({ MaxItems: 1000, Includes: { keyTypes: Object.values(KeyAlgorithm) } }),
    items: ({ CertificateSummaryList }) => CertificateSummaryList,
    next: byNextToken,
  }),
  details: {
    certificate: detail(call("acm", "acm:DescribeCertificate", DescribeCertificateCommand), {
      input: ([{ CertificateArn }]) => ({ CertificateArn }),
      take: ({ Certificate }) => Certificate,
    }),
    tags: detail(call("acm", "acm:ListTagsForCertificate", ListTagsForCertificateCommand), {
      input: ([{ CertificateArn }]) => ({ CertificateArn }),
      take: ({ Tags }) => Tags,
    }),
  },
  label: ({ CertificateArn }) => `certificate ${CertificateArn}`,
  types: {
    aws_acm_certificate: ({ item, details }) => [
      {
        id: item.CertificateArn ?? "",
        attributes: {
          DomainName: item.DomainName ?? "",
          ...(details.certificate &&
            keep(details.certificate, [
              "SubjectAlternativeNames",
              "DomainValidationOptions",
              "Type",
              "Status",
              "KeyAlgorithm",
              "Options",
              "NotAfter",
              "CertificateAuthorityArn",
              "RenewalEligibility",
            ])),
        },
        tags: tagsOf(details.tags),
      },
    ],
  },
});

export const acm: readonly AnyCollector[] = [certificates];
