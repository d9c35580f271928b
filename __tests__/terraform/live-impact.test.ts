import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { harmless } from "../../src/domain/live-impact/harmless.js";
import { readers } from "../../src/domain/live-impact/readers.js";
import { referencedTypes } from "../../src/domain/live-impact/references.js";
import { liveImpact, verdictOf } from "../../src/domain/live-impact.js";
import { textFile } from "../../src/emit/files.js";
import { type Bench, bench } from "../support/terraform.js";

interface Attribute {
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly nested_type?: { readonly attributes: Readonly<Record<string, Attribute>> };
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

const providers = { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } };

let place: Bench;
/** Every argument that can be set, by type. */
let paths: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  place = await bench([textFile("schema/main.tf.json", JSON.stringify({ terraform: providers }))]);
  const folder = join(place.folder, "schema");
  const terraform = place.terraformIn(folder);
  await terraform.init();
  const { env, program = "terraform" } = terraform.options;
  const run = promisify(execFile);
  const { stdout } = await run(program, ["providers", "schema", "-json"], { cwd: folder, env, maxBuffer: 2 ** 28 });
  const { provider_schemas } = JSON.parse(stdout);
  const schemas: Readonly<Record<string, { readonly block: Block }>> =
    provider_schemas["registry.terraform.io/hashicorp/aws"].resource_schemas;
  paths = new Map(Object.entries(schemas).map(([type, { block }]) => [type, argumentsOf(block)]));
});
afterAll(() => place?.remove());

function argumentsOf({ attributes = {}, block_types = {} }: Block, above = ""): readonly string[] {
  const own = Object.entries(attributes)
    .filter(([, { required, optional }]) => required || optional)
    .flatMap(([name, { nested_type }]) =>
      nested_type ? argumentsOf(nested_type, `${above}${name}.`) : [`${above}${name}`],
    );
  const inner = Object.entries(block_types).flatMap(([name, { block }]) => argumentsOf(block, `${above}${name}.`));
  return [...own, ...inner];
}

const lastOf = (path: string) => path.split(".").at(-1) ?? path;

it("knows what each argument does that can name an adopted object", () => {
  const naming = [...paths].flatMap(([type, its]) =>
    its.filter((path) => lastOf(path) in referencedTypes).map((path) => [type, path] as const),
  );
  expect(naming.length).toBeGreaterThan(600);
  expect(naming.filter(([type, path]) => !verdictOf(type, path)).map((each) => each.join(" "))).toEqual([]);
});

it("names no type and no argument that the provider has not", () => {
  const unknown = Object.entries(liveImpact).flatMap(([type, attachments]) =>
    attachments
      .filter(({ attribute }) => !paths.get(type)?.includes(attribute))
      .map(({ attribute }) => `${type} ${attribute}`),
  );
  expect(unknown).toEqual([]);
  const types = [...paths.keys()];
  const fits = (pattern: string) =>
    types.some((type) => (pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern));
  expect(harmless.flatMap((entry) => entry.types.filter((pattern) => !fits(pattern)))).toEqual([]);
  const names = new Set([...paths.values()].flat().map(lastOf));
  expect(Object.keys(referencedTypes).filter((name) => !names.has(name))).toEqual([]);
  expect(readers.filter(({ pattern }) => ![...names].some((name) => pattern.test(name)))).toEqual([]);
});
