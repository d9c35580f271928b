/** A rule over one input that Terraform checks for every caller and `call` checks for a root's literals at synth. */
export interface Validation {
  /** The Terraform condition over an expression, e.g. `length(var.name) <= 32`. */
  condition(expression: string): string;
  /** The same rule over a known value. */
  holds(value: never): boolean;
  /** What is allowed, as a sentence fragment: `at most 32 characters`. */
  readonly allowed: string;
  /** For a rule over an attribute of an object or of a map's objects: where it looks. */
  readonly path?: string;
}

const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");

/** At most this many characters, or elements of a list. */
export const atMost = (length: number, unit: "characters" | "elements" = "characters"): Validation => ({
  condition: (expression) => `length(${expression}) <= ${length}`,
  holds: (value: { length: number }) => value.length <= length,
  allowed: `at most ${length} ${unit}`,
});

export const oneOf = (...values: readonly (string | number)[]): Validation => ({
  condition: (expression) => `contains([${quoted(values)}], ${expression})`,
  holds: (value: string | number) => values.includes(value),
  allowed: `one of ${values.join(", ")}`,
});

/** The pattern must read the same in RE2 and in JavaScript: no look-around. */
export const matches = (pattern: RegExp, allowed: string): Validation => ({
  condition: (expression) => `can(regex(${JSON.stringify(pattern.source)}, ${expression}))`,
  holds: (value: string) => pattern.test(value),
  allowed,
});

export const between = (low: number, high: number): Validation => ({
  condition: (expression) => `${expression} >= ${low} && ${expression} <= ${high}`,
  holds: (value: number) => value >= low && value <= high,
  allowed: `a number from ${low} to ${high}`,
});

/** An IPv4 range whose address is the first of the range. */
export const cidrBlock: Validation = {
  condition: (expression) =>
    `can(regex("^[0-9.]+/[0-9]+$", ${expression})) && try(cidrhost(${expression}, 0) == split("/", ${expression})[0], false)`,
  holds: (value: string) => {
    const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value)?.slice(1).map(Number);
    if (!parts) return false;
    const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = parts;
    if (prefix > 32 || [a, b, c, d].some((octet) => octet > 255)) return false;
    const address = ((a * 256 + b) * 256 + c) * 256 + d;
    return address % 2 ** (32 - prefix) === 0;
  },
  allowed: "an IPv4 range that starts at its first address, e.g. 10.0.0.0/16",
};

/** A rule over one attribute of an object, or of every object of a map; an attribute that is null passes. */
export const attribute = (name: string, rule: Validation): Validation => ({
  path: name,
  allowed: rule.allowed,
  condition: (expression) =>
    `alltrue([for item in ${expression} : item.${name} == null ? true : ${rule.condition(`item.${name}`)}])`,
  holds: (value: Record<string, Record<string, never>>) =>
    Object.values(value).every((item) => item[name] === undefined || item[name] === null || rule.holds(item[name])),
});
