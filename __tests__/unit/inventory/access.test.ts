import { expect, it } from "vitest";
import { sdkConfigFor } from "../../../src/cli/sdk-config.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import { runInventory } from "../../../src/inventory/run.js";
import { awsStub, identityAnswer, queryFault, type StubAnswer } from "../../support/aws-stub.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const arn = "arn:aws:iam::111122223333:role/uplift-inventory";

const assumed: StubAnswer = {
  body:
    '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>' +
    "<AccessKeyId>OFTHEROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>" +
    `<Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>` +
    "</Credentials></AssumeRoleResult></AssumeRoleResponse>",
};
const noCertificates: StubAnswer = { body: JSON.stringify({ CertificateSummaryList: [] }) };

const withRole = async (role: { arn: string; externalId?: string }, answer: StubAnswer = assumed) => {
  const stub = await awsStub(({ action }) =>
    action === "AssumeRole" ? answer : action === "GetCallerIdentity" ? identityAnswer : noCertificates,
  );
  const sdk = sdkConfigFor(stub.env, { role }, "eu-west-1");
  return { stub, found: runInventory({ regions: ["eu-west-1", "us-east-1"], services: ["acm"], sdk }) };
};

it("reads an account by its role, assumed once with its external id", async () => {
  const { stub, found } = await withRole({ arn, externalId: "uplift-7" });
  expect((await found).account_id).toBe("111122223333");
  const [first, ...others] = stub.calls;
  expect(first).toMatchObject({ action: "AssumeRole", accessKeyId: "stub" });
  expect(first?.parameters).toMatchObject({ RoleArn: arn, ExternalId: "uplift-7", RoleSessionName: "uplift" });
  expect(others.map(({ action, accessKeyId }) => `${action} ${accessKeyId}`)).not.toContain("AssumeRole stub");
  expect(new Set(others.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["OFTHEROLE"]));
});

it("sends no external id where none is configured", async () => {
  const { stub, found } = await withRole({ arn });
  await found;
  expect(stub.calls[0]?.parameters).not.toHaveProperty("ExternalId");
});

it("names the role that could not be assumed, and what to check", async () => {
  const { found } = await withRole({ arn, externalId: "wrong" }, queryFault("AccessDenied"));
  await expect(found).rejects.toThrow(
    `src/config/organization.ts: access.role: the role could not be assumed (AccessDenied) (got "${arn}"). ` +
      "Check that its trust policy names these credentials and this external id, and that they may call sts:AssumeRole.",
  );
});

it("asks for the external id where the configuration has none", async () => {
  const { found } = await withRole({ arn }, queryFault("AccessDenied"));
  await expect(found).rejects.toThrow("and whether it wants an externalId");
});

it("takes the account's profile, unless the environment names one or has keys", () => {
  const access = { profile: "from-config" };
  expect(sdkConfigFor({}, access, "eu-west-1")).toEqual({ profile: "from-config" });
  expect(sdkConfigFor({ AWS_PROFILE: "mine" }, access, "eu-west-1")).toEqual({ profile: "mine" });
  const keys = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
  expect(sdkConfigFor(keys, access, "eu-west-1")).toEqual({
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
});

const accountsWith = (access: object) =>
  loadOrganization({
    ...organization,
    accounts: { ...organization.accounts, prod: { ...organization.accounts.prod, access } },
  } as typeof organization);

it("hands an account's access to its environments, and to no other's", () => {
  const access = { profile: "prod", role: { arn, externalId: "uplift-7" } };
  const { environments } = accountsWith(access);
  expect(environments.prod?.access).toEqual(access);
  expect(environments.dev).not.toHaveProperty("access");
});

it.each([
  [{ role: { arn: "uplift-inventory" } }, "accounts.prod.access.role.arn: is no role"],
  [{ role: { arn, externalId: "?" } }, "accounts.prod.access.role.externalId: is no external id"],
  [{ profile: "" }, "accounts.prod.access.profile: is empty"],
  [{ role: { name: "x" } }, "accounts.prod.access.role"],
])("refuses %j", (access, message) => {
  expect(() => accountsWith(access)).toThrow(message);
});

it("reads an account of the configuration that has no environment", async () => {
  const cwd = await temporaryFolder();
  const { env } = await awsStub(({ action }) =>
    action === "GetCallerIdentity"
      ? { body: identityAnswer.body.replaceAll("111122223333", organization.accounts.network?.id ?? "") }
      : noCertificates,
  );
  const argv = ["inventory", "--account", "network", "--region", "eu-west-1", "--services", "acm"];
  const { code, stdout } = await cli(argv, { cwd, env });
  expect(stdout).toContain("in account 333333333333, 0 gaps, 0 secrets: inventory/333333333333.json");
  expect(code).toBe(0);
});

it.each([
  [
    ["--account", "network", "--region", "eu-west-1"],
    'account: these credentials belong to another account than account network (333333333333) (got "111122223333").',
  ],
  [
    ["--account", "netwrok", "--region", "eu-west-1"],
    '--account: there is no such account in src/config/organization.ts (got "netwrok"). Did you mean "network"?',
  ],
  [["prod", "--account", "network"], "--account: an environment already says which account. Leave one of the two out."],
  [["--account", "network"], "neither an environment nor --region is given."],
])("inventory %j is refused", async (given, message) => {
  const { env } = await awsStub(() => identityAnswer);
  const { code, stderr } = await cli(["inventory", ...given], { cwd: await temporaryFolder(), env });
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});
