import type { InventoryFinding, InventoryLink, InventoryOwner } from "../domain/inventory.js";
import type { JsonObject } from "../domain/json.js";
import type { ApiCall, ServiceName } from "./call.js";

/** The account and region that a collector reads. */
export interface Place {
  readonly accountId: string;
  readonly partition: string;
  /** The region of the calls; global collectors are called in one of them. */
  readonly region: string;
}

/** One object as a collector describes it; the run adds type and region. */
export interface Draft {
  readonly id: string;
  /** The id itself unless given. */
  readonly importId?: string;
  readonly attributes: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
  readonly links?: readonly InventoryLink[];
  /** Where tags do not tell it. */
  readonly owner?: InventoryOwner | undefined;
  readonly findings?: readonly Omit<InventoryFinding, "type" | "id">[];
}

/** A call that lists, its pages and what they hold. */
export interface Listing<Item, Parent> {
  readonly action: string;
  readonly operation: string;
  pages(
    send: <Input, Output>(call: ApiCall<Input, Output>, input: Input) => Promise<Output>,
    parent: Parent,
    place: Place,
  ): AsyncIterable<readonly Item[]>;
}

/** `next` gives what to add to the input for the following page, or nothing after the last. */
export const listing = <Input, Output, Item, Parent = undefined>(
  call: ApiCall<Input, Output>,
  options: {
    input(parent: Parent, place: Place): NoInfer<Input>;
    items(output: NoInfer<Output>, parent: Parent, place: Place): readonly Item[] | undefined;
    next(output: NoInfer<Output>): Partial<NoInfer<Input>> | undefined;
  },
): Listing<Item, Parent> => ({
  action: call.action,
  operation: call.operation,
  async *pages(send, parent, place) {
    let more: Partial<Input> | undefined = {};
    while (more) {
      const output: Output = await send(call, { ...options.input(parent, place), ...more });
      yield options.items(output, parent, place) ?? [];
      more = options.next(output);
    }
  },
});

/** A further call about items of a listing: about `batch` of them at once. */
export interface Detail<Item, Value> {
  readonly action: string;
  readonly operation: string;
  readonly batch: number;
  /** Whether the answer holds the item's tags; the detail `tags` always does. */
  readonly tellsTags?: boolean;
  /** Whether the call makes sense for an item; for all unless given. */
  appliesTo?(item: Item): boolean;
  read(
    send: <Input, Output>(call: ApiCall<Input, Output>, input: Input) => Promise<Output>,
    items: readonly Item[],
  ): Promise<(item: Item) => Value | undefined>;
}

export const detail = <Input, Output, Item, Value>(
  call: ApiCall<Input, Output>,
  options: {
    batch?: number;
    tellsTags?: boolean;
    appliesTo?(item: Item): boolean;
    input(items: readonly [Item, ...Item[]]): NoInfer<Input>;
    take(output: NoInfer<Output>, item: Item): Value | undefined;
  },
): Detail<Item, Value> => ({
  action: call.action,
  operation: call.operation,
  batch: options.batch ?? 1,
  ...(options.tellsTags && { tellsTags: true }),
  ...(options.appliesTo && { appliesTo: options.appliesTo }),
  async read(send, items) {
    const output = await send(call, options.input(items as readonly [Item, ...Item[]]));
    return (item) => options.take(output, item);
  },
});

/** The same where the answer about one item is a list that AWS may cut into pages. */
export const pagedDetail = <Input, Output, Item, Entry>(
  call: ApiCall<Input, Output>,
  options: {
    appliesTo?(item: Item): boolean;
    input(items: readonly [Item, ...Item[]]): NoInfer<Input>;
    entries(output: NoInfer<Output>): readonly Entry[] | undefined;
    next(output: NoInfer<Output>): Partial<NoInfer<Input>> | undefined;
  },
): Detail<Item, Entry[]> => ({
  action: call.action,
  operation: call.operation,
  batch: 1,
  ...(options.appliesTo && { appliesTo: options.appliesTo }),
  async read(send, items) {
    const entries: Entry[] = [];
    let more: Partial<Input> | undefined = {};
    while (more) {
      const output: Output = await send(call, { ...options.input(items as readonly [Item, ...Item[]]), ...more });
      entries.push(...(options.entries(output) ?? []));
      more = options.next(output);
    }
    return () => entries;
  },
});

/** What a type's description is made from. */
export interface Scene<Item, Details, Parent> {
  readonly item: Item;
  /** Without what was denied. */
  readonly details: Partial<Details>;
  readonly parent: Parent;
  readonly place: Place;
}

/**
 * How one AWS listing becomes objects of Terraform's types: data for the run, which pages, retries and reports gaps.
 * A new type is a new entry in `types`; a new API a new collector.
 */
export interface Collector<Item, Details, Parent = undefined> {
  /** `ec2:vpcs`: for progress and gaps. */
  readonly name: string;
  readonly service: ServiceName;
  readonly scope: "regional" | "global";
  readonly list: Listing<Item, Parent>;
  readonly details?: { readonly [Name in keyof Details]: Detail<Item, Details[Name]> };
  /** Names an item in gaps. */
  readonly label: (item: Item) => string;
  readonly types: Readonly<Record<string, (scene: Scene<Item, Details, Parent>) => readonly Draft[]>>;
  readonly children?: readonly AnyCollector<Item>[];
}

/** A collector whose item type nobody needs to know any more. */
export type AnyCollector<Parent = undefined> = Collector<unknown, Record<string, unknown>, Parent>;

export const defineCollector = <Item, Details extends object = Record<never, never>, Parent = undefined>(
  collector: Collector<Item, Details, Parent>,
): AnyCollector<Parent> => collector as unknown as AnyCollector<Parent>;
