import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { App, TerraformStack } from "cdktf";
import { RootStack } from "../src/core/root-stack.js";
import { rootFiles } from "../src/emit/root.js";
import { writeFiles } from "../src/emit/write.js";

/** One measurement in a process of its own: `growth.ts bare|uplift COUNT` prints milliseconds and peak memory. */
const [kind, count] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), "uplift-bench-"));

function resources(stack: TerraformStack): void {
  const vpc = new Vpc(stack, "aws_vpc.this", { cidrBlock: "10.0.0.0/8" });
  for (let index = 1; index < Number(count); index += 1) {
    new Subnet(stack, `aws_subnet.s${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.${index >> 8}.${index & 255}.0/24`,
      availabilityZone: "eu-west-1a",
      tags: { Name: `s${index}`, environment: "bench" },
    });
  }
}

function bare(): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "bench");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  resources(stack);
  app.synth();
}

async function uplift(): Promise<void> {
  const app = new App({ outdir });
  const accountId = "123456789012";
  const stack = new RootStack(app, {
    environment: "bench",
    layer: "bench",
    accountId,
    region: "eu-west-1",
    partition: "aws",
    frontDoor: "terraform",
    state: { bucket: "b", region: "eu-west-1", lockTable: "l", usesLockFile: false, kmsKeyAlias: "alias/k", accountId },
  });
  resources(stack);
  app.synth();
  await writeFiles(outdir, rootFiles({ folder: "environments/bench/bench", stack }));
}

const start = performance.now();
await (kind === "bare" ? bare() : uplift());
const milliseconds = performance.now() - start;
rmSync(outdir, { recursive: true });
process.stdout.write(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
