import type { Json, JsonObject } from "../domain/json.js";

/**
 * The part of `terraform show -json PLAN` that Uplift reads, after Terraform's own description of format version 1.x.
 * Minor versions only add fields, so what is not named here is ignored.
 */
export interface PlanJson {
  /** `1.x`; another major version is refused by `parsePlan`. */
  readonly format_version: string;
  readonly terraform_version: string;
  readonly variables?: Readonly<Record<string, { readonly value?: Json }>>;
  /** Values as they will be after the apply; unknown ones are absent. */
  readonly planned_values?: PlanValues;
  /** One entry an object, no-ops included. */
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly prior_state?: { readonly format_version: string; readonly values?: PlanValues };
  readonly configuration?: PlanConfiguration;
  /** Whether the plan is incomplete because planning failed. */
  readonly errored?: boolean;
  /** Whether the plan holds every change; false where Terraform put some off. */
  readonly complete?: boolean;
  /** Whether an apply of this plan would do anything that Terraform allows. */
  readonly applyable?: boolean;
}

export type ChangeAction = "no-op" | "create" | "read" | "update" | "delete" | "forget";

/** One object and what would happen to it. */
export interface ResourceChange {
  /** The full address, e.g. `module.network.aws_subnet.this["eu-west-1a"]`. */
  readonly address: string;
  /** The address before a `moved` block. */
  readonly previous_address?: string;
  readonly module_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly change: Change;
  /** Why Terraform chose the action, e.g. `replace_because_cannot_update`. */
  readonly action_reason?: string;
}

export interface Change {
  /** `["no-op"]`, `["create"]`, `["update"]`, `["delete"]`, `["forget"]`, or a replacement in two actions. */
  readonly actions: readonly ChangeAction[];
  /** Present when an `import` block brings the object into the state. */
  readonly importing?: { readonly id?: string; readonly identity?: JsonObject };
  readonly before: Json;
  readonly after?: Json;
  /** Of the shape of `after`, with `true` where the value is known only after the apply. */
  readonly after_unknown?: Json;
  readonly before_sensitive?: Json;
  readonly after_sensitive?: Json;
  /** Paths of the attributes that force a replacement. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

export interface PlanValues {
  readonly outputs?: Readonly<
    Record<string, { readonly sensitive?: boolean; readonly type?: Json; readonly value?: Json }>
  >;
  readonly root_module?: PlanModule;
}

export interface PlanModule {
  /** Absent at the root. */
  readonly address?: string;
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlanModule[];
}

export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  /** Absent where none is known. */
  readonly values?: JsonObject;
}

export interface PlanConfiguration {
  /** By provider configuration key: `aws`, or `aws.<alias>`. */
  readonly provider_config?: Readonly<Record<string, ProviderConfiguration>>;
  readonly root_module?: JsonObject;
}

export interface ProviderConfiguration {
  readonly name: string;
  readonly full_name?: string;
  readonly alias?: string;
  readonly module_address?: string;
  readonly version_constraint?: string;
  readonly expressions?: Readonly<Record<string, PlanExpression | readonly JsonObject[] | undefined>>;
}

/** An argument as written: a constant, or the addresses that it refers to. */
export interface PlanExpression {
  readonly constant_value?: Json;
  readonly references?: readonly string[];
}

/** How many objects a plan would bring in, make, change and destroy; a replacement counts as one made and one destroyed. */
export interface PlanCounts {
  readonly imported: number;
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  /** Taken out of the state without touching the object. */
  readonly forgotten: number;
}

/** Counts the managed objects of a plan by what would happen to them. */
export function countChanges(plan: PlanJson): PlanCounts {
  const counts = { imported: 0, added: 0, changed: 0, destroyed: 0, forgotten: 0 };
  for (const { mode, change } of plan.resource_changes ?? []) {
    if (mode !== "managed") continue;
    if (change.importing) counts.imported++;
    if (change.actions.includes("create")) counts.added++;
    if (change.actions.includes("update")) counts.changed++;
    if (change.actions.includes("delete")) counts.destroyed++;
    if (change.actions.includes("forget")) counts.forgotten++;
  }
  return counts;
}
