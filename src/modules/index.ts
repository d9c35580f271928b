import type { AnyModule } from "../core/module.js";
import { backup } from "./backup/index.js";
import { cache } from "./cache/index.js";
import { compute } from "./compute/index.js";
import { cost } from "./cost/index.js";
import { database } from "./database/index.js";
import { delivery } from "./delivery/index.js";
import { dns } from "./dns/index.js";
import { edge } from "./edge/index.js";
import { foundation } from "./foundation/index.js";
import { network } from "./network/index.js";
import { observability } from "./observability/index.js";
import { recovery } from "./recovery/index.js";
import { registry } from "./registry/index.js";
import { state } from "./state/index.js";
import { traffic } from "./traffic/index.js";

/** Every module that is emitted. */
export const modules: readonly AnyModule[] = [
  backup,
  cache,
  compute,
  cost,
  database,
  delivery,
  dns,
  edge,
  foundation,
  network,
  observability,
  recovery,
  registry,
  state,
  traffic,
];
