import { badAccountId, badPort } from "../core/errors.js";
import { scenarioOf } from "../rehearse/scenarios.js";
import { startSimulator } from "../rehearse/simulator.js";
import type { Command } from "./command.js";

const defaultAccount = "123456789012";

export const simulator: Command = {
  name: "simulator",
  summary: "Run the AWS simulator in the foreground",
  description:
    "Serves a simulated AWS account on 127.0.0.1 until Ctrl-C. The first line on stdout is `ready http://127.0.0.1:PORT`; " +
    "point AWS_ENDPOINT_URL there, with any static credentials. All state is in memory.",
  options: [
    { flags: "--port <number>", description: "listen there instead of on a free port" },
    { flags: "--account <id>", description: "the account that STS answers", default: defaultAccount },
    { flags: "--request-log <file>", description: "append one JSON line for each API call" },
    { flags: "--scenario <name>", description: "begin with a hand-made account, e.g. monolith" },
    { flags: "--seed <number>", description: "make the ids of new objects the same in every run" },
  ],
  examples: [
    { command: "uplift simulator", description: "Serve on a free port." },
    {
      command: "uplift simulator --port 4566 --account 111122223333 --request-log calls.jsonl",
      description: "Serve one account on a given port and keep a log of every call.",
    },
    {
      command: "uplift simulator --scenario monolith --account 888888888888",
      description: "Serve the hand-made account of the rehearsal, to try inventory and adopt by hand.",
    },
  ],
  async run({ options, env, output, signal }) {
    const accountId = String(options.account);
    if (!/^\d{12}$/.test(accountId)) throw badAccountId(accountId);
    const scenario = options.scenario === undefined ? undefined : scenarioOf(String(options.scenario));
    const running = await startSimulator({
      accountId,
      seed: options.seed === undefined ? undefined : Number(options.seed),
      port: options.port === undefined ? undefined : parsePort(String(options.port)),
      requestLog: options.requestLog as string | undefined,
      env,
      signal,
      onProgress: output.progress,
    });
    signal.addEventListener("abort", () => void running.stop(), { once: true });
    await scenario?.(running.sdkConfig());
    output.line(`ready ${running.endpoint}`);
    output.document({ ready: running.endpoint, account: accountId });
    await running.ended;
    // Asked to end, or ended by itself: only the first is as it should be.
    return signal.aborted ? 0 : 1;
  },
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw badPort(text);
  return port;
}
