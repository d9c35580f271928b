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
