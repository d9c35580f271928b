import { z } from "zod";
import { key, whole } from "./values.js";

/** Instances that run one service of the catalogue: the bridge of a monolith. */
export const compute = z.strictObject({
  /** The service, whose runtime is virtual-machine. */
  service: z.string(),
  imageId: z.string().regex(/^ami-[0-9a-f]+$/, "is no image: give its id, e.g. ami-0123456789abcdef0"),
  rootDeviceName: z.string().regex(/^\/dev\//, "is no device: give the image's root device, e.g. /dev/xvda"),
  rootVolumeGib: whole(8, 16_384),
  /** The preferred type first. */
  instanceTypes: z.array(z.string()).min(1, "names no type"),
  minSize: z.number().int().min(0),
  maxSize: z.number().int().min(1),
  /** What the instances run at their start. AWS takes 16 KiB. */
  userData: z
    .string()
    .max(15_360, "is too long: AWS takes 16384 bytes, of which the start of the CloudWatch agent needs some")
    .regex(/^#!.*\n/, "is no script: begin it with its interpreter, e.g. #!/bin/sh"),
  /** Databases of the environment that the service uses. */
  databases: z.array(key),
  /** Caches of the environment that the service uses. */
  caches: z.array(key),
  /** Sizes at certain times, cron in UTC. */
  schedules: z.record(
    key,
    z.strictObject({
      cron: z.string(),
      minSize: z.number().int(),
      maxSize: z.number().int(),
      desired: z.number().int(),
    }),
  ),
});
