import { expect, it } from "vitest";
import type { Clients, ServiceName } from "../../../src/inventory/call.js";
import { serviceNames } from "../../../src/inventory/call.js";
import { collect, type Haul } from "../../../src/inventory/collect.js";
import type { AnyCollector } from "../../../src/inventory/collector.js";
import { collectors } from "../../../src/inventory/collectors/all.js";
import { requiredCalls } from "../../../src/inventory/policy.js";
import { createPool } from "../../../src/inventory/pool.js";
import { answerFrom, inputFaults, type Sampling, sampleOf } from "../../support/aws-answers.js";
import { type Model, openModels, type Paginator, packageFolder } from "../../support/aws-models.js";

const modelOf = openModels();
const place = { accountId: "111122223333", partition: "aws", region: "eu-west-1" };

interface Answered {
  readonly haul: Haul;
  readonly calls: readonly { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }[];
}

/** Runs a collector against answers that are made from AWS's description of the API. */
async function run(
  collector: AnyCollector,
  answer: (model: Model, operation: string, input: Readonly<Record<string, unknown>>) => unknown,
): Promise<Answered> {
  const calls: { operation: string; input: Record<string, unknown> }[] = [];
  const client = (service: ServiceName) => ({
    send: async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
      const operation = command.constructor.name.replace(/Command$/, "");
      const model = modelOf(service);
      if (!model.operations[operation]) throw new Error(`${service} has no operation ${operation}`);
      calls.push({ operation, input: { ...command.input } });
      if (calls.length > 2000) throw new Error(`${operation} is called without end`);
      return answer(model, operation, command.input);
    },
  });
  const clients = Object.fromEntries(serviceNames.map((name) => [name, client(name)])) as unknown as Clients;
  const haul: Haul = { resources: [], gaps: [], findings: [] };
  const signal = new AbortController().signal;
  await collect(collector, undefined, { place, clients, signal, haul, pool: createPool(4) });
  return { haul, calls };
}

const tokens = (given: string | readonly string[] = []): readonly string[] => [given].flat();

/** How an operation says that there is more; AWS does not describe it for all of them. */
function pagingOf(model: Model, operation: string): Partial<Paginator> {
  const described = model.paginators[operation];
  if (described) return described;
  const { input, output } = model.operations[operation] ?? {};
  const has = (name: string | undefined, field: string) => Boolean(name && model.shapes[name]?.members?.[field]);
  const pair = [
    ["NextToken", "NextToken"],
    ["nextToken", "nextToken"],
    ["Marker", "NextMarker"],
    ["Marker", "Marker"],
  ].find(([sent = "", got = ""]) => has(input?.shape, sent) && has(output?.shape, got));
  return pair ? { input_token: pair[0] as string, output_token: pair[1] as string } : {};
}

/** Every answer is full at first and ends at its second page. */
function full(sampling: Sampling) {
  return (model: Model, operation: string, input: Readonly<Record<string, unknown>>): unknown => {
    const name = model.operations[operation]?.output?.shape;
    if (!name) return {};
    const output = sampleOf(model, name, sampling) as Record<string, unknown>;
    const { input_token, output_token } = pagingOf(model, operation);
    const isSecond = tokens(input_token).some((token) => input[token] !== undefined);
    for (const token of tokens(output_token)) {
      const field = token.split("||")[0]?.trim() ?? "";
      if (!(field in output)) continue;
      if (isSecond) delete output[field];
      else output[field] = "second page";
    }
    for (const flag of ["IsTruncated", "Truncated"]) if (flag in output) output[flag] = !isSecond;
    return output;
  };
}

/** What text says where a collector heeds it. */
const texts = { SnapshotType: "manual", Policy: "{}", SubscriptionArn: "arn:aws:sns:eu-west-1:111122223333:topic:1" };
const samplings = [0, 1, 2, 3].map((word) => ({ flags: word % 2 === 0, word, texts }));

/** Operations that are asked for one thing by name, and so never answer more than a page. */
const alwaysOnePage = ["DescribeLaunchTemplateVersions"];

