import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchAdopt, describeAdoptBench } from "./adopt.js";
import { benchInventory, describeInventoryBench } from "./inventory.js";

/** `npm run bench`: how long a synthesis takes, beside cdktf's own, what a resource costs as projects grow, and reading and adopting 10,000 objects. */
const project = fileURLToPath(new URL("..", import.meta.url));
const limits = { synthSecondsPerRoot: 0.1, costRatio: 1.3 };
const roots = ["environments", "terragrunt"]
  .flatMap((tree) => readdirSync(join(project, tree), { recursive: true, encoding: "utf8" }))
  .filter((path) => path.endsWith("backend.tf.json")).length;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function seconds(command: string, ...parameters: readonly string[]): number {
  const start = performance.now();
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  execFileSync(command, parameters, { cwd: project, stdio: "ignore", env });
  return (performance.now() - start) / 1000;
}

interface Growth {
  readonly milliseconds: number;
  readonly megabytes: number;
}

function growth(kind: "bare" | "uplift", count: number): Growth {
  const parameters = ["--import", "tsx", "bench/growth.ts", kind, String(count)];
  return JSON.parse(execFileSync(process.execPath, parameters, { cwd: project, encoding: "utf8" }));
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const runs = 5;
const synthSeconds = limits.synthSecondsPerRoot * roots;
const own = Array.from({ length: runs }, () =>
  seconds(process.execPath, "--import", "tsx", "src/cli/index.ts", "synth"),
);
const cdktf = Array.from({ length: runs }, () => seconds("npx", "cdktf", "synth"));
say(`synthesis of the example, median of ${runs}:`);
say(
  `  npm run synth's own process  ${median(own).toFixed(2)} s  (limit ${synthSeconds.toFixed(2)} s: ${limits.synthSecondsPerRoot} s for each of ${roots} roots)`,
);
say(`  npx cdktf synth              ${median(cdktf).toFixed(2)} s`);

say("cost of a resource, median of 3 processes each, synthesis and emission:");
const ratios = [1_000, 10_000].map((count) => {
  const measure = (kind: "bare" | "uplift") => {
    const measured = Array.from({ length: 3 }, () => growth(kind, count));
    return {
      milliseconds: median(measured.map(({ milliseconds }) => milliseconds)),
      megabytes: median(measured.map(({ megabytes }) => megabytes)),
    };
  };
  const bare = measure("bare");
  const uplift = measure("uplift");
  const ratio = uplift.milliseconds / bare.milliseconds;
  const each = ({ milliseconds, megabytes }: Growth) =>
    `${(milliseconds / count).toFixed(3)} ms, ${megabytes.toFixed(0)} MB at the peak`;
  say(
    `  ${String(count).padStart(6)} resources: cdktf ${each(bare)}; uplift ${each(uplift)}; ratio ${ratio.toFixed(2)}`,
  );
  return ratio;
});

const adoption = benchAdopt();
say(describeAdoptBench(adoption));
const inventory = await benchInventory();
say(describeInventoryBench(inventory));

const isWithin =
  median(own) <= synthSeconds &&
  ratios.every((ratio) => ratio <= limits.costRatio) &&
  adoption.isWithin &&
  inventory.isWithin;
say(isWithin ? "within the limits" : `over a limit: ${JSON.stringify(limits)}`);
process.exitCode = isWithin ? 0 : 1;
