import { TerraformOutput, TerraformVariable } from "cdktf";
import { type Construct, RootConstruct } from "constructs";
import { abstractReading } from "./abstract-reading.js";
import { concreteReading } from "./concrete-reading.js";
import type { Arguments, Input, Inputs, Output, Outputs, OutputValues, Rule } from "./contract.js";
import { interpolation } from "./expressions.js";
import type { Reading, SeenInputs } from "./seen.js";
import { StableStack } from "./stable-stack.js";
import type { Validation } from "./validations.js";

/** A reusable Terraform module: its contract, and one `build` that is read twice. */
export interface Module<I extends Inputs = Inputs, O extends Outputs = Outputs> {
  /** The name of the source folder, the emitted folder and the test folder. */
  readonly name: string;
  /** One sentence for the README and for whoever chooses modules. */
  readonly description: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly rules?: readonly Rule[];
  /** A call as an outsider writes it, for the README; a test validates it as it stands. */
  readonly example: Arguments<I>;
  /** Declares the resources and returns each output's value. */
  build(scope: Construct, inputs: SeenInputs<I>): { readonly [K in keyof O]: OutputValues<O>[K] };
}

/** Infers a module's types from its contract. */
export const defineModule = <I extends Inputs, O extends Outputs>(module: Module<I, O>): Module<I, O> => module;

/** A module whose contract does not matter to whoever holds it. */
// biome-ignore lint/suspicious/noExplicitAny: any contract
export type AnyModule = Module<any, any>;

const read = (module: AnyModule, scope: Construct, reading: Reading): Record<string, unknown> =>
  module.build(
    scope,
    Object.fromEntries(
      Object.entries(module.inputs as Inputs).map(([name, input]) => [
        name,
        reading.input(name, input.type, input.presence === "nullable"),
      ]),
    ),
  );

/** What a validation looks at: the objects of a map, the one object that may be null, or the value itself. */
export function validationSource(name: string, input: Input<unknown>, validation: Validation): string {
  const variable = `var.${name}`;
  return validation.path !== undefined && input.type.kind === "object" ? `${variable}[*]` : variable;
}

function terraformValidations(module: AnyModule, name: string, input: Input<unknown>) {
  const own = input.validations.map((validation) => {
    const condition = validation.condition(validationSource(name, input, validation));
    const isGuarded = input.presence === "nullable" && validation.path === undefined;
    return {
      condition: isGuarded ? `var.${name} == null ? true : ${condition}` : condition,
      message: `${validation.path ? `${name}: ${validation.path}` : name} must be ${validation.allowed}.`,
    };
  });
  const shared = (module.rules ?? [])
    .filter((rule) => rule.inputs[0] === name)
    .map((rule) => ({ condition: rule.condition, message: `${rule.allowed}.` }));
  const all = [...own, ...shared];
  if (all.length === 0) return undefined;
  return all.map(({ condition, message }) => ({ condition: interpolation(condition), errorMessage: message }));
}

/** The stack that is emitted as `modules/<name>`. */
export class ModuleStack extends StableStack {
  constructor(readonly module: AnyModule) {
    super(new RootConstruct(), `module-${module.name}`);
    for (const [name, input] of Object.entries(module.inputs as Inputs)) {
      const variable = new TerraformVariable(this, `variable_${name}`, {
        type: input.type.expression,
        description: input.description,
        nullable: input.presence === "nullable",
        validation: terraformValidations(module, name, input),
      });
      variable.overrideLogicalId(name);
      // Past cdktf's own mapping, which chokes on null and rewrites the keys of maps.
      if (input.presence !== "required") variable.addOverride("default", input.default ?? null);
    }
    const values = read(module, this, abstractReading);
    for (const [name, { description }] of Object.entries(module.outputs as Readonly<Record<string, Output<unknown>>>)) {
      new TerraformOutput(this, `output_${name}`, { value: values[name], description }).overrideLogicalId(name);
    }
  }
}

/** The same module as one root calls it: every instance under its address, never emitted. */
export class ConcreteModuleStack extends StableStack {
  /** The outputs as far as they are known. */
  readonly outputs: Readonly<Record<string, unknown>>;

  constructor(module: AnyModule, given: Readonly<Record<string, unknown>>) {
    super(new RootConstruct(), `concrete-${module.name}`);
    const inputs = Object.entries(module.inputs as Inputs);
    const defaults = Object.fromEntries(inputs.map(([name, input]) => [name, input.default ?? null]));
    this.outputs = read(module, this, concreteReading({ ...defaults, ...given }));
  }
}
