/** Vaults for the copies of a production account, kept for 35 days to a year. */
export const example = {
  name: "example-prod-recovery",
  account_id: "444444444444",
  source_account_id: "888888888888",
  vaults: {
    confidential: { name: "example-prod-confidential", min_retention_days: 35, max_retention_days: 365 },
  },
};
