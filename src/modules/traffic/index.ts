import { defineModule } from "../../core/module.js";
import { inputs, outputs, rules } from "./contract.js";
import { example } from "./example.js";
import { declareName } from "./name.js";
import { declareRoutes } from "./routes.js";

/**
 * The move of one name from an old load balancer to a new one, then of each service behind it; every step is a change of weights
 * and can be taken back.
 *
 * Costs (AWS price list, 2026): a health check over HTTPS $1.50 a month; questions about alias records nothing.
 */
export const traffic = defineModule({
  name: "traffic",
  description:
    "The move of one name from an old load balancer to a new one, then of each service behind it, by weights that can be taken back.",
  inputs,
  outputs,
  rules,
  example,
  build(scope, seen) {
    const record_fqdn = declareName(scope, seen);
    declareRoutes(scope, seen);
    return { record_fqdn };
  },
});
