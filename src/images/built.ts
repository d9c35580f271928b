import { z } from "zod";
import { builtOfOther, builtUnreadable } from "../core/errors.js";

const named = z.object({ name: z.string() });
const unchanged = z.object({ isUnchanged: z.literal(true) });
const published = z.object({ published: z.object({ digest: z.string() }) });

/**
 * The digest that a registry holds an image by, of what `uplift image build --json` printed; null where nothing had to be built.
 * @throws builtUnreadable, of an image that was not published too: it cannot run anywhere; builtOfOther
 */
export function publishedDigest(content: string, file: string, name: string): string | null {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw builtUnreadable(file, "it is no JSON");
  }
  const told = named.safeParse(document);
  if (!told.success) throw builtUnreadable(file, "it names no image");
  if (told.data.name !== name) throw builtOfOther(file, told.data.name, name);
  if (unchanged.safeParse(document).success) return null;
  const parsed = published.safeParse(document);
  if (!parsed.success) throw builtUnreadable(file, "it tells of nothing that was published");
  return parsed.data.published.digest;
}
