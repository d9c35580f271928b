import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

const allow = (...actions: readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::home/${aws:username}/*" }],
  });

/** Users and groups with odd names and paths, policies of every kind, and an identity provider. */
export async function makePeople({ config, record }: OddScene): Promise<void> {
  const iam = new IAMClient(config);
  const policy = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "read+home@work",
      Path: "/team-a/",
      Description: "Home, and nothing else",
      PolicyDocument: allow("s3:GetObject"),
      Tags: tags({ Name: "home" }),
    }),
  );
  const policyArn = record.note("inherited", "aws_iam_policy", policy.Policy?.Arn);
  await iam.send(new CreateGroupCommand({ GroupName: "Dev_Ops=1", Path: "/people/" }));
  record.note("inherited", "aws_iam_group", "Dev_Ops=1");
  await iam.send(new CreateGroupCommand({ GroupName: "audit" }));
  record.note("inherited", "aws_iam_group", "audit");
  await iam.send(
    new PutGroupPolicyCommand({ GroupName: "audit", PolicyName: "look", PolicyDocument: allow("s3:ListBucket") }),
  );
  record.note("inherited", "aws_iam_group_policy", "audit:look");
  await iam.send(new AttachGroupPolicyCommand({ GroupName: "Dev_Ops=1", PolicyArn: policyArn }));
  record.note("inherited", "aws_iam_group_policy_attachment", `Dev_Ops=1/${policyArn}`);
  await iam.send(
    new CreateUserCommand({ UserName: "jane.doe@example.test", Path: "/people/", Tags: tags({ Name: "Jane / ü" }) }),
  );
  record.note("inherited", "aws_iam_user", "jane.doe@example.test");
  await iam.send(new CreateUserCommand({ UserName: "deploy" }));
  record.note("inherited", "aws_iam_user", "deploy");
  for (const GroupName of ["audit", "Dev_Ops=1"]) {
    await iam.send(new AddUserToGroupCommand({ UserName: "jane.doe@example.test", GroupName }));
  }
  record.note("inherited", "aws_iam_user_group_membership", "jane.doe@example.test/Dev_Ops=1/audit");
  await iam.send(
    new PutUserPolicyCommand({ UserName: "deploy", PolicyName: "put+it", PolicyDocument: allow("s3:PutObject") }),
  );
  record.note("inherited", "aws_iam_user_policy", "deploy:put+it");
  const managed = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await iam.send(new AttachUserPolicyCommand({ UserName: "deploy", PolicyArn: managed }));
  record.note("inherited", "aws_iam_user_policy_attachment", `deploy/${managed}`);
  const provider = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: "https://token.actions.example.test",
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
    }),
  );
  record.note("inherited", "aws_iam_openid_connect_provider", provider.OpenIDConnectProviderArn);
  iam.destroy();
}
