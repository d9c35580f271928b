/** What a workload account stands on: keys, guards, the trail with its alarms, the recorder, and a detector. */
export const example = {
  name: "example-dev",
  account_id: "123456789012",
  region: "eu-west-1",
  trail: { bucket_name: "example-dev-trail-123456789012" },
  recorder: { bucket_name: "example-dev-recorder-123456789012" },
  config_rules: { encrypted_volumes: { identifier: "ENCRYPTED_VOLUMES" } },
  guardduty: {},
  guardduty_features: { S3_DATA_EVENTS: {} },
  access_analyzer: {},
  alarm_subscriptions: { on_call: { protocol: "email", endpoint: "on-call@example.com" } },
};
