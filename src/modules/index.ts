import type { AnyModule } from "../core/module.js";
import { network } from "./network/index.js";
import { state } from "./state/index.js";

/** Every module that is emitted. */
export const modules: readonly AnyModule[] = [network, state];
