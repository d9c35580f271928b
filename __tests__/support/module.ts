import { type AnyModule, ConcreteModuleStack, ModuleStack } from "../../src/core/module.js";

/** Resources by type, then by name with its key, e.g. `this["a"]`. */
export type Declared = Record<string, Record<string, Record<string, unknown>>>;

/** What a module declares when it is called with its example and these inputs on top; undefined takes one away. */
export const declared = (module: AnyModule, given: Record<string, unknown> = {}): Declared =>
  (new ConcreteModuleStack(module, { ...module.example, ...given }).toTerraform().resource ?? {}) as Declared;

/** Names and descriptions of an emitted module's variables and outputs, and the addresses of its resources. */
export function interfaceOf(module: AnyModule) {
  type Described = Record<string, { readonly description: string }>;
  const emitted = new ModuleStack(module).toTerraform() as {
    variable?: Described;
    output?: Described;
    resource?: Declared;
  };
  const { variable = {}, output = {}, resource = {} } = emitted;
  return {
    inputs: Object.keys(variable),
    outputs: Object.keys(output),
    descriptions: [...Object.values(variable), ...Object.values(output)].map(({ description }) => description),
    addresses: Object.entries(resource)
      .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
      .sort(),
  };
}

/** The statements of a policy document. */
export const statementsOf = (policy: unknown): readonly Record<string, unknown>[] =>
  JSON.parse(String(policy)).Statement;
