/** A part of a Terraform template: text as it reads, or an expression or directive without its braces. */
export interface TemplatePart {
  readonly kind: "text" | "expression" | "directive";
  readonly source: string;
}

/** Splits a template at its `${…}` and `%{…}`; `$${` and `%%{` are text. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let start = 0;
  for (let index = 0; index < text.length - 1; index += 1) {
    const sigil = text[index];
    if ((sigil !== "$" && sigil !== "%") || text[index + 1] !== "{" || text[index - 1] === sigil) continue;
    const end = closingBrace(text, index + 1);
    if (index > start) parts.push({ kind: "text", source: text.slice(start, index) });
    parts.push({ kind: sigil === "$" ? "expression" : "directive", source: text.slice(index + 2, end) });
    start = end + 1;
    index = end;
  }
  if (start < text.length) parts.push({ kind: "text", source: text.slice(start) });
  return parts;
}

/** The index of the brace that closes the one at `open`; braces inside quoted strings do not count, their templates do. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let index = open; index < text.length; index += 1) {
    const character = text[index];
    if (isQuoted && character === "\\") index += 1;
    else if (isQuoted && (character === "$" || character === "%") && text[index + 1] === "{") {
      if (text[index - 1] !== character) index = closingBrace(text, index + 1);
    } else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === "{") depth += 1;
    else if (!isQuoted && character === "}") {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return text.length;
}

/** An expression without its quoted strings, and the strings' own contents. */
export function splitQuoted(expression: string): { readonly bare: string; readonly quoted: readonly string[] } {
  const quoted: string[] = [];
  let bare = "";
  for (let index = 0; index < expression.length; index += 1) {
    if (expression[index] !== '"') {
      bare += expression[index];
      continue;
    }
    const end = closingQuote(expression, index);
    quoted.push(expression.slice(index + 1, end));
    bare += " ";
    index = end;
  }
  return { bare, quoted };
}

function closingQuote(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\\") index += 1;
    else if (character === '"') return index;
    else if ((character === "$" || character === "%") && text[index + 1] === "{" && text[index - 1] !== character) {
      index = closingBrace(text, index + 1);
    }
  }
  return text.length;
}
