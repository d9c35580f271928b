import { stringify } from "yaml";
import { type EmittedFile, marker, textFile } from "./files.js";

/** A YAML document: marker first, keys as they are given. */
export function yamlFile(path: string, source: string, document: unknown): EmittedFile {
  // Aliases would make one environment's part depend on another's to be read.
  const text = stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: "PLAIN" });
  return textFile(path, `# ${marker(source)}\n---\n${text}`);
}
