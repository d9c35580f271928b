import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import { CreateStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { OddScene } from "./odd.js";

/** An empty zip archive. */
const code = { ZipFile: Buffer.from("504b0506000000000000000000000000000000000000", "hex") };
/** Looks like a credential and is none: it must not appear in anything that is written. */
export const canary = "hunter2-canary-value";

/** Functions with a canary in one's environment, their permissions, an alias, a queue that feeds one, a state machine. */
export async function makeFunctions(scene: OddScene): Promise<void> {
  const { config, record, network } = scene;
  const roleArn = await makeRole(scene);
  const lambda = new LambdaClient(config);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "Resize_images-v2",
      Description: "50% smaller: ${size}",
      Runtime: "python3.12",
      Handler: "app.main",
      Role: roleArn,
      Code: code,
      Timeout: 61,
      MemorySize: 512,
      Environment: { Variables: { STAGE: "prod", GREETING: "ü ${x}" } },
      VpcConfig: { SubnetIds: network.subnetIds.slice(0, 2), SecurityGroupIds: [network.groups.leftId] },
      TracingConfig: { Mode: "Active" },
      DeadLetterConfig: { TargetArn: `arn:aws:sqs:${config.region}:888888888888:to-resize` },
      LoggingConfig: {
        LogFormat: "JSON",
        ApplicationLogLevel: "WARN",
        SystemLogLevel: "INFO",
        LogGroup: "/odd/resize",
      },
      Tags: { Name: "Resize", "cost/center": "a b" },
    }),
  );
  record.note("inherited", "aws_lambda_function", "Resize_images-v2");
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "leaky",
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Role: roleArn,
      Code: code,
      Environment: { Variables: { DB_PASSWORD: canary, STAGE: "prod" } },
    }),
  );
  record.note("inherited", "aws_lambda_function", "leaky");
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: "Resize_images-v2",
      StatementId: "AllowBucket_1",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: "arn:aws:s3:::odd-plain",
      SourceAccount: "888888888888",
    }),
  );
  record.note("inherited", "aws_lambda_permission", "Resize_images-v2/AllowBucket_1");
  await lambda.send(
    new CreateFunctionUrlConfigCommand({
      FunctionName: "Resize_images-v2",
      AuthType: "AWS_IAM",
      Cors: { AllowOrigins: ["https://example.test"], AllowMethods: ["GET", "POST"], MaxAge: 60 },
    }),
  );
  record.note("inherited", "aws_lambda_function_url", "Resize_images-v2");
  const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName: "Resize_images-v2" }));
  await lambda.send(
    new CreateAliasCommand({
      FunctionName: "Resize_images-v2",
      Name: "live",
      FunctionVersion: Version,
      Description: "on",
    }),
  );
  record.note("inherited", "aws_lambda_alias", "Resize_images-v2/live");
  const sqs = new SQSClient(config);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "to-resize" }));
  record.note("inherited", "aws_sqs_queue", QueueUrl);
  const mapping = await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: "Resize_images-v2",
      EventSourceArn: `arn:aws:sqs:${config.region}:888888888888:to-resize`,
      BatchSize: 3,
    }),
  );
  record.note("inherited", "aws_lambda_event_source_mapping", mapping.UUID);
  const sfn = new SFNClient(config);
  const machine = await sfn.send(
    new CreateStateMachineCommand({
      name: "Order-flow_1",
      roleArn,
      definition: JSON.stringify({ Comment: "ü", StartAt: "End", States: { End: { Type: "Succeed" } } }),
      tags: [{ key: "Name", value: "order flow" }],
    }),
  );
  record.note("inherited", "aws_sfn_state_machine", machine.stateMachineArn);
  for (const client of [lambda, sqs, sfn]) client.destroy();
}

async function makeRole({ config, record }: OddScene): Promise<string> {
  const iam = new IAMClient(config);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: "Odd+functions@work",
      Path: "/odd/roles/",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: ["lambda.amazonaws.com", "states.amazonaws.com"] },
            Action: "sts:AssumeRole",
          },
        ],
      }),
    }),
  );
  iam.destroy();
  record.note("legacy", "aws_iam_role", Role?.RoleName);
  return Role?.Arn ?? "";
}
