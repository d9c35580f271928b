import { isAbsolute, join, relative } from "node:path";
import { writeInventory } from "../adopt/files.js";
import { environmentOf, loadOrganization, type Organization } from "../config/load.js";
import {
  accountOrEnvironment,
  badTagFilter,
  inventoryNeedsPlace,
  unknownAccount,
  wrongAccount,
} from "../core/errors.js";
import type { Inventory } from "../domain/inventory.js";
import { inventoryPolicy } from "../inventory/policy.js";
import { type InventoryOptions, type InventoryProgress, identityIn, runInventory } from "../inventory/run.js";
import type { Command, CommandContext } from "./command.js";
import type { Output } from "./output.js";
import { sdkConfigFor } from "./sdk-config.js";

/** `uplift inventory`: reads an account by read-only calls into one document. */
export const inventory: Command = {
  name: "inventory",
  summary: "Read an account into one document",
  description:
    "Reads an account by read-only calls alone into one sorted document without secrets. " +
    "What is denied is reported by name and left as a gap.",
  arguments: [{ name: "env", description: "an environment of the configuration", required: false }],
  options: [
    { flags: "--region <regions>", description: "regions instead of an environment", commaSeparated: true },
    {
      flags: "--account <name>",
      description: "an account of the configuration, with --region instead of an environment",
    },
    { flags: "--out <file>", description: "the document; inventory/ACCOUNT.json unless given" },
    { flags: "--services <names>", description: "only these services", commaSeparated: true },
    { flags: "--type <types>", description: "only objects of these Terraform types", commaSeparated: true },
    { flags: "--tag <key=value>", description: "only objects with this tag, and their parts" },
    { flags: "--resume", description: "go on where an interrupted run with the same options stopped" },
    { flags: "--policy", description: "print the least IAM policy that it needs, and stop" },
  ],
  examples: [
    { command: "uplift inventory prod", description: "the account and region of an environment" },
    { command: "uplift inventory --region eu-west-1,us-east-1 --out account.json", description: "any account" },
    {
      command: "uplift inventory --account network --region eu-west-1",
      description: "an account without an environment",
    },
    { command: "uplift inventory prod --resume", description: "after Ctrl-C, a lost connection or a failed call" },
    { command: "uplift inventory --policy > policy.json", description: "what to allow to the one who runs it" },
  ],
  run: async (context) => {
    const { options, output, project } = context;
    if (options.policy) {
      const policy = inventoryPolicy();
      output.line(JSON.stringify(policy, null, 2));
      output.document(policy);
      return 0;
    }
    const place = await placeOf(context);
    const out = String(options.out ?? join("inventory", `${place.accountId}.json`));
    const file = isAbsolute(out) ? out : join(project, out);
    let throttles = 0;
    const found = await runInventory(
      {
        sdk: place.sdk,
        accountId: place.accountId,
        regions: place.regions,
        ...(options.services ? { services: options.services as readonly string[] } : {}),
        ...(options.type ? { types: options.type as readonly string[] } : {}),
        ...(options.tag ? { tag: tagFilter(String(options.tag)) } : {}),
        journal: { file: `${file}.journal`, isResumed: Boolean(options.resume) },
        onProgress: (progress) => {
          throttles = progress.throttles;
          output.status(statusOf(progress));
        },
        signal: context.signal,
      },
      (inventory) => writeInventory(file, inventory),
    );
    if (throttles > 0) output.progress(`AWS asked ${throttles} times to slow down; every such call was made again`);
    report(found, relative(project, file), output);
    return 0;
  },
};

const statusOf = ({ done, total, resources, throttles, running }: InventoryProgress): string =>
  `inventory ${done}/${total}, ${resources} objects found${throttles > 0 ? `, slowed down ${throttles} times` : ""}; ` +
  `reading ${running.slice(0, 3).join(", ")}`;

async function placeOf({ arguments: { env: name }, options, env }: CommandContext) {
  const regions = options.region as readonly string[] | undefined;
  const named = options.account === undefined ? undefined : String(options.account);
  if (name && named) throw accountOrEnvironment();
  const organization = name || named ? loadOrganization() : undefined;
  const environment = organization && name ? environmentOf(organization, name) : undefined;
  const account = organization && (environment ?? accountOf(organization, named ?? ""));
  const chosen = regions ?? (environment ? [environment.region] : []);
  const [home] = chosen;
  if (!home) throw inventoryNeedsPlace();
  const sdk = sdkConfigFor(env, account?.access ?? {}, home);
  const { accountId } = await identityIn(chosen, sdk);
  if (account && account.accountId !== accountId)
    throw wrongAccount(`${environment ? "environment" : "account"} ${account.name}`, accountId, account.accountId);
  return { accountId, regions: chosen, sdk };
}

function accountOf({ accounts }: Organization, name: string) {
  const account = accounts[name];
  if (!account) throw unknownAccount(name, Object.keys(accounts));
  return { name, accountId: account.id, access: account.access };
}

function tagFilter(text: string): NonNullable<InventoryOptions["tag"]> {
  const [key = "", ...value] = text.split("=");
  if (key === "") throw badTagFilter(text);
  return value.length > 0 ? { key, value: value.join("=") } : { key };
}

function report({ resources, gaps, findings, account_id }: Inventory, file: string, output: Output): void {
  for (const { call, subject, reason, region } of gaps) {
    output.progress(
      output.colors.yellow(`gap: ${call} ${reason}: ${subject ?? `nothing of it was read in ${region}`}`),
    );
  }
  for (const { type, id, attribute, rule } of findings) {
    output.progress(
      output.colors.yellow(`secret: ${type} ${id}: ${attribute} holds a secret (${rule}); it is not kept`),
    );
  }
  const types = new Set(resources.map(({ type }) => type)).size;
  output.line(
    `${resources.length} objects of ${types} types in account ${account_id}, ${gaps.length} gaps, ${findings.length} secrets: ${file}`,
  );
  output.document({ file, account_id, resources: resources.length, types, gaps, findings });
}
