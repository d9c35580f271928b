import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeInventory } from "../../../src/adopt/files.js";
import { formatInventory } from "../../../src/domain/inventory-document.js";
import type { Clients } from "../../../src/inventory/call.js";
import { collect, type Haul } from "../../../src/inventory/collect.js";
import type { AnyCollector } from "../../../src/inventory/collector.js";
import { instances } from "../../../src/inventory/collectors/ec2-compute.js";
import { securityGroups } from "../../../src/inventory/collectors/ec2-security.js";
import { roles } from "../../../src/inventory/collectors/iam.js";
import { functions } from "../../../src/inventory/collectors/lambda.js";
import { zones } from "../../../src/inventory/collectors/route53.js";
import { parameters } from "../../../src/inventory/collectors/ssm.js";
import { openJournal } from "../../../src/inventory/journal.js";
import { createPool } from "../../../src/inventory/pool.js";
import { inventoryOf } from "../../support/account.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

// Put together here, so that no scanner takes this file for a leak.
const canaries = {
  "aws access key id": ["AKIA", "IOSFODNN7CANARYX"].join(""),
  "private key": ["-----BEGIN RSA ", "PRIVATE KEY-----\nCANARYBODY"].join(""),
  "github token": ["ghp_", "CANARYa1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6"].join(""),
  "slack token": ["xoxb-", "CANARY-1234567890"].join(""),
  "json web token": ["eyJhbGciOiJDQU5BUlkifQ", ".eyJzdWIiOiJDQU5BUlkifQ", ".c2lnQ0FOQVJZc2ln"].join(""),
  "password in a url": ["postgres://app:", "CANARYpw@db:5432/x"].join(""),
  "assigned secret": ["DB_PASSWORD=", "CANARYpassword1"].join(""),
  "bearer token": ["Authorization: Bearer ", "CANARYabcdef123456"].join(""),
} as const;
/** The part of each that nobody may ever see. */
const hidden = ["CANARY", "eyJzdWIiOiJDQU5BUlkifQ", Buffer.from("CANARY").toString("base64").slice(0, 7)];

type Answer = (input: Record<string, unknown>) => unknown;

async function haulOf(collector: AnyCollector, answers: Readonly<Record<string, Answer>>): Promise<Haul> {
  const client = {
    send: async (command: { constructor: { name: string }; input: Record<string, unknown> }) =>
      answers[command.constructor.name.replace(/Command$/, "")]?.(command.input) ?? {},
  };
  const haul: Haul = { resources: [], gaps: [], findings: [] };
  const place = { accountId: "111122223333", partition: "aws", region: "eu-west-1" };
  const clients = { ec2: client, iam: client, lambda: client, route53: client, ssm: client } as unknown as Clients;
  await collect(collector, undefined, {
    place,
    clients,
    signal: new AbortController().signal,
    haul,
    pool: createPool(4),
  });
  return haul;
}

/** The canary in user data, tags, descriptions, a record, a policy, a function's environment and a parameter. */
async function accountWith(canary: string): Promise<Haul> {
  const tags = [
    { Key: "Name", Value: "box" },
    { Key: "note", Value: canary },
  ];
  const hauls = await Promise.all([
    haulOf(instances, {
      DescribeInstances: () => ({ Reservations: [{ Instances: [{ InstanceId: "i-1", Tags: tags }] }] }),
      DescribeInstanceAttribute: ({ Attribute }) =>
        Attribute === "userData"
          ? { UserData: { Value: Buffer.from(`#!/bin/sh\n${canary}\n`).toString("base64") } }
          : {},
    }),
    haulOf(securityGroups, {
      DescribeSecurityGroups: () => ({
        SecurityGroups: [{ GroupId: "sg-1", GroupName: "web", Description: `the ${canary}`, Tags: tags }],
      }),
    }),
    haulOf(zones, {
      ListHostedZones: () => ({
        HostedZones: [{ Id: "/hostedzone/Z1", Name: "a.test.", Config: { Comment: canary } }],
      }),
      ListResourceRecordSets: () => ({
        ResourceRecordSets: [{ Name: "x.a.test.", Type: "TXT", TTL: 60, ResourceRecords: [{ Value: `"${canary}"` }] }],
      }),
    }),
    haulOf(roles, {
      ListRoles: () => ({ Roles: [{ RoleName: "app", Path: "/", Description: canary }] }),
      ListRolePolicies: () => ({ PolicyNames: ["p"] }),
      GetRolePolicy: () => ({ PolicyDocument: encodeURIComponent(JSON.stringify({ Statement: [], Id: canary })) }),
    }),
    haulOf(functions, {
      ListFunctions: () => ({ Functions: [{ FunctionName: "f", Environment: { Variables: { NOTE: canary } } }] }),
      GetFunction: () => ({ Tags: { note: canary } }),
    }),
    haulOf(parameters, {
      DescribeParameters: () => ({ Parameters: [{ Name: "/app/note", Type: "String" }] }),
      GetParameter: () => ({ Parameter: { Value: canary } }),
      ListTagsForResource: () => ({ TagList: tags }),
    }),
  ]);
  return {
    resources: hauls.flatMap(({ resources }) => resources),
    gaps: hauls.flatMap(({ gaps }) => gaps),
    findings: hauls.flatMap(({ findings }) => findings),
  };
}

const contentsOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));

it.each(Object.entries(canaries))("a %s is in no file, line or drawing", async (rule, canary) => {
  const haul = await accountWith(canary);
  const places = haul.findings
    .filter((each) => each.rule === rule)
    .map(({ type, attribute }) => `${type} ${attribute}`);
  expect(new Set(places)).toEqual(
    new Set([
      "aws_instance tags.note",
      "aws_instance user_data",
      "aws_security_group Description",
      "aws_security_group tags.note",
      "aws_route53_zone Comment",
      "aws_route53_record ResourceRecords[0].Value",
      "aws_iam_role Description",
      "aws_iam_role_policy PolicyDocument",
      "aws_lambda_function environment.NOTE",
      "aws_lambda_function tags.note",
      "aws_ssm_parameter tags.note",
      "aws_ssm_parameter value",
    ]),
  );
  const cwd = await temporaryFolder();
  const inventory = inventoryOf(haul.resources, { findings: haul.findings });
  await writeInventory(join(cwd, "a.json"), inventory);
  (await openJournal(join(cwd, "a.json.journal"), {}, false)).keep("all", haul);
  const runs = await Promise.all([
    cli(["adopt", "--inventory", "a.json", "--out", "root"], { cwd }),
    ...["json", "dot", "mermaid", "svg"].map((format) =>
      cli(["graph", "--inventory", "a.json", "--format", format, "--out", `drawn.${format}`], { cwd }),
    ),
  ]);
  runs.push(await cli(["coverage", "--inventory", "a.json", "--root", "root"], { cwd }));
  const said = runs.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 2]);
  for (const text of [...contentsOf(cwd), ...said, formatInventory(inventory)]) {
    for (const part of hidden) expect(text).not.toContain(part);
  }
});

it("never asks for the value of a secure string", async () => {
  const asked: string[] = [];
  const haul = await haulOf(parameters, {
    DescribeParameters: () => ({ Parameters: [{ Name: "/app/key", Type: "SecureString" }] }),
    GetParameter: ({ Name }) => {
      asked.push(String(Name));
      return { Parameter: { Value: canaries["github token"] } };
    },
  });
  expect(asked).toEqual([]);
  expect(haul.resources[0]?.attributes).not.toHaveProperty("Value");
});

it("leaves out an object whose attribute holds a secret, and ignores a tag that does", async () => {
  const cwd = await temporaryFolder();
  const { resources, findings } = await accountWith(canaries["slack token"]);
  await writeInventory(join(cwd, "a.json"), inventoryOf(resources, { findings }));
  const { stderr } = await cli(["adopt", "--inventory", "a.json", "--out", "root"], { cwd });
  expect(stderr).toContain("left out: aws_security_group sg-1: a secret lies in its Description: replace the secret");
  const main = JSON.parse(readFileSync(join(cwd, "root", "main.tf.json"), "utf8"));
  expect(main.resource.aws_instance.box.lifecycle.ignore_changes).toContain('tags["note"]');
  expect(main.resource.aws_instance.box.tags).toEqual({ Name: "box" });
});
