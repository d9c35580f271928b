import { globalRegion, type InventoryFinding, type InventoryGap, type InventoryResource } from "../domain/inventory.js";
import { ownerByTags } from "../domain/owners.js";
import type { ApiCall, Clients } from "./call.js";
import type { AnyCollector, Detail, Draft, Place } from "./collector.js";
import { failureOf } from "./faults.js";
import { redact } from "./redact.js";

/** What a run gathers. */
export interface Haul {
  readonly resources: InventoryResource[];
  readonly gaps: InventoryGap[];
  readonly findings: InventoryFinding[];
}

export interface Collecting {
  readonly place: Place;
  readonly clients: Clients;
  readonly signal: AbortSignal;
  readonly haul: Haul;
  /** Bounds how many calls are under way at once. */
  readonly pool: <Result>(task: () => Promise<Result>) => Promise<Result>;
}

/** Runs one collector with its details and children; what is denied becomes a gap. */
export async function collect<Parent>(
  collector: AnyCollector<Parent>,
  parent: Parent,
  run: Collecting,
  subject?: string,
): Promise<void> {
  const send = <Input, Output>(call: ApiCall<Input, Output>, input: Input) =>
    run.pool(() => call.send(run.clients, input, run.signal));
  await orGap(run, collector.scope, collector.list.action, subject, async () => {
    for await (const items of collector.list.pages(send, parent, run.place)) {
      const details = await readDetails(collector, items, run);
      items.forEach((item, index) => {
        for (const [type, describe] of Object.entries(collector.types)) {
          const { values = {}, unreadTags = [] } = details[index] ?? {};
          const drafts = describe({ item, details: values, parent, place: run.place });
          for (const draft of drafts)
            add(run.haul, type, regionOf(collector.scope, run), withUnread(draft, unreadTags));
        }
      });
      const children = items.flatMap((item) =>
        (collector.children ?? []).map((child) => collect(child, item, run, collector.label(item))),
      );
      await Promise.all(children);
    }
  });
}

const regionOf = (scope: "regional" | "global", { place }: Collecting): string =>
  scope === "global" ? globalRegion : place.region;

/** An object whose tags could not be read is not one without tags: nobody may take them away. */
const withUnread = (draft: Draft, calls: readonly string[]): Draft =>
  draft.tags && calls.length > 0 ? { ...draft, attributes: { ...draft.attributes, UnreadTags: [...calls] } } : draft;

/** Nothing passes into a haul, and so into a file, that was not searched for secrets. */
function add({ resources, findings }: Haul, type: string, region: string, read: Draft): void {
  const draft = redact(read);
  const { id, importId = id, attributes, tags = {}, links = [], findings: found = [] } = draft;
  const owner = draft.owner ?? ownerByTags(tags);
  resources.push({ type, id, importId, region, attributes, tags, links, ...(owner && { owner }) });
  findings.push(...found.map((finding) => ({ type, id, ...finding })));
}

/** What further calls told of one item. */
interface Told {
  /** By the detail's name. */
  readonly values: Record<string, unknown>;
  /** The calls for its tags that were denied or failed. */
  readonly unreadTags: string[];
}

/** The details of each item. */
async function readDetails(
  { details = {}, label, scope }: Pick<AnyCollector, "details" | "label" | "scope">,
  items: readonly unknown[],
  run: Collecting,
): Promise<readonly Told[]> {
  const told = items.map((): Told => ({ values: {}, unreadTags: [] }));
  const send = <Input, Output>(call: ApiCall<Input, Output>, input: Input) =>
    run.pool(() => call.send(run.clients, input, run.signal));
  const tasks = Object.entries(details as Record<string, Detail<unknown, unknown>>).flatMap(([name, detail]) => {
    const applicable = items.flatMap((item, index) => (detail.appliesTo?.(item) === false ? [] : [{ item, index }]));
    return chunks(applicable, detail.batch).map(async (batch) => {
      const subject = batch.map(({ item }) => label(item)).join(", ");
      const isRead = await orGap(run, scope, detail.action, subject, async () => {
        const take = await detail.read(
          send,
          batch.map(({ item }) => item),
        );
        for (const { item, index } of batch) {
          const value = take(item);
          const target = told[index];
          if (value !== undefined && target) target.values[name] = value;
        }
      });
      if (isRead || (name !== "tags" && !detail.tellsTags)) return;
      for (const { index } of batch) told[index]?.unreadTags.push(detail.action);
    });
  });
  await Promise.all(tasks);
  return told;
}

/** Does the task, and writes down what of it was not allowed or did not work: then it is false. */
async function orGap(
  run: Collecting,
  scope: "regional" | "global",
  action: string,
  subject: string | undefined,
  task: () => Promise<void>,
): Promise<boolean> {
  try {
    await task();
    return true;
  } catch (error) {
    const failure = failureOf(error, action, run.place.region);
    if (failure.kind === "fatal") throw failure.error;
    if (failure.kind === "gone") return true;
    run.haul.gaps.push({
      call: action,
      region: regionOf(scope, run),
      ...(subject && { subject }),
      reason: failure.reason,
    });
    return false;
  }
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
