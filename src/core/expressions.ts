import { Fn, type IResolvable, type IResolveContext, Token } from "cdktf";

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

function asExpression(resolved: unknown): string {
  return typeof resolved === "string" && isOneInterpolation(resolved)
    ? resolved.slice(2, -1)
    : JSON.stringify(resolved);
}

function isOneInterpolation(text: string): boolean {
  if (!text.startsWith("${")) return false;
  let depth = 0;
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index === text.length - 1;
  }
  return false;
}

type Tags = Readonly<Record<string, string>>;

/** Tags given by the caller with this resource's own on top. */
export function tagged(...tags: readonly Tags[]): Record<string, string> {
  if (tags.some((each) => Token.isUnresolved(each))) return Token.asAny(Fn.merge(tags as never)) as never;
  return Object.assign({}, ...tags);
}

/** A value in Terraform's own attribute names, past cdktf's mapping from camelCase: for lists of objects given by a caller. */
export const verbatim = (value: unknown): IResolvable => Token.asAny(value);
