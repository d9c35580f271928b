import { expect, it } from "vitest";
import { awsCaller } from "../support/aws-call.js";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

const call = awsCaller(simulator);

const backup = (method: string, path: string, body?: object) => call(["backup", method, path], body);
const budgets = (name: string, body: object) =>
  call(["budgets", "POST", "/"], body, `AWSBudgetServiceGateway.${name}`).then(({ body: answer }) => answer);
const costs = (name: string, body: object) =>
  call(["ce", "POST", "/"], body, `AWSInsightsIndexService.${name}`).then(({ body: answer }) => answer);

const missing = { status: 400, fault: "ResourceNotFoundException" };

it("a vault answers its policy and notifications until they are deleted", async () => {
  await backup("PUT", "/backup-vaults/vault", {});
  for (const [kind, given] of [
    ["access-policy", { Policy: '{"Statement":[]}' }],
    ["notification-configuration", { SNSTopicArn: "arn:aws:sns:eu-west-1:111122223333:t", BackupVaultEvents: ["X"] }],
  ] as const) {
    const path = `/backup-vaults/vault/${kind}`;
    expect(await backup("GET", path)).toMatchObject(missing);
    await backup("PUT", path, given);
    expect((await backup("GET", path)).body).toMatchObject({ BackupVaultName: "vault", ...given });
    await backup("DELETE", path);
    expect(await backup("GET", path)).toMatchObject(missing);
  }
});

it("a plan lists the selections that it has", async () => {
  const rule = { RuleName: "daily", TargetBackupVaultName: "vault" };
  const plan = { BackupPlan: { BackupPlanName: "plan", Rules: [rule] }, BackupPlanTags: { owner: "platform" } };
  const { body: made } = await backup("PUT", "/backup/plans/", plan);
  const selections = `/backup/plans/${made.BackupPlanId}/selections`;
  const selection = { SelectionName: "tagged", IamRoleArn: "arn:aws:iam::111122223333:role/backup", ListOfTags: [] };
  const { body: created } = await backup("PUT", `${selections}/`, { BackupSelection: selection });
  expect((await backup("GET", `${selections}/${created.SelectionId}`)).body.BackupSelection).toEqual(selection);
  expect((await backup("GET", `${selections}/`)).body.BackupSelectionsList).toMatchObject([
    { SelectionId: created.SelectionId, SelectionName: "tagged" },
  ]);
  expect((await backup("GET", `/tags/${encodeURIComponent(made.BackupPlanArn)}`)).body).toEqual({
    Tags: { owner: "platform" },
  });
  await backup("DELETE", `${selections}/${created.SelectionId}`);
  expect(await backup("GET", `${selections}/${created.SelectionId}`)).toMatchObject(missing);
});

it("a restore testing plan answers what it restores", async () => {
  const plan = { RestoreTestingPlanName: "drill", ScheduleExpression: "cron(0 4 1 * ? *)" };
  const selection = { RestoreTestingSelectionName: "databases", ProtectedResourceType: "RDS" };
  const plans = "/restore-testing/plans";
  const { body } = await backup("PUT", plans, { RestoreTestingPlan: plan, Tags: { owner: "platform" } });
  expect(body.RestoreTestingPlanArn).toBe("arn:aws:backup:eu-west-1:111122223333:restore-testing-plan:drill");
  await backup("PUT", `${plans}/drill/selections`, { RestoreTestingSelection: selection });
  await backup("PUT", `${plans}/drill`, { RestoreTestingPlan: { ScheduleExpression: "cron(0 5 1 * ? *)" } });
  expect((await backup("GET", `${plans}/drill`)).body.RestoreTestingPlan).toMatchObject({
    ...plan,
    ScheduleExpression: "cron(0 5 1 * ? *)",
  });
  expect((await backup("GET", `${plans}/drill/selections/databases`)).body.RestoreTestingSelection).toMatchObject({
    RestoreTestingPlanName: "drill",
    ...selection,
  });
  await backup("DELETE", `${plans}/drill/selections/databases`);
  expect(await backup("GET", `${plans}/drill/selections/databases`)).toMatchObject(missing);
});

