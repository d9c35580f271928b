import { z } from "zod";
import { port } from "./values.js";

const end = z
  .string()
  .regex(
    /^([a-z]+|(tier|service|endpoint|environment):[a-z0-9._-]+)$/,
    "is no end: use a layer, internet, tier:NAME, environment:NAME, service:NAME or endpoint:SERVICE",
  );

/** Who must and who must never reach whom, proven in each pipeline. */
export const reach = z.array(
  z.strictObject({
    from: end,
    to: end,
    port: port,
    expect: z.enum(["yes", "no"]),
    via: z.enum(["local", "internet", "nat", "endpoint", "peering", "transit"]).optional(),
  }),
);
