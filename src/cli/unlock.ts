import { createInterface } from "node:readline/promises";
import { environmentOf, loadOrganization } from "../config/load.js";
import { lockIdNeeded, nothingToRelease, otherLock, unknownRoot, youngLock } from "../core/errors.js";
import { stateKey } from "../core/root-stack.js";
import { layerNames } from "../domain/layers.js";
import { stateNames } from "../domain/names.js";
import { findLock, type LockClients, type LockLocation, releaseLock, type StateLock } from "../migrate/state-lock.js";
import type { Command, CommandContext } from "./command.js";
import { sdkConfigFor } from "./sdk-config.js";
import { wholeNumber } from "./whole-number.js";

/** A lock younger than this may belong to a run that is still alive: an apply of a database takes so long. */
const cautiousMinutes = "60";

/** `uplift unlock ENV/LAYER`: releases a lock that a killed run left, once somebody has looked whose it is. */
export const unlock: Command = {
  name: "unlock",
  summary: "Show who holds a state's lock, and release what a killed run left",
  description:
    "Shows who holds the lock and since when, then asks for its id. A lock that is younger than --older-than-minutes is not " +
    "released, nor one that somebody else has taken in the meantime.",
  arguments: [{ name: "root", description: "ENV/LAYER, e.g. prod/network", required: true }],
  options: [
    { flags: "--id <id>", description: "the lock's id; asked for on a terminal" },
    {
      flags: "--older-than-minutes <minutes>",
      description: "only when it is at least so old",
      default: cautiousMinutes,
    },
  ],
  examples: [
    { command: "uplift unlock prod/network", description: "look, and be asked" },
    { command: "uplift unlock prod/network --id 1f2e… --older-than-minutes 10", description: "without being asked" },
  ],
  run: async (context) => {
    const { arguments: given, options, env, output } = context;
    const root = given.root ?? "";
    const minimum = wholeNumber(String(options.olderThanMinutes), "--older-than-minutes", 0, 1e6);
    const { environment, location } = locate(root);
    const { access = {}, region } = environment;
    const sdk = sdkConfigFor(env, access, region);
    const clients = { region, ...sdk, ...(sdk.endpoint && { forcePathStyle: true }) } as LockClients;
    const lock = await findLock(location, clients);
    if (!lock) throw nothingToRelease(root);
    const minutes = Math.floor((Date.now() - lock.created.getTime()) / 60_000);
    const holder = `${lock.who}, ${lock.operation}, since ${lock.created.toISOString()} (${minutes} minutes), ID ${lock.id}`;
    output.progress(`${root} is held by ${holder}`);
    if (minutes < minimum) throw youngLock(root, holder, minutes, minimum);
    const id = (options.id as string | undefined) ?? (await ask(lock, context));
    if (id !== lock.id || !(await releaseLock(location, id, clients))) throw otherLock(root, id, holder);
    output.document({ root, released: lock });
    output.line(`released ${lock.id}: look at the state by a plan before anything is applied`);
    return 0;
  },
};

function locate(root: string) {
  const organization = loadOrganization();
  const [name = "", layer = "", ...rest] = root.split("/");
  const known = Object.keys(organization.environments).flatMap((each) => layerNames.map((one) => `${each}/${one}`));
  if (rest.length > 0 || !known.includes(root)) throw unknownRoot(root, known);
  const environment = environmentOf(organization, name);
  const { bucket, lockTable } = stateNames(organization.name, name, environment.accountId);
  const location: LockLocation = {
    table: lockTable,
    bucket,
    key: stateKey(name, layer),
    hasLockFile: environment.state.usesLockFile,
  };
  return { environment, location };
}

async function ask({ id }: StateLock, { output, signal }: CommandContext): Promise<string> {
  if (!process.stdin.isTTY || output.isJson) throw lockIdNeeded(id);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question("Type the lock's ID to release it: ", { signal })).trim();
  } finally {
    lines.close();
  }
}
