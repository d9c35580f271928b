/** A zone with a wildcard certificate that only Amazon may issue. */
export const example = {
  new_zone: { domain_name: "dev.example.com" },
  certificates: {
    web: { domain_name: "dev.example.com", subject_alternative_names: ["*.dev.example.com"] },
  },
  validation_records: { web: { certificate: "web", domain_name: "dev.example.com" } },
  caa: { values: ['0 issue "amazon.com"', '0 issuewild "amazon.com"'] },
  records: { mail: { name: "dev.example.com", type: "TXT", values: ["v=spf1 -all"] } },
};
