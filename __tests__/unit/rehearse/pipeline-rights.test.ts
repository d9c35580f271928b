import { describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../../src/domain/policy-document.js";
import { judgeRights } from "../../../src/rehearse/pipeline-rights.js";
import type { LoggedCall } from "../../../src/rehearse/request-log.js";
import type { Root } from "../../../src/stacks/index.js";
import { roots } from "../../support/delivered.js";

const rootOf = (layer: string) =>
  roots.find((root) => root.environment.name === "prod" && root.layer.name === layer) as Root;
const prod = { delivery: rootOf("delivery"), foundation: rootOf("foundation") };
const reading: readonly PolicyStatement[] = [{ Effect: "Allow", Action: ["*:Describe*", "*:Get*"], Resource: "*" }];
const call = (service: string, action: string, mutating: boolean): LoggedCall => ({ service, action, mutating });
const judged = (layer: string, whilePlanning: readonly LoggedCall[], whileApplying: readonly LoggedCall[]) =>
  judgeRights([{ layer, whilePlanning, whileApplying }], prod, reading);

const describeVpcs = call("ec2", "DescribeVpcs", false);
const createVpc = call("ec2", "CreateVpc", true);

describe("what Terraform called, held to the pipelines' roles", () => {
  it("passes where plans read and applies change", () => {
    expect(judged("network", [describeVpcs, describeVpcs], [createVpc])).toEqual({ planActions: 1, applyActions: 2 });
  });

  it("passes the lock that a pipeline's plan does not take", () => {
    expect(judged("network", [call("dynamodb", "PutItem", true)], [])).toMatchObject({ planActions: 0 });
  });

  it("is refused where a plan changes something", () => {
    expect(() => judged("network", [createVpc], [])).toThrow("the role that plans may not take ec2:CreateVpc");
  });

  it("is refused where a role would need what no role has", () => {
    const secret = call("secretsmanager", "GetSecretValue", false);
    expect(() => judged("network", [secret], [])).toThrow(
      "the role that plans may not take secretsmanager:GetSecretValue; the role that applies may not take secretsmanager:GetSecretValue",
    );
    expect(() => judged("network", [], [call("apigateway", "CreateRestApi", true)])).toThrow(
      "the role that applies may not take apigateway:CreateRestApi",
    );
  });

  it("is judged by the object where the call tells it", () => {
    const state = "example-prod-state-888888888888";
    const object = (action: string, bucket: string, key: string): LoggedCall => ({
      service: "s3",
      action,
      mutating: action === "PutObject",
      bucket,
      key,
    });
    const own = [object("GetObject", state, "prod/network/terraform.tfstate")];
    expect(judged("network", own, [object("PutObject", state, "prod/network/terraform.tfstate")])).toMatchObject({
      applyActions: 2,
    });
    expect(() => judged("network", [object("GetObject", "invoices", "1.pdf")], [])).toThrow(
      "the role that plans may not take s3:GetObject on arn:aws:s3:::invoices/1.pdf",
    );
    expect(() => judged("network", [], [object("PutObject", state, "dev/network/terraform.tfstate")])).toThrow(
      "the role that applies may not take s3:PutObject on arn:aws:s3:::example-prod-state-888888888888/dev/network/terraform.tfstate",
    );
    const item = (table: string): LoggedCall => ({
      service: "dynamodb",
      action: "GetItem",
      mutating: false,
      account: "888888888888",
      region: "eu-west-1",
      table,
    });
    expect(judged("network", [item("example-prod-state-lock")], [])).toMatchObject({ planActions: 1 });
    expect(() => judged("network", [item("orders")], [])).toThrow("table/orders");
  });

  it("is judged by its region", () => {
    const inRegion = (region: string) => ({ ...createVpc, region });
    expect(judged("network", [], [inRegion("eu-west-1")])).toMatchObject({ applyActions: 1 });
    expect(() => judged("network", [], [inRegion("ap-south-1")])).toThrow(
      "the role that applies may not take ec2:CreateVpc in ap-south-1",
    );
  });

  it("is refused where the bound forbids it, but for what an administrator applies", () => {
    const update = call("guardduty", "UpdateDetector", true);
    expect(() => judged("network", [], [update])).toThrow(
      "the role that applies may not take guardduty:UpdateDetector",
    );
    expect(judged("foundation", [], [update])).toMatchObject({ applyActions: 0 });
  });
});
