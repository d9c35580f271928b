import type { AnyModule } from "../core/module.js";
import { foundation } from "./foundation/index.js";
import { network } from "./network/index.js";
import { state } from "./state/index.js";

/** Every module that is emitted. */
export const modules: readonly AnyModule[] = [foundation, network, state];
