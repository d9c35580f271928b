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
const ambient = /^(each|self|path|terraform|count)\./;
const keywords = new Set(["for", "in", "if", "true", "false", "null", "key", "value", "item", "entries"]);
const identifier = /(?<![\w.])[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*/g;

/** Everything in a value's templates that names nothing: a dangling reference, or text that should have been escaped. */
export function danglingReferences(value: unknown, declared: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  visit(value, (text) => {
    for (const expression of templates(text)) {
      for (const name of namesIn(expression)) if (!isKnown(name, declared)) found.add(name);
      if (expression.includes(".*.")) found.add(expression);
    }
  });
  return [...found];
}

function isKnown(name: string, declared: ReadonlySet<string>): boolean {
  const parts = name.split(".");
  if (keywords.has(parts[0] ?? "")) return true;
  if (ambient.test(name)) return true;
  const length = parts[0] === "data" ? 3 : 2;
  return declared.has(parts.slice(0, length).join("."));
}

/** The identifiers of an expression that are no function and no object key. */
function namesIn(expression: string): string[] {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    `"${[...templates(text)].join(" ")}"`.replaceAll('"', " "),
  );
  return [...bare.matchAll(identifier)].flatMap((match) => {
    const after = bare.slice(match.index + match[0].length);
    const isCall = /^\s*\(/.test(after);
    const isObjectKey = /^\s*=(?![=>])/.test(after);
    return isCall || isObjectKey ? [] : [match[0]];
  });
}

/** The expressions of `${…}` and the directives of `%{…}` in a text; `$${` and `%%{` are text. */
function* templates(text: string): Generator<string> {
  for (let start = 0; start < text.length - 1; start += 1) {
    const sigil = text[start];
    if ((sigil !== "$" && sigil !== "%") || text[start + 1] !== "{") continue;
    if (text[start - 1] === sigil) continue;
    let depth = 0;
    let end = start + 1;
    for (; end < text.length; end += 1) {
      if (text[end] === "{") depth += 1;
      if (text[end] === "}") depth -= 1;
      if (depth === 0) break;
    }
    yield text.slice(start + 2, end);
    start = end;
  }
}

function visit(value: unknown, onText: (text: string) => void): void {
  if (typeof value === "string") onText(value);
  else if (Array.isArray(value)) for (const item of value) visit(item, onText);
  else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) if (key !== "//") visit(item, onText);
  }
}
