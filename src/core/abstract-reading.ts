import { TerraformIterator, Token } from "cdktf";
import { expression, expressionOf, interpolation } from "./expressions.js";
import { addDynamicBlocks, labelOf } from "./nested-blocks.js";
import { AbstractResources, instanceOf } from "./resources.js";
import { type Optional, once, type Reading, type Round, type Table } from "./seen.js";
import type { Type } from "./types.js";

/** Reads a module's inputs as Terraform variables: what `build` declares is the emitted module. */
export const abstractReading: Reading = {
  input: (name, type, isNullable) =>
    isNullable && type.attributes ? optional(name, type) : value(`var.${name}`, type),
};

function value(source: string, type: Type<unknown>): unknown {
  if (type.kind === "map" && type.element?.attributes) return table(source, type.element);
  if (type.attributes) return fields(source, type.attributes);
  switch (type.kind) {
    case "number":
      return Token.asNumber(expressionOf(source));
    case "bool":
    case "map":
      return Token.asAny(expressionOf(source));
    case "list":
    case "set":
      return type.element?.kind === "string" ? Token.asList(expressionOf(source)) : Token.asAny(expressionOf(source));
    default:
      return expression(source);
  }
}

/** An object's attributes, each read when it is asked for. */
function fields(source: string, attributes: Readonly<Record<string, Type<unknown>>>): object {
  const properties = Object.entries(attributes).map(([name, type]) => [
    name,
    { enumerable: true, get: () => value(`${source}.${name}`, type) },
  ]);
  return Object.defineProperties({}, Object.fromEntries(properties));
}

const loop = <T>(source: string, roundValue: T): Round<T> => ({
  key: expression("each.key"),
  value: roundValue,
  id: (name) => name,
  loop: { forEach: TerraformIterator.fromMap(Token.asAny(expressionOf(source))) },
  instance: (resource) => instanceOf(resource, interpolation("each.key")),
});

function table(source: string, element: Type<unknown>, conditions: readonly string[] = []): Table<never> {
  const entries = conditions.length
    ? `{ for key, value in ${source} : key => value if ${conditions.join(" && ")} }`
    : source;
  const narrowed = (condition: string) => table(source, element, [...conditions, condition]);
  return {
    each: (declare) => new AbstractResources(declare(loop(entries, value("each.value", element) as never))),
    where: (attribute, ...values) => narrowed(isOneOf(`value.${attribute}`, values)),
    whereSet: (attribute) => narrowed(`value.${attribute} != null`),
    whereAbsent: (attribute) => narrowed(`value.${attribute} == null`),
    blocks: (resource, argument, block) =>
      addDynamicBlocks(
        resource,
        argument,
        entries,
        block({
          key: expression(`${labelOf(argument)}.key`),
          value: value(`${labelOf(argument)}.value`, element) as never,
        }),
      ),
    keys: () => Token.asList(expressionOf(`keys(${entries})`)),
    map: (each) => comprehension(entries, value("value", element) as never, each),
    texts: (each) => list(entries, value("value", element) as never, each),
    any: (key) => single(`{ for key, entries in { ${key} = ${entries} } : key => key if length(entries) > 0 }`),
  };
}

/** `{ for key, value in source : key => … }`, where `value` is one value of each entry. */
function comprehension<T>(source: string, roundValue: T, each: (round: Round<T>) => string): Record<string, string> {
  const body = each({ ...once, key: expression("key"), value: roundValue });
  return expressionOf((write) => `{ for key, value in ${source} : key => ${write(body)} }`) as never;
}

/** `[ for key, value in source : … ]`: Terraform walks a map in the order of its keys. */
function list<T>(source: string, roundValue: T, each: (round: Round<T>) => string): string[] {
  const body = each({ ...once, key: expression("key"), value: roundValue });
  return Token.asList(expressionOf((write) => `[for key, value in ${source} : ${write(body)}]`));
}

/** Comparisons, not `contains`: that fails on the null of an attribute that was left out. */
function isOneOf(source: string, values: readonly unknown[]): string {
  const comparisons = values.map((value) => `${source} == ${JSON.stringify(value)}`).join(" || ");
  return values.length > 1 ? `(${comparisons})` : comparisons;
}

/** A table whose entries carry nothing but their key. */
const single = (source: string): Table<unknown> => ({
  each: (declare) => new AbstractResources(declare(loop(source, undefined))),
  where: () => single(source),
  whereSet: () => single(source),
  whereAbsent: () => single(source),
  any: () => single(source),
  blocks: (resource, argument, block) =>
    addDynamicBlocks(
      resource,
      argument,
      source,
      block({ key: expression(`${labelOf(argument)}.key`), value: undefined }),
    ),
  keys: () => Token.asList(expressionOf(`keys(${source})`)),
  map: (each) => comprehension(source, undefined, each),
  texts: (each) => list(source, undefined, each),
});

function optional(name: string, type: Type<unknown>): Optional<never> {
  const variable = `var.${name}`;
  // Told apart from null before anything else is asked of it: Terraform evaluates both sides of &&.
  const present = `{ for key, value in { ${name} = ${variable} } : key => value if value != null }`;
  return {
    ...table(present, type),
    absent: (key) => single(`{ for key, value in { ${key} = ${variable} } : key => key if value == null }`),
    either: (whenSet, whenAbsent) => {
      const given = whenSet(fields(variable, type.attributes ?? {}) as never);
      const made = whenAbsent?.();
      return expression(
        (write) => `${variable} != null ? ${write(given)} : ${made === undefined ? "null" : write(made)}`,
      );
    },
  };
}
