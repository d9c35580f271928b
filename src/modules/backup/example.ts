/** Confidential data: every second of a week, each day for five weeks, each month for a year, with a copy in another region. */
export const example = {
  name: "example-dev-confidential",
  account_id: "123456789012",
  key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  selected_tag: { key: "backup", value: "confidential" },
  rules: {
    continuous: { schedule: "cron(0 * * * ? *)", delete_after_days: 7, is_continuous: true },
    daily: {
      schedule: "cron(0 3 * * ? *)",
      delete_after_days: 35,
      other_region_vault_arn: "arn:aws:backup:eu-central-1:123456789012:backup-vault:example-dev-confidential",
    },
    monthly: { schedule: "cron(0 4 1 * ? *)", delete_after_days: 365 },
  },
  lock: { min_retention_days: 7 },
  notifications: { topic_arn: "arn:aws:sns:eu-west-1:123456789012:example-dev-alarms" },
};
