import { splitQuoted, templateParts } from "../core/templates.js";

/** What a Terraform document declares, as the prefixes by which expressions name it: `var.name`, `aws_vpc.this`. */
export function declarations(document: Readonly<Record<string, unknown>>): Set<string> {
  const declared = new Set<string>();
  const names = (block: string) => Object.entries((document[block] ?? {}) as Record<string, object>);
  for (const [name] of names("variable")) declared.add(`var.${name}`);
  for (const [name] of names("locals")) declared.add(`local.${name}`);
  for (const [name] of names("module")) declared.add(`module.${name}`);
  for (const [type, named] of names("resource")) for (const name of Object.keys(named)) declared.add(`${type}.${name}`);
  for (const [type, named] of names("data"))
    for (const name of Object.keys(named)) declared.add(`data.${type}.${name}`);
  return declared;
}

/** Names that any expression may use without a declaration. */
const ambient = /^(each\.(key|value)|self|path|terraform)\b/;
const keywords = new Set(["for", "in", "if", "else", "endif", "endfor", "true", "false", "null"]);
const identifier = /(?<![\w.])[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*/g;
const loopVariables = /\bfor\s+([A-Za-z_]\w*)(?:\s*,\s*([A-Za-z_]\w*))?\s+in\b/g;

/** Everything in a value's templates that names nothing: a dangling reference, or text that should have been escaped. */
export function danglingReferences(value: unknown, declared: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  visit(value, (text, iterators) => {
    for (const expression of expressionsOf(text)) {
      for (const name of namesIn(expression, iterators)) if (!isKnown(name, declared)) found.add(name);
      // cdktf's splat of a for_each resource validates and then fails to plan.
      if (expression.includes(".*.")) found.add(expression);
      if (/^\s*TfToken\[/.test(expression)) found.add(expression);
    }
  });
  return [...found];
}

function isKnown(name: string, declared: ReadonlySet<string>): boolean {
  const parts = name.split(".");
  if (keywords.has(name) || ambient.test(name)) return true;
  return declared.has(parts.slice(0, parts[0] === "data" ? 3 : 2).join("."));
}

/** The identifiers of an expression that are no function, no object key and no variable of a loop around them. */
function namesIn(expression: string, outer: readonly string[] = []): string[] {
  const { bare, quoted } = splitQuoted(expression);
  const own = [...bare.matchAll(loopVariables)].flatMap(([, first, second]) => [first, second]);
  const bound = [...outer, ...own.filter((name) => name !== undefined)];
  const here = [...bare.matchAll(identifier)].flatMap((match) => {
    const after = bare.slice(match.index + match[0].length);
    const isFunction = /^\s*\(/.test(after) || after.startsWith("::") || bare[match.index - 1] === ":";
    const isObjectKey = /^\s*=(?![=>])/.test(after);
    return isFunction || isObjectKey || bound.includes(match[0].split(".")[0] ?? "") ? [] : [match[0]];
  });
  return [...here, ...quoted.flatMap(expressionsOf).flatMap((inner) => namesIn(inner, bound))];
}

const expressionsOf = (text: string): readonly string[] =>
  templateParts(text).flatMap(({ kind, source }) => (kind === "text" ? [] : [source]));

/** Visits every text with the names that dynamic blocks around it bind: each its own label. */
function visit(
  value: unknown,
  onText: (text: string, iterators: readonly string[]) => void,
  iterators: readonly string[] = [],
): void {
  if (typeof value === "string") onText(value, iterators);
  else if (Array.isArray(value)) for (const item of value) visit(item, onText, iterators);
  else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      if (key === "dynamic" && item !== null && typeof item === "object") {
        for (const [label, blocks] of Object.entries(item)) visit(blocks, onText, [...iterators, label]);
      } else if (key !== "//") visit(item, onText, iterators);
    }
  }
}
