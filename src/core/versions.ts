/** The Terraform that roots and modules need: 1.11 has write-only arguments and S3's own lock file. */
export const terraformVersion = ">= 1.11.0";

/**
 * Providers by local name: where they come from and the range that the emitted files accept. Within it they use nothing that
 * version 6 removed (provider upgrade guide).
 */
export const providerRequirements = {
  aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" },
} as const;

export type ProviderName = keyof typeof providerRequirements;

/** Exact versions of what pipelines and servers run; `mise.toml` names the same, which a test holds to this. */
export const toolVersions = {
  node: "20.20.2",
  python: "3.11",
  terraform: "1.11.4",
  go: "1.26",
  /** Whose example answers the unit tests read. */
  awscli: "1.45.11",
} as const;
