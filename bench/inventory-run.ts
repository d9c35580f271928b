import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeInventory } from "../src/adopt/files.js";
import { runInventory } from "../src/inventory/run.js";

/** One inventory in a process of its own: `inventory-run.ts ENDPOINT SERVICES` prints what it took. */
const [endpoint = "", services = ""] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "uplift-bench-"));
const file = join(folder, "account.json");
let throttles = 0;
const start = performance.now();
const { resources, gaps } = await runInventory(
  {
    regions: ["eu-west-1"],
    services: services.split(","),
    sdk: { endpoint, credentials: { accessKeyId: "bench", secretAccessKey: "bench" } },
    journal: { file: `${file}.journal`, isResumed: false },
    onProgress: (progress) => {
      throttles = progress.throttles;
    },
  },
  (inventory) => writeInventory(file, inventory),
);
const seconds = (performance.now() - start) / 1000;
rmSync(folder, { recursive: true });
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, megabytes, objects: resources.length, gaps, throttles }));
