import { type AdoptedResource, addressOf } from "../domain/adoption.js";

/** A word as a POSIX shell reads it unchanged. */
const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** A script of classic import commands, for those who do not want import blocks. */
export function importCommands({ resources }: { readonly resources: readonly AdoptedResource[] }): string {
  const commands = resources.map(
    (resource) => `terraform import ${quote(addressOf(resource))} ${quote(resource.importId)}`,
  );
  return [
    "#!/bin/sh",
    "# Imports every object of this root by one command each. The blocks of imports.tf.json do the same in one plan:",
    "# use one of the two.",
    "set -eu",
    ...commands,
    "",
  ].join("\n");
}
