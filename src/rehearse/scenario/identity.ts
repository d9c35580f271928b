import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { ScenarioRecord } from "./manifest.js";
import { tags } from "./tags.js";

const roleName = "shop-instance";
const policyName = "read-releases";
const profileName = "shop-instance-profile";

const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

/** The instances' role with its inline policy and profile. Returns the profile's name. */
export async function makeIdentity(iam: IAMClient, record: ScenarioRecord): Promise<string> {
  await iam.send(
    new CreateRoleCommand({
      RoleName: roleName,
      Description: "What the shop's instances may do",
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
      Tags: tags({ Team: "shop" }),
    }),
  );
  record.note("legacy", "aws_iam_role", roleName);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: roleName,
      PolicyName: policyName,
      PolicyDocument: document({
        Effect: "Allow",
        Action: "s3:GetObject",
        // A policy variable looks like a Terraform interpolation: adoption must not evaluate it.
        Resource: ["arn:aws:s3:::shop-releases/*", "arn:aws:s3:::shop-home/${aws:userid}/*"],
      }),
    }),
  );
  record.note("legacy", "aws_iam_role_policy", `${roleName}:${policyName}`);
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: profileName }));
  record.note("legacy", "aws_iam_instance_profile", profileName);
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: profileName, RoleName: roleName }));
  return profileName;
}
