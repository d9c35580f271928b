import { Fn, type IResolvable, type IResolveContext, Token } from "cdktf";
import { templateParts } from "./templates.js";

/** Gives the expression behind a token: `var.name` for a reference, a quoted template for text with tokens in it. */
type Write = (token: unknown) => string;

/** A Terraform expression that is written when its stack is resolved; unlike cdktf's own it captures no stack trace. */
export class Expression implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly text: string | ((write: Write) => string)) {}

  resolve(context: IResolveContext): string {
    const isInsideExpression = context.suppressBraces;
    // Whatever is nested is resolved as a template first, so that text and references can be told apart.
    context.suppressBraces = false;
    const text = typeof this.text === "string" ? this.text : this.text((token) => asExpression(context.resolve(token)));
    context.suppressBraces = isInsideExpression;
    return isInsideExpression ? text : interpolation(text);
  }

  toString(): string {
    return Token.asString(this);
  }

  toJSON(): string {
    return "<unresolved expression>";
  }
}

/** An expression as a value of any type. */
export const expressionOf = (text: string | ((write: Write) => string)): IResolvable => new Expression(text);

/** An expression as a string token. */
export const expression = (text: string | ((write: Write) => string)): string => Token.asString(expressionOf(text));

/** Text that Terraform reads as a template. */
export const interpolation = (text: string): string => `\${${text}}`;

/** A resolved template inside an expression: a lone reference bare, anything else as a quoted template. */
function asExpression(resolved: unknown): string {
  if (typeof resolved !== "string") return JSON.stringify(resolved);
  const parts = templateParts(resolved);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "expression") return only.source;
  // Quotes inside an expression stay as they are; those of the text around it are escaped.
  const written = parts.map(({ kind, source }) =>
    kind === "text" ? JSON.stringify(source).slice(1, -1) : `${kind === "expression" ? "$" : "%"}{${source}}`,
  );
  return `"${written.join("")}"`;
}

type Tags = Readonly<Record<string, string>>;

/** Tags given by the caller with this resource's own on top. */
export function tagged(...tags: readonly Tags[]): Record<string, string> {
  if (tags.some((each) => Token.isUnresolved(each))) return Token.asAny(Fn.merge(tags as never)) as never;
  return Object.assign({}, ...tags);
}

/** A value in Terraform's own attribute names, past cdktf's mapping from camelCase: for lists of objects given by a caller. */
export const verbatim = (value: unknown): IResolvable => Token.asAny(value);

/** Two lists as one, whether they are known or not. */
export function concatenated(first: readonly string[], second: readonly string[]): string[] {
  if (!Token.isUnresolved(first) && !Token.isUnresolved(second)) return [...first, ...second];
  return Token.asList(expressionOf((write) => `concat(${write(first)}, ${write(second)})`));
}

/** A list's texts as one, whether they are known or not. */
export function joined(texts: readonly string[], separator: string): string {
  if (!Token.isUnresolved(texts)) return texts.join(separator);
  return expression((write) => `join(${JSON.stringify(separator)}, ${write(texts)})`);
}

/** A list as cdktf's types want it. The same list, for a token must not be copied. */
export const listOf = (items: readonly string[]): string[] => items as string[];
