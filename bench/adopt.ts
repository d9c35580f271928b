import { pathToFileURL } from "node:url";
import { inventoryOf } from "../__tests__/support/account.js";
import { largeAccount } from "../__tests__/support/large-account.js";
import { adopt } from "../src/adopt/adopt.js";
import { coverageOf } from "../src/adopt/coverage.js";
import { emptyMapping } from "../src/adopt/mapping.js";
import { rootDocuments } from "../src/adopt/root-documents.js";
import { graphOf } from "../src/domain/graph.js";
import { hazardsOf } from "../src/domain/hazards.js";
import { formatInventory, parseInventory } from "../src/domain/inventory-document.js";
import { formatJson } from "../src/domain/json.js";
import { moveOrder } from "../src/domain/move-order.js";

/** Seconds that adopting an account of 10,000 objects may take, from the inventory's text to the root's. */
export const adoptLimitSeconds = 5;

export interface AdoptBench {
  readonly objects: number;
  readonly adoptSeconds: number;
  readonly coverageSeconds: number;
  readonly graphSeconds: number;
  readonly isWithin: boolean;
}

/** Measures one adoption, one coverage and one graph of a made-up account. */
export function benchAdopt(objects = 10_000): AdoptBench {
  const content = formatInventory(inventoryOf(largeAccount(objects)));
  const [adopted, adoptSeconds] = timed(() => {
    const inventory = parseInventory(content, "bench.json");
    const result = adopt(inventory, emptyMapping, [], { region: "eu-west-1", singleRoot: true });
    const text = Object.values(rootDocuments(result.adoption, "local")).map(formatJson).join("");
    return { inventory, addresses: result.addresses, text };
  });
  const { inventory, addresses } = adopted;
  const [, coverageSeconds] = timed(() =>
    coverageOf({ inventory, mapping: emptyMapping, addresses, isInState: () => true, otherStates: [] }),
  );
  const [, graphSeconds] = timed(() => [moveOrder(graphOf(inventory)), hazardsOf(inventory, new Date(0))]);
  return { objects, adoptSeconds, coverageSeconds, graphSeconds, isWithin: adoptSeconds <= adoptLimitSeconds };
}

function timed<Result>(task: () => Result): readonly [Result, number] {
  const start = performance.now();
  const result = task();
  return [result, (performance.now() - start) / 1000];
}

/** The measurement as lines for people. */
export function describeAdoptBench({ objects, adoptSeconds, coverageSeconds, graphSeconds }: AdoptBench): string {
  return (
    `adoption of ${objects} objects: ${adoptSeconds.toFixed(2)} s (limit ${adoptLimitSeconds.toFixed(2)} s); ` +
    `coverage ${coverageSeconds.toFixed(2)} s; graph, hazards and order ${graphSeconds.toFixed(2)} s`
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const measured = benchAdopt();
  process.stdout.write(`${describeAdoptBench(measured)}\n`);
  process.exitCode = measured.isWithin ? 0 : 1;
}
