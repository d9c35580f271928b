import type { AdoptedFile } from "../domain/adoption.js";
import { Expression, type Value } from "./expression.js";

const byteOrderMark = 0xef;

/** Whether Terraform's file() gives back exactly these bytes: it reads UTF-8 and brings text into normal form C. */
function isPlainText(bytes: Buffer): boolean {
  if (bytes[0] === byteOrderMark) return false;
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) && text.normalize("NFC") === text;
}

/**
 * User data as a file of the root and the expression that reads it, byte for byte.
 * What is no plain text goes through filebase64(), which the provider decodes before it compares.
 */
export function userDataFile(name: string, base64: string): { file: AdoptedFile; expression: Expression } {
  const content = Buffer.from(base64, "base64");
  const isText = isPlainText(content);
  const isGzip = content[0] === 0x1f && content[1] === 0x8b;
  const path = `user-data/${name}.${isGzip ? "gz" : isText ? "sh" : "bin"}`;
  const read = isText ? "file" : "filebase64";
  return { file: { path, content }, expression: new Expression(`${read}("\${path.module}/${path}")`) };
}

/** User data for arguments that hold it in base64, where the provider compares the encoded text itself. */
export function encodedUserData(name: string, base64: string): { files: readonly AdoptedFile[]; value: Value } {
  const { file } = userDataFile(name, base64);
  // Another encoding of the same bytes, e.g. with line breaks, only equals itself.
  const isCanonical = Buffer.from(file.content).toString("base64") === base64;
  if (!isCanonical) return { files: [], value: base64 };
  return { files: [file], value: new Expression(`filebase64("\${path.module}/${file.path}")`) };
}
