import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { digestMalformed, imageNotInKustomization, kustomizationUnreadable } from "../core/errors.js";

/** What pinning made of a kustomization. */
export interface PinnedText {
  readonly text: string;
  /** What the image was at: a digest, a tag, or neither. */
  readonly before: string | null;
}

function entriesOf(file: string, text: string) {
  const document: Document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw kustomizationUnreadable(file, error.message.split("\n")[0] ?? error.code);
  const images = isMap(document.contents) ? document.contents.get("images") : undefined;
  const entries = isSeq(images) ? images.items.filter((each) => isMap(each)) : [];
  return { document, entries };
}

/** Names of the images that a kustomization gives a place to. @throws kustomizationUnreadable */
export const imagesIn = (file: string, text: string): readonly string[] =>
  entriesOf(file, text).entries.map((entry) => String(entry.get("name")));

/**
 * A kustomization with the image at a digest; comments and order stay.
 *
 * A tag goes: beside the new digest it would name what ran before.
 * @throws digestMalformed, kustomizationUnreadable, imageNotInKustomization
 */
export function pinImage(file: string, text: string, name: string, digest: string): PinnedText {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw digestMalformed(digest);
  const { document, entries } = entriesOf(file, text);
  const named = entries.filter((entry) => entry.get("name") === name);
  const [first] = named;
  if (!first) throw imageNotInKustomization(file, name, imagesIn(file, text));
  const before = first.get("digest") ?? first.get("newTag");
  for (const entry of named) {
    entry.set("digest", digest);
    entry.delete("newTag");
  }
  // What `kustomize edit` writes has no indentation before its lists.
  const indentSeq = !/^- /m.test(text);
  return {
    text: document.toString({ lineWidth: 0, indentSeq }),
    before: before === undefined ? null : String(isScalar(before) ? before.value : before),
  };
}
