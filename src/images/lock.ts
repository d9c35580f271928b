import { z } from "zod";
import { lockUnreadable, unknownLockedBase, unpinnedBase } from "../core/errors.js";
import { formatJson } from "../domain/json.js";

/** Where the lock of bases lies, below the project. */
export const lockPath = "dockerfiles/images.lock.json";

const lockSchema = z.strictObject({
  "//": z.string(),
  images: z.record(
    z.string(),
    z.strictObject({
      reference: z.string().min(1),
      digest: z
        .string()
        .regex(/^sha256:[0-9a-f]{64}$/)
        .nullable(),
    }),
  ),
});

export type ImageLock = z.output<typeof lockSchema>;

/** @throws lockUnreadable */
export function parseLock(content: string): ImageLock {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw lockUnreadable("it is no JSON");
  }
  const parsed = lockSchema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw lockUnreadable(`${issue?.path.join(".")} ${issue?.message}`);
  }
  return parsed.data;
}

export const lockText = (lock: ImageLock): string => formatJson(lock);

/** What an image's bases are asked for by, pinned or not: whoever looks at a Dockerfile needs no digest. */
export const referencesOf = (
  bases: Readonly<Record<string, string>>,
  { images }: ImageLock,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(bases).flatMap(([argument, name]) => {
      const base = images[name];
      return base ? [[argument, base.reference] as const] : [];
    }),
  );

/** An image's bases as build arguments: by digest, or a stand-in where one is named for it. */
export function basesOf(
  image: string,
  bases: Readonly<Record<string, string>>,
  { images }: ImageLock,
  standIns: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const resolved = Object.entries(bases).map(([argument, name]) => {
    const base = images[name];
    if (!base) throw unknownLockedBase(image, argument, name, Object.keys(images));
    const standIn = standIns[name];
    if (standIn !== undefined) return [argument, standIn] as const;
    if (base.digest === null) throw unpinnedBase(name, base.reference);
    return [argument, `${base.reference.replace(/:[^:/]+$/, "")}@${base.digest}`] as const;
  });
  return Object.fromEntries(resolved);
}
