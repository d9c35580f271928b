import { z } from "zod";

const path = z
  .string()
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+$/,
    "is no path below the project: give one without .. and without / at its beginning",
  );
const argument = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "is no build argument: use capitals, digits and underscores");

/** An image that is built here: what from, on what, and how large it may get. */
export const image = z.strictObject({
  title: z.string().min(1),
  dockerfile: path,
  context: path,
  /** Arguments that take a base from dockerfiles/images.lock.json, by its name there. */
  bases: z.record(argument, z.string()),
  arguments: z.record(argument, z.string()),
  /** Of all layers as they are pulled, compressed. MiB. */
  maxMib: z.number().positive("is no size: give MiB above 0"),
});
