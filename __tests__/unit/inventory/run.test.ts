import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInventory } from "../../../src/inventory/run.js";
import { awsStub, identityAnswer, jsonFault, queryFault, type StubAnswer } from "../../support/aws-stub.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const list = "CertificateManager.ListCertificates";
const arn = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
const certificates: Readonly<Record<string, StubAnswer>> = {
  GetCallerIdentity: identityAnswer,
  [list]: { body: JSON.stringify({ CertificateSummaryList: [{ CertificateArn: arn, DomainName: "a.test" }] }) },
  "CertificateManager.DescribeCertificate": {
    body: JSON.stringify({ Certificate: { CertificateArn: arn, DomainName: "a.test", Type: "AMAZON_ISSUED" } }),
  },
  "CertificateManager.ListTagsForCertificate": { body: JSON.stringify({ Tags: [] }) },
};
const usual = ({ action }: { action: string }) => certificates[action] ?? jsonFault("AccessDeniedException");
const argv = ["inventory", "--region", "eu-west-1", "--services", "acm", "--out", "a.json"];

describe("an inventory", () => {
  it("asks again what AWS throttles, and counts it", async () => {
    const stub = await awsStub((call, earlier) =>
      call.action === list && earlier < 2 ? jsonFault("ThrottlingException") : usual(call),
    );
    const throttles: number[] = [];
    const { resources, gaps } = await runInventory({
      regions: ["eu-west-1"],
      services: ["acm"],
      sdk: stub.sdk,
      onProgress: (progress) => throttles.push(progress.throttles),
    });
    expect(gaps).toEqual([]);
    expect(resources.map(({ id }) => id)).toEqual([arn]);
    expect(throttles.at(-1)).toBe(2);
  });

  it("reads every region, and global services once", async () => {
    const stub = await awsStub(usual);
    const { regions } = await runInventory({ regions: ["us-east-1", "eu-west-1"], services: ["acm"], sdk: stub.sdk });
    expect(regions).toEqual(["eu-west-1", "us-east-1"]);
    expect(new Set(stub.calls.filter(({ action }) => action === list).map(({ region }) => region)).size).toBe(2);
  });

  it("reads only what finds a type, and keeps that type alone", async () => {
    const stub = await awsStub(usual);
    const { resources, gaps } = await runInventory({
      regions: ["eu-west-1"],
      types: ["aws_acm_certificate"],
      sdk: stub.sdk,
    });
    expect(resources.map(({ type }) => type)).toEqual(["aws_acm_certificate"]);
    expect(gaps).toEqual([]);
    expect(new Set(stub.calls.map(({ action }) => action.split(".")[0]))).toEqual(
      new Set(["GetCallerIdentity", "CertificateManager"]),
    );
  });

  it("tells what has no collector only beside all that has one", async () => {
    const known = { ResourceARN: arn, Tags: [] };
    const foreign = { ResourceARN: "arn:aws:ecs:eu-west-1:111122223333:cluster/old", Tags: [] };
    const stub = await awsStub((call) =>
      call.action.endsWith("GetResources")
        ? { body: JSON.stringify({ ResourceTagMappingList: [known, foreign] }) }
        : usual(call),
    );
    const { resources } = await runInventory({ regions: ["eu-west-1"], types: ["aws_unsupported"], sdk: stub.sdk });
    expect(resources.map(({ id }) => id)).toEqual([foreign.ResourceARN]);
  });

  it("refuses a type that no collector finds, and names the nearest", async () => {
    const { code, stderr } = await cli([...argv, "--type", "aws_acm_certificates"], {
      cwd: await temporaryFolder(),
      env: (await awsStub(usual)).env,
    });
    expect(stderr).toContain(
      '--type: no collector finds objects of this type (got "aws_acm_certificates"). Did you mean "aws_acm_certificate"?',
    );
    expect(code).toBe(1);
  });

  it("keeps only objects with a tag", async () => {
    const stub = await awsStub((call) =>
      call.action.endsWith("ListTagsForCertificate")
        ? { body: JSON.stringify({ Tags: [{ Key: "team", Value: "a" }] }) }
        : usual(call),
    );
    const read = (tag: { key: string; value: string }) =>
      runInventory({ regions: ["eu-west-1"], services: ["acm"], tag, sdk: stub.sdk });
    expect((await read({ key: "team", value: "a" })).resources).toHaveLength(1);
    expect((await read({ key: "team", value: "b" })).resources).toEqual([]);
  });

  it("keeps what was read beside the document until it is whole, and goes on from there", async () => {
    const cwd = await temporaryFolder();
    const journal = join(cwd, "a.json.journal");
    let isBroken = true;
    const stub = await awsStub((call) =>
      isBroken && call.action.endsWith("ListTagsForCertificate") ? jsonFault("InternalFailure", 400) : usual(call),
    );
    const first = await cli(argv, { cwd, env: stub.env });
    expect(first.stderr).toContain("gap: acm:ListTagsForCertificate InternalFailure");
    expect((await stat(journal)).mode & 0o777).toBe(0o600);
    isBroken = false;
    const second = await cli([...argv, "--resume"], { cwd, env: stub.env });
    expect(second.stdout).toContain("1 objects of 1 types in account 111122223333, 0 gaps");
    await expect(stat(journal)).rejects.toThrow("ENOENT");
    const resumed = await readFile(join(cwd, "a.json"), "utf8");
    await cli(argv, { cwd, env: stub.env });
    expect(await readFile(join(cwd, "a.json"), "utf8")).toBe(resumed);
  });

  it("refuses to go on with the journal of another run", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "a.json.journal"), '{"journal":1,"run":{"accountId":"999999999999"}}\n');
    const { code, stderr } = await cli([...argv, "--resume"], { cwd, env: (await awsStub(usual)).env });
    expect(stderr).toContain("a.json.journal: this journal belongs to another run");
    expect(code).toBe(1);
  });
});

