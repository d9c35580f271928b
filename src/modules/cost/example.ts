/** A budget of the account, one of a service and one of a team; whoever spends more than usual is told of. */
export const example = {
  name: "example-dev",
  account_id: "123456789012",
  topic_arn: "arn:aws:sns:eu-west-1:123456789012:example-dev-alarms",
  budgets: {
    account: { limit_usd: 1000 },
    databases: {
      limit_usd: 200,
      filter_name: "Service",
      filter_values: ["Amazon Relational Database Service"],
    },
    shop: { limit_usd: 300, filter_name: "TagKeyValue", filter_values: ["user:owner$shop"] },
  },
  anomalies: { minimum_usd: 50 },
};
