import { expect, it } from "vitest";
import { unsupportedType, withoutKnown } from "../../../src/domain/safety-net.js";
import { resource } from "../../support/account.js";

const left = (arn: string, ...known: Parameters<typeof resource>[]) =>
  withoutKnown([resource(unsupportedType, arn), ...known.map((each) => resource(...each))]).some(
    ({ type }) => type === unsupportedType,
  );

it.each([
  ["arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1", "aws_vpc", "vpc-1"],
  ["arn:aws:s3:::www.example.test", "aws_s3_bucket", "www.example.test"],
  [
    "arn:aws:sqs:eu-west-1:111122223333:orders",
    "aws_sqs_queue",
    "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
  ],
  ["arn:aws:ssm:eu-west-1:111122223333:parameter/app/url", "aws_ssm_parameter", "/app/url"],
  ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/web:*", "aws_cloudwatch_log_group", "/aws/web"],
  ["arn:aws:sns:eu-west-1:111122223333:alarms", "aws_sns_topic", "arn:aws:sns:eu-west-1:111122223333:alarms"],
  ["arn:aws:rds:eu-west-1:111122223333:db:shop", "aws_db_instance", "shop"],
])("%s is known by its collector", (arn, type, id) => {
  expect(left(arn, [type, id])).toBe(false);
});

it("keeps what no collector found, also where another service's object has the same name", () => {
  expect(left("arn:aws:ecs:eu-west-1:111122223333:cluster/shop", ["aws_db_instance", "shop"])).toBe(true);
  expect(left("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-2", ["aws_vpc", "vpc-1"])).toBe(true);
});
