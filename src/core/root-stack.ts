import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { DataTerraformRemoteStateS3, S3Backend, TerraformHclModule, TerraformOutput, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { checkArguments } from "./arguments.js";
import type { Arguments, Inputs, Output, Outputs, OutputValues } from "./contract.js";
import { escapeLiterals } from "./literals.js";
import { type AnyModule, ConcreteModuleStack, type Module } from "./module.js";
import { outputTokens } from "./outputs.js";
import { StableStack } from "./stable-stack.js";

/** Where a root's state lies. */
export interface StateLocation {
  readonly bucket: string;
  readonly region: string;
  /** The DynamoDB table that holds the lock; it also keeps the state's digest, which stops a plan on a lost state. */
  readonly lockTable: string;
  /** S3's own lock file beside the table. */
  readonly usesLockFile: boolean;
  readonly kmsKeyAlias: string;
  readonly accountId: string;
}

/** How a root learns what another layer made. */
export type FrontDoor = "terraform" | "terragrunt";

export interface RootProps {
  readonly environment: string;
  readonly layer: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly frontDoor: FrontDoor;
  readonly state: StateLocation;
}

/** What one root reads of another: for Terragrunt's dependency block. */
export interface UpstreamRead {
  readonly layer: string;
  readonly outputs: Outputs;
  /** The tokens that stand for the outputs that are read. */
  readonly values: Readonly<Record<string, unknown>>;
}

interface ModuleCall {
  readonly id: string;
  readonly module: AnyModule;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The state's object key: the same behind every front door, so that changing the door moves no state. */
export const stateKey = (environment: string, layer: string) => `${environment}/${layer}/terraform.tfstate`;

/** One root: one folder, one state. Its provider accepts one account alone and adds no tags of its own. */
export class RootStack extends StableStack {
  readonly calls: ModuleCall[] = [];
  readonly reads: UpstreamRead[] = [];
  /** Files that the root's configuration reads beside its JSON. */
  readonly files: { readonly path: string; readonly content: Uint8Array }[] = [];

  constructor(
    scope: Construct,
    readonly props: RootProps,
  ) {
    super(scope, `${props.environment}-${props.layer}`);
    const { lockTable, usesLockFile } = props.state;
    new S3Backend(this, {
      ...this.#object(props.layer),
      dynamodbTable: lockTable,
      ...(usesLockFile ? { useLockfile: true } : {}),
    });
    new AwsProvider(this, "aws", { region: props.region, allowedAccountIds: [props.accountId] });
  }

  /** Calls an emitted module: typed arguments in, output tokens out. */
  call<I extends Inputs, O extends Outputs>(id: string, module: Module<I, O>, given: Arguments<I>): OutputValues<O> {
    const { environment, layer } = this.props;
    checkArguments(`${environment}/${layer}: module ${id}`, module, given);
    const passed = withoutUndefined(escapeLiterals(given));
    this.calls.push({ id, module, arguments: passed });
    new TerraformHclModule(this, id, {
      source: `../../../modules/${module.name}`,
      skipAssetCreationFromLocalModules: true,
      variables: passed,
    });
    return outputTokens(module.outputs, (name) => `module.${id}.${name}`);
  }

  /** Reads outputs of another layer of this environment: from its state, or as variables that Terragrunt fills. */
  read<O extends Outputs, N extends keyof O & string>(
    layer: string,
    outputs: O,
    ...names: readonly N[]
  ): Pick<OutputValues<O>, N> {
    const chosen = Object.fromEntries(names.map((name) => [name, outputs[name] as Output<unknown>]));
    const values = outputTokens(chosen, this.#source(layer, chosen));
    this.reads.push({ layer, outputs: chosen, values });
    return values as unknown as Pick<OutputValues<O>, N>;
  }

  /** Declares what this layer offers to others. */
  publish<O extends Outputs>(outputs: O, values: OutputValues<O>): void {
    for (const [name, { description }] of Object.entries(outputs as Readonly<Record<string, Output<unknown>>>)) {
      const value = values[name as keyof O];
      new TerraformOutput(this, `output_${name}`, { value, description }).overrideLogicalId(name);
    }
  }

  /** The modules that this root calls, as it calls them. */
  concreteModules(): readonly { readonly id: string; readonly stack: ConcreteModuleStack }[] {
    return this.calls.map(({ id, module, arguments: given }) => ({
      id,
      stack: new ConcreteModuleStack(module, given),
    }));
  }

  #source(layer: string, outputs: Outputs): (name: string) => string {
    if (this.props.frontDoor === "terraform") {
      new DataTerraformRemoteStateS3(this, layer, this.#object(layer));
      return (name) => `data.terraform_remote_state.${layer}.outputs.${name}`;
    }
    for (const [name, { type, description }] of Object.entries(outputs)) {
      const variable = new TerraformVariable(this, `variable_${layer}_${name}`, {
        type: type.expression,
        description: `${description} From layer ${layer}.`,
        nullable: false,
      });
      variable.overrideLogicalId(`${layer}_${name}`);
    }
    return (name) => `var.${layer}_${name}`;
  }

  /** Where a layer's state lies; whoever only reads it needs no lock. */
  #object(layer: string) {
    const { state, environment } = this.props;
    return {
      bucket: state.bucket,
      key: stateKey(environment, layer),
      region: state.region,
      encrypt: true,
      kmsKeyId: state.kmsKeyAlias,
      allowedAccountIds: [state.accountId],
    };
  }
}

const withoutUndefined = (given: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
