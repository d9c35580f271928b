/** What a finding is about. */
export type GateRule =
  | "incomplete-plan"
  | "all-create"
  | "no-account-guard"
  | "wrong-account"
  | "wrong-region"
  | "import-changes"
  | "update"
  | "replace"
  | "delete"
  | "live-impact";

export interface Finding {
  readonly rule: GateRule;
  /** The object's address, or the provider's name, or `plan`. */
  readonly address: string;
  /** What an apply would do. */
  readonly what: string;
  readonly remedy: string;
}

/** A change that people agreed to beforehand, from a decommission manifest. */
export interface AllowedChange {
  readonly address: string;
  readonly action: "delete" | "update" | "replace";
}

/** A take-over of an adopted object that people agreed to, from live-impact.yaml. */
export interface LiveImpactEntry {
  /** The new object. */
  readonly address: string;
  /** The adopted object's id or its address. */
  readonly attaches_to: string;
  readonly reason: string;
  readonly owner: string;
}

export interface GateContext {
  /** Unless given, only what every plan must fulfil is judged. */
  readonly environment?: {
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
    readonly deployedLayers: readonly string[];
  };
  readonly layer?: string;
  /** Ids of adopted objects and their addresses; those that the plan imports come on top. */
  readonly adoptedIds: ReadonlyMap<string, string>;
  readonly allowed: readonly AllowedChange[];
  readonly liveImpact: readonly LiveImpactEntry[];
}
