import { parseDocument } from "yaml";
import type { z } from "zod";
import { decisionsInvalid, decisionsUnreadable } from "../core/errors.js";

/**
 * Reads a YAML document in which people wrote decisions.
 * @param shape what each entry has, for whoever got it wrong
 * @throws decisionsUnreadable or decisionsInvalid with every field that is wrong.
 */
export function parseDecisions<Schema extends z.ZodType>(
  schema: Schema,
  content: string,
  file: string,
  shape: string,
): z.output<Schema> {
  const document = parseDocument(content);
  const [error] = document.errors;
  if (error) throw decisionsUnreadable(file, error.message.split("\n")[0] ?? error.code);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw decisionsInvalid(
    parsed.error.issues.map(({ path, message }) => ({
      what: message.charAt(0).toLowerCase() + message.slice(1),
      file,
      field: path.map(String).join(".") || "the document",
      remedy: `Each entry has ${shape}; the document has schema_version: 1 and entries.`,
    })),
  );
}
