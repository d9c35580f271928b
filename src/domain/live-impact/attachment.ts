import type { Json } from "../json.js";

/** The planned values of an object. */
export type PlannedValues = Readonly<Record<string, Json | undefined>>;

/** One way in which a new object takes hold of an existing one. */
export interface Attachment {
  /** The path of the attribute that names what it attaches to, e.g. `vpc_config.subnet_ids`; lists are walked. */
  readonly attribute: string;
  /** What that does to running traffic. */
  readonly effect: string;
  /** The object attaches only where its values say so; always unless given. */
  readonly when?: (values: PlannedValues) => boolean;
}

/** Effects by the type that is created. */
export type Effects = Readonly<Record<string, readonly Attachment[]>>;

export const rule = (attribute: string, effect: string): readonly Attachment[] => [{ attribute, effect }];

/** Types and arguments that name existing objects without any effect on them; `*` at the end stands for any rest. */
export interface Harmless {
  readonly types: readonly string[];
  readonly arguments: readonly string[];
  readonly reason: string;
}
