import { CreateAliasCommand, CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateSecretCommand, PutResourcePolicyCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AddTagsToResourceCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { tags } from "../scenario/tags.js";
import { canary } from "./functions.js";
import type { OddScene } from "./odd.js";

/** Keys with and without a name, parameters of every type, secrets with a policy. */
export async function makeVault(scene: OddScene): Promise<void> {
  const { config, record } = scene;
  const kms = new KMSClient(config);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      Description: "Data / at rest: ü",
      Tags: [{ TagKey: "Name", TagValue: "data" }],
    }),
  );
  const keyId = record.note("inherited", "aws_kms_key", KeyMetadata?.KeyId);
  await kms.send(new EnableKeyRotationCommand({ KeyId: keyId, RotationPeriodInDays: 180 }));
  await kms.send(new CreateAliasCommand({ AliasName: "alias/odd/data_1", TargetKeyId: keyId }));
  record.note("inherited", "aws_kms_alias", "alias/odd/data_1");
  const signing = await kms.send(new CreateKeyCommand({ KeyUsage: "SIGN_VERIFY", KeySpec: "ECC_NIST_P256" }));
  record.note("inherited", "aws_kms_key", signing.KeyMetadata?.KeyId);
  kms.destroy();
  await makeParameters(scene);

  const manager = new SecretsManagerClient(config);
  const secret = await manager.send(
    new CreateSecretCommand({
      Name: "prod/db+main",
      Description: "the database",
      KmsKeyId: KeyMetadata?.Arn,
      SecretString: canary,
      Tags: tags({ Name: "db secret" }),
    }),
  );
  const arn = record.note("inherited", "aws_secretsmanager_secret", secret.ARN);
  await manager.send(
    new PutResourcePolicyCommand({
      SecretId: arn,
      ResourcePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "secretsmanager:DeleteSecret",
            Resource: "*",
          },
        ],
      }),
    }),
  );
  record.note("inherited", "aws_secretsmanager_secret_policy", arn);
  manager.destroy();
}

async function makeParameters({ config, record }: OddScene): Promise<void> {
  const ssm = new SSMClient(config);
  const put = (Name: string, Value: string, over: object = {}) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: "String", ...over }));
  await put("/odd/app.url", "https://example.test/${path}?a=b", { Description: "50% of it" });
  await put("zones", "a,b,c", { Type: "StringList", AllowedPattern: "^[a-z,]+$" });
  await put("/odd/secret", canary, { Type: "SecureString" });
  await put("/odd/leaked", `password=${canary}`);
  await ssm.send(
    new AddTagsToResourceCommand({ ResourceType: "Parameter", ResourceId: "zones", Tags: tags({ Name: "the zones" }) }),
  );
  record.note("inherited", "aws_ssm_parameter", "/odd/app.url");
  record.note("inherited", "aws_ssm_parameter", "zones");
  record.noteLeftOut("aws_ssm_parameter", "/odd/secret");
  record.noteLeftOut("aws_ssm_parameter", "/odd/leaked");
  ssm.destroy();
}