it("a budget answers who is told of which share, its tags, and what it is changed to", async () => {
  const AccountId = "111122223333";
  const notification = (Threshold: number) => ({
    NotificationType: "ACTUAL",
    ComparisonOperator: "GREATER_THAN",
    Threshold,
    ThresholdType: "PERCENTAGE",
  });
  const subscriber = (Address: string) => ({ SubscriptionType: "EMAIL", Address });
  const limit = (Amount: string) => ({ BudgetLimit: { Amount, Unit: "USD" } });
  const budget = { BudgetName: "account", BudgetType: "COST", TimeUnit: "MONTHLY", ...limit("100") };
  const tags = [{ Key: "owner", Value: "platform" }];
  await budgets("CreateBudget", {
    AccountId,
    Budget: budget,
    NotificationsWithSubscribers: [{ Notification: notification(50), Subscribers: [subscriber("a@example.com")] }],
    ResourceTags: tags,
  });
  const added = { AccountId, BudgetName: "account", Notification: notification(80) };
  await budgets("CreateNotification", { ...added, Subscribers: [subscriber("b@example.com")] });
  const told = async (threshold: number) =>
    (await budgets("DescribeSubscribersForNotification", { ...added, Notification: notification(threshold) }))
      .Subscribers;
  expect(await told(50)).toEqual([subscriber("a@example.com")]);
  expect(await told(80)).toEqual([subscriber("b@example.com")]);
  const ResourceARN = `arn:aws:budgets::${AccountId}:budget/account`;
  expect((await budgets("ListTagsForResource", { ResourceARN })).ResourceTags).toEqual(tags);
  await budgets("UpdateBudget", { AccountId, NewBudget: { ...budget, ...limit("200") } });
  const { Budget } = await budgets("DescribeBudget", { AccountId, BudgetName: "account" });
  expect(Budget.BudgetLimit).toEqual({ Amount: "200", Unit: "USD" });
});

it("an anomaly monitor and its subscription are answered under their ARNs", async () => {
  const monitor = { MonitorName: "services", MonitorType: "DIMENSIONAL", MonitorDimension: "SERVICE" };
  const tags = [{ Key: "owner", Value: "platform" }];
  const { MonitorArn } = await costs("CreateAnomalyMonitor", { AnomalyMonitor: monitor, ResourceTags: tags });
  const read = (MonitorArnList: readonly string[]) => costs("GetAnomalyMonitors", { MonitorArnList });
  expect((await read([MonitorArn])).AnomalyMonitors).toEqual([{ AccountId: "111122223333", MonitorArn, ...monitor }]);
  expect((await costs("ListTagsForResource", { ResourceArn: MonitorArn })).ResourceTags).toEqual(tags);
  const subscription = { SubscriptionName: "alarms", MonitorArnList: [MonitorArn], Frequency: "DAILY" };
  const { SubscriptionArn } = await costs("CreateAnomalySubscription", { AnomalySubscription: subscription });
  await costs("UpdateAnomalySubscription", { SubscriptionArn, Frequency: "IMMEDIATE" });
  expect(
    (await costs("GetAnomalySubscriptions", { SubscriptionArnList: [SubscriptionArn] })).AnomalySubscriptions,
  ).toMatchObject([{ ...subscription, Frequency: "IMMEDIATE" }]);
  await costs("DeleteAnomalyMonitor", { MonitorArn });
  expect((await read([MonitorArn])).AnomalyMonitors).toEqual([]);
});

it("a cost allocation tag has the status that it was given", async () => {
  const CostAllocationTagsStatus = [{ TagKey: "owner", Status: "Active" }];
  await costs("UpdateCostAllocationTagsStatus", { CostAllocationTagsStatus });
  expect((await costs("ListCostAllocationTags", { TagKeys: ["owner"] })).CostAllocationTags).toMatchObject([
    { TagKey: "owner", Status: "Active", Type: "UserDefined" },
  ]);
});