/** Ids that were put together from what is not there. */
const oddIds = ({ resources }: Haul): readonly string[] =>
  resources.flatMap(({ type, id, importId }) =>
    [id, importId]
      .filter((each) => /^$|undefined|null|\[object/.test(each))
      .map((each) => `${type}: the id is "${each}"`),
  );

it.each(collectors.map((collector) => [collector.name, collector] as const))(
  "%s reads and sends only fields that the API has, calls all that it names, and asks for every page",
  async (_, collector) => {
    const model = modelOf(collector.service);
    const faults = new Set<string>();
    const called = new Set<string>();
    for (const sampling of samplings) {
      const onUnknown = (shape: string, field: string) => faults.add(`${shape} has no ${field}`);
      const { haul, calls } = await run(collector, full({ ...sampling, onUnknown }));
      for (const { operation, input } of calls) {
        called.add(operation);
        for (const fault of inputFaults(model, operation, input)) faults.add(fault);
        if (!asksForMore(model, operation, calls)) faults.add(`${operation}: the second page is never asked for`);
      }
      for (const { call, reason } of haul.gaps) faults.add(`${call}: ${reason}`);
      for (const fault of oddIds(haul)) faults.add(fault);
    }
    for (const { operation } of requiredCalls([collector])) {
      if (!called.has(operation)) faults.add(`${operation} was never called`);
    }
    expect([...faults]).toEqual([]);
  },
);

/** Objects of a collector that differ in tags between two runs. */
const lostTags = (whole: Haul, less: Haul) =>
  less.resources.filter(({ type, id, tags }) =>
    whole.resources.some(
      (each) => each.type === type && each.id === id && JSON.stringify(each.tags) !== JSON.stringify(tags),
    ),
  );

it("marks every object whose tags a denied call would have told", async () => {
  const marked = new Set<string>();
  const unmarked = new Set<string>();
  for (const collector of collectors) {
    const answer = full({ flags: true, word: 0, texts, onUnknown: () => {} });
    const { haul: whole } = await run(collector, answer);
    for (const { operation, action } of requiredCalls([collector])) {
      const { haul } = await run(collector, (model, asked, input) => {
        if (asked !== operation) return answer(model, asked, input);
        throw Object.assign(new Error("no"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
      });
      for (const { type, attributes } of lostTags(whole, haul)) {
        const calls = (attributes.UnreadTags ?? []) as readonly string[];
        (calls.includes(action) ? marked : unmarked).add(`${type} ${action}`);
      }
    }
  }
  expect([...unmarked]).toEqual([]);
  expect(marked.size).toBeGreaterThanOrEqual(30);
});

function asksForMore(model: Model, operation: string, calls: Answered["calls"]): boolean {
  const { input_token } = pagingOf(model, operation);
  if (!input_token || alwaysOnePage.includes(operation)) return true;
  return calls.some(
    (each) => each.operation === operation && tokens(input_token).some((token) => each.input[token] !== undefined),
  );
}

it("describes every example that AWS gives of an answer", async () => {
  const usual = full({ flags: true, word: 0, texts, onUnknown: () => {} });
  const faults: string[] = [];
  const exercised = new Set<string>();
  let described = 0;
  for (const collector of collectors) {
    const model = modelOf(collector.service);
    for (const operation of new Set(requiredCalls([collector]).map((each) => each.operation))) {
      for (const [number, example] of (model.examples.get(operation) ?? []).entries()) {
        let isGiven = false;
        const { haul } = await run(collector, (_, asked, input) => {
          if (asked !== operation) return usual(model, asked, input);
          if (isGiven) return {};
          isGiven = true;
          return answerFrom(model, model.operations[operation]?.output?.shape ?? "", example);
        });
        const place = `${collector.service} ${operation} ${number}`;
        if (isGiven) exercised.add(place);
        described += haul.resources.length;
        faults.push(...oddIds(haul).map((fault) => `${place}: ${fault}`));
        faults.push(...haul.gaps.map(({ call, reason }) => `${place}: ${call} ${reason}`));
      }
    }
  }
  expect(faults).toEqual([]);
  const operations = new Set([...exercised].map((each) => each.split(" ").slice(0, 2).join(" ")));
  process.stdout.write(
    `${exercised.size} examples of ${operations.size} operations, described as ${described} objects\n`,
  );
  expect(exercised.size).toBeGreaterThan(190);
  expect(operations.size).toBeGreaterThan(120);
  expect(described).toBeGreaterThan(1000);
});

it("says what to install where AWS's descriptions are not there", () => {
  expect(() => packageFolder("no_such_package")).toThrow(
    "python3 has no package no_such_package, whose example answers this test reads: pip install awscli",
  );
});
