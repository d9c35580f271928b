/** Where a fault lies and how to mend it. */
export interface FaultDetails {
  /** What is wrong, in one sentence without a full stop. */
  readonly what: string;
  /** The file that holds the fault. */
  readonly file?: string;
  /** The field or path inside the file, e.g. `network.zones[0]`. */
  readonly field?: string;
  /** The value got, as it was read. */
  readonly got?: unknown;
  /** What to do about it, as an imperative sentence. */
  readonly remedy: string;
}

const show = (value: unknown): string =>
  (typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value)) ?? "undefined";

const sentence = ({ what, file, field, got, remedy }: FaultDetails): string => {
  const place = [file, field].filter(Boolean).join(": ");
  return `${place ? `${place}: ` : ""}${what}${got === undefined ? "" : ` (got ${show(got)})`}. ${remedy}`;
};

/** A fault of the input or the machine: printed without a stack, exit code 1. */
export class UserFault extends Error {
  override readonly name: string = "UserFault";
  readonly exitCode: 1 | 2 = 1;
  constructor(readonly details: FaultDetails) {
    super(sentence(details));
  }
}

/** Several faults of one kind found together: each on its own line, exit code 1. */
export class UserFaults extends Error {
  override readonly name = "UserFaults";
  readonly exitCode = 1;
  constructor(readonly faults: readonly FaultDetails[]) {
    super(faults.map(sentence).join("\n"));
  }
}

/** A gate's refusal: nothing is broken, but going on would not be safe. Exit code 2. */
export class Refusal extends UserFault {
  override readonly name = "Refusal";
  override readonly exitCode = 2;
}
