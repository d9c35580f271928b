import { Token } from "cdktf";
import type { Input, Inputs, Rule } from "./contract.js";
import { badArgument, unknownInput } from "./errors.js";
import type { Type } from "./types.js";

interface Called {
  readonly name: string;
  readonly inputs: Inputs;
  readonly rules?: readonly Rule[];
}

/**
 * Checks what a root passes, as far as it is known at synth: types, validations and rules.
 * @throws badArgument naming the call, the input, the value and what is allowed.
 */
export function checkArguments(call: string, module: Called, given: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(given)) {
    if (!module.inputs[name]) throw unknownInput(call, name, Object.keys(module.inputs));
  }
  for (const [name, input] of Object.entries(module.inputs)) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (input.presence === "required") throw badArgument({ call, input: name, allowed: "given", got: value });
      continue;
    }
    checkType(call, name, value, input.type);
    if (isKnown(value)) checkValidations(call, name, value, input);
  }
  for (const rule of module.rules ?? []) {
    if (!rule.holds(given)) {
      const got = Object.fromEntries(rule.inputs.map((name) => [name, given[name] ?? null]));
      throw badArgument({ call, input: rule.inputs.join(", "), allowed: `such that ${rule.allowed}`, got });
    }
  }
}

function checkValidations(call: string, name: string, value: unknown, input: Input<unknown>): void {
  for (const validation of input.validations) {
    const looksInto = validation.path !== undefined && input.type.kind === "object" ? { [name]: value } : value;
    if (!validation.holds(looksInto as never)) {
      const field = validation.path ? `${name}.${validation.path}` : name;
      throw badArgument({ call, input: field, allowed: validation.allowed, got: value });
    }
  }
}

function checkType(call: string, path: string, value: unknown, type: Type<unknown>): void {
  if (Token.isUnresolved(value)) return;
  const wrong = (allowed: string) => badArgument({ call, input: path, allowed, got: value });
  switch (type.kind) {
    case "string":
    case "number":
      if (typeof value !== type.kind) throw wrong(`a ${type.kind}`);
      return;
    case "bool":
      if (typeof value !== "boolean") throw wrong("true or false");
      return;
    case "list":
    case "set":
      if (!Array.isArray(value)) throw wrong("a list");
      for (const [index, item] of value.entries()) checkType(call, `${path}[${index}]`, item, element(type));
      return;
    case "map":
      if (!isRecord(value)) throw wrong("a map");
      for (const [key, item] of Object.entries(value)) checkType(call, `${path}.${key}`, item, element(type));
      return;
    case "object":
      if (!isRecord(value)) throw wrong("an object");
      checkAttributes(call, path, value, type);
  }
}

function checkAttributes(call: string, path: string, value: Record<string, unknown>, type: Type<unknown>): void {
  const attributes = type.attributes ?? {};
  for (const name of Object.keys(value)) {
    if (!attributes[name]) {
      const known = `an attribute of ${Object.keys(attributes).join(", ")}`;
      throw badArgument({ call, input: `${path}.${name}`, allowed: known, got: name });
    }
  }
  for (const [name, attribute] of Object.entries(attributes)) {
    const item = value[name];
    if (item !== undefined && item !== null) checkType(call, `${path}.${name}`, item, attribute);
    else if (!attribute.optional) throw badArgument({ call, input: `${path}.${name}`, allowed: "given", got: item });
  }
}

const element = (type: Type<unknown>): Type<unknown> => type.element as Type<unknown>;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value holds no token anywhere. */
export function isKnown(value: unknown): boolean {
  if (Token.isUnresolved(value)) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return isRecord(value) ? Object.values(value).every(isKnown) : true;
}