describe("an inventory that cannot begin", () => {
  const refused = (code: string, regions: readonly string[]) =>
    awsStub((call) =>
      call.action === "GetCallerIdentity" && regions.includes(call.region) ? queryFault(code) : usual(call),
    );

  it.each([
    ["ExpiredToken", "AWS does not accept the credentials (ExpiredToken: refused). Log in or set AWS_PROFILE"],
    ["InvalidClientTokenId", "AWS does not accept the credentials (InvalidClientTokenId: refused)."],
  ])("names %s", async (fault, message) => {
    const { env } = await refused(fault, ["eu-west-1", "us-east-1"]);
    const { code, stderr } = await cli(argv, { cwd: await temporaryFolder(), env });
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });

  it.each([
    ["eu-south-1,eu-west-1", ["eu-south-1"]],
    ["eu-west-1,eu-south-1", ["eu-south-1"]],
  ])("names a region of %s that is not enabled", async (regions, disabled) => {
    const { env } = await refused("InvalidClientTokenId", disabled);
    const given = ["inventory", "--region", regions, "--out", "a.json"];
    const { code, stderr } = await cli(given, { cwd: await temporaryFolder(), env });
    expect(stderr).toContain("--region: the account has not enabled this region");
    expect(stderr).toContain('(got "eu-south-1")');
    expect(code).toBe(1);
  });

  it("says so where there are no credentials at all", async () => {
    const stub = await awsStub(usual);
    const none = () => Promise.reject(Object.assign(new Error("none found"), { name: "CredentialsProviderError" }));
    const run = runInventory({ regions: ["eu-west-1"], sdk: { endpoint: stub.sdk.endpoint, credentials: none } });
    await expect(run).rejects.toThrow(
      "AWS does not accept the credentials (CredentialsProviderError: none found). Log in or set AWS_PROFILE",
    );
    expect(stub.calls).toEqual([]);
  });

  it("names an endpoint that does not answer", async () => {
    const env = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" };
    const { code, stderr } = await cli(argv, { cwd: await temporaryFolder(), env });
    expect(stderr).toContain("sts:GetCallerIdentity got no answer in eu-west-1 (ECONNREFUSED). Check the network");
    expect(code).toBe(1);
  });

  it("reports a denied call by its name and goes on", async () => {
    const { env } = await awsStub((call) => (call.action === list ? jsonFault("AccessDeniedException") : usual(call)));
    const { code, stderr } = await cli(argv, { cwd: await temporaryFolder(), env });
    expect(stderr).toContain("gap: acm:ListCertificates denied: nothing of it was read in eu-west-1");
    expect(code).toBe(0);
  });
});
