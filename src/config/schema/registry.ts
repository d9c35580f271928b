import { z } from "zod";
import { regions } from "../../domain/regions.js";
import { key } from "./values.js";

/** The images of every service of the catalogue that is made of one. */
export const registry = z.strictObject({
  /** Newest images that a repository keeps. */
  imagesKept: z.number().int().min(2).max(1000),
  /** Days that an image without a tag is kept. */
  untaggedDays: z.number().int().min(1).max(365),
  /** AWS organization whose accounts may pull; null lets only the registry's own. */
  pullingOrganization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, "is no id of an organization: e.g. o-abcdefghij")
    .nullable(),
  /** Basic at each push, or enhanced by Inspector again and again at $0.09 an image. */
  scanning: z.enum(["basic", "enhanced"]),
  /** Public registries that are pulled through, by name: the prefix here, and the host there. */
  caches: z.record(
    key,
    z.strictObject({
      prefix: z.string().regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "is no prefix: use lower-case letters, digits and -"),
      host: z.string().regex(/^[a-z0-9.-]+$/, "is no host of a registry: e.g. public.ecr.aws"),
      /** Secret with a user and token of that registry, for those that want one; its name begins with ecr-pullthroughcache/. */
      secretArn: z
        .string()
        .regex(/^arn:[a-z-]+:secretsmanager:/, "is no secret: give its ARN")
        .nullable(),
    }),
  ),
  /** Another region that every image is copied to; null for none. */
  replicaRegion: z.enum(regions, { error: "is not a region: use one of AWS's, e.g. eu-central-1" }).nullable(),
});
