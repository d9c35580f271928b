import type { Environment } from "../config/load.js";
import type { Outputs, OutputValues } from "../core/contract.js";
import type { RootStack } from "../core/root-stack.js";
import type { Adoption } from "../domain/adoption.js";
import type { LayerName } from "../domain/layers.js";

/** What a layer is declared from. */
export interface LayerContext {
  readonly environment: Environment;
  /** What exists in the environment's account already, where it has been adopted. */
  readonly adoption: Adoption | undefined;
}

/** One layer of an environment: one root, one state. */
export interface Layer<O extends Outputs = Outputs> {
  /** The name of the folder, of the state and of the layer in commands. */
  readonly name: LayerName;
  readonly description: string;
  /** What other layers may read. */
  readonly outputs: O;
  /** Names of layers that must be applied first. */
  after(context: LayerContext): readonly string[];
  isIn(context: LayerContext): boolean;
  /** Where it lies when that is not the environment's own region; its state stays there. */
  region?(environment: Environment): Environment["region"];
  /** Declares the layer in its root and returns each output's value. */
  declare(root: RootStack, context: LayerContext): OutputValues<O>;
}

export const defineLayer = <O extends Outputs>(layer: Layer<O>): Layer<O> => layer;

/** A layer whose outputs do not matter to whoever holds it. */
// biome-ignore lint/suspicious/noExplicitAny: any outputs
export type AnyLayer = Layer<any>;
