import type { NetworkModel } from "./model.js";
import { reach, reachFromEach } from "./reach.js";
import type { Verdict } from "./way.js";

/** What an environment means to be so. */
export interface Intent {
  /** A layer, `tier:NAME`, `internet`, or another environment as `environment:NAME`. */
  readonly from: string;
  /** The same, `endpoint:SERVICE`, or `service:NAME`. */
  readonly to: string;
  readonly port: number;
  readonly expect: "yes" | "no";
  /** How packets must go, where that matters. */
  readonly via?: NonNullable<Verdict["via"]> | undefined;
}

export interface Proof {
  readonly intent: Intent;
  readonly holds: boolean;
  /** The way that shows it: the open one, or the one that gets farthest. */
  readonly verdict: Verdict;
}

/**
 * Proves intents on a model. `yes` holds when each subnet of `from` reaches `to`, `no` when none does.
 * @param ranges the private range of each environment by name
 */
export function prove(
  model: NetworkModel,
  intents: readonly Intent[],
  ranges: Readonly<Record<string, string>>,
): readonly Proof[] {
  const end = (name: string) => {
    const [kind, other = ""] = name.split(":", 2);
    return kind === "environment" && ranges[other] ? `range:${ranges[other]}` : name;
  };
  return intents.map((intent) => {
    const [from, to] = [end(intent.from), end(intent.to)];
    if (intent.expect === "no") {
      const verdict = reach(model, from, to, intent.port);
      return { intent, holds: !verdict.isReachable, verdict };
    }
    const verdict = reachFromEach(model, from, to, intent.port, intent.via);
    return { intent, holds: verdict.isReachable && (!intent.via || verdict.via === intent.via), verdict };
  });
}

/** An intent as a sentence. */
export const sentenceOf = ({ from, to, port, expect, via }: Intent): string =>
  expect === "yes" ? `${from} reaches ${to}:${port}${via ? ` by ${via}` : ""}` : `${from} never reaches ${to}:${port}`;
