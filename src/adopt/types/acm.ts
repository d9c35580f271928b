import type { InventoryResource } from "../../domain/inventory.js";
import { blocks, listAt, stringsAt, textAt } from "../answer.js";
import { type AdoptionRule, tagsArgument, text } from "../rule.js";

const methodOf = ({ attributes }: InventoryResource): string | undefined =>
  textAt(listAt(attributes, "DomainValidationOptions")[0], "ValidationMethod");

const certificate: AdoptionRule = {
  type: "aws_acm_certificate",
  layer: "inherited",
  label: (resource) => text(resource, "DomainName")?.replace(/^\*/, "wildcard") ?? "",
  unfit: (resource) => {
    const type = text(resource, "Type");
    if (type === undefined) return "the inventory could not read it";
    return type === "IMPORTED"
      ? "it was uploaded with its private key, which AWS does not give back: leave it, or replace it by one that AWS issues"
      : undefined;
  },
  configuration: (resource) => {
    const isPrivate = text(resource, "Type") === "PRIVATE";
    return {
      domain_name: text(resource, "DomainName"),
      subject_alternative_names: stringsAt(resource.attributes, "SubjectAlternativeNames"),
      validation_method: isPrivate ? undefined : methodOf(resource),
      certificate_authority_arn: text(resource, "CertificateAuthorityArn"),
      options:
        textAt(resource.attributes, "Options.CertificateTransparencyLoggingPreference") === "DISABLED"
          ? { certificate_transparency_logging_preference: "DISABLED" }
          : undefined,
      validation_option: blocks(listAt(resource.attributes, "DomainValidationOptions"), (answer) => {
        const domain = textAt(answer, "ValidationDomain");
        const name = textAt(answer, "DomainName");
        const isChosen = methodOf(resource) === "EMAIL" && domain !== undefined && domain !== name;
        return isChosen && name ? { domain_name: name, validation_domain: domain } : undefined;
      }),
      tags: tagsArgument(resource),
    };
  },
};

export const acm: readonly AdoptionRule[] = [certificate];
