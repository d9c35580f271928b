import { suggestion } from "./cli.js";
import { type FaultDetails, UserFault, UserFaults } from "./fault.js";

export const mappingUnreadable = (file: string, reason: string) =>
  new UserFault({ what: `this is not YAML: ${reason}`, file, remedy: "Mend the line, or restore the file from Git." });

export const mappingFaults = (faults: readonly FaultDetails[]) => new UserFaults(faults);

export const unknownMappingId = (file: string, key: string, known: readonly string[]): FaultDetails => ({
  what: "the inventory has no such object",
  file,
  field: `resources.${key}`,
  remedy: `Write it as TYPE/ID, or take the entry out. ${suggestion(key, known)}`,
});

export const mappingOfOwned = (file: string, key: string, reason: string): FaultDetails => ({
  what: `it cannot be adopted: ${reason}`,
  file,
  field: `resources.${key}`,
  remedy: "Take the entry out, or give ignore: true and a reason.",
});

export const addressTaken = (file: string, key: string, address: string, other: string): FaultDetails => ({
  what: `${other} has this address already`,
  file,
  field: `resources.${key}.name`,
  got: address,
  remedy: "Give one of the two another name.",
});

export const addressesUnreadable = (file: string, field: string, reason: string) =>
  new UserFault({
    what: reason,
    file,
    ...(field && { field }),
    remedy: "The file is written by uplift adopt alone: restore it from Git.",
  });

export const twoAddressesForOne = (file: string, key: string, addresses: readonly string[]): FaultDetails => ({
  what: `${key} has two addresses: ${addresses.join(" and ")}`,
  file,
  remedy: "Restore the file from Git: one object has one address.",
});

export const oneAddressForTwo = (file: string, address: string, keys: readonly string[]): FaultDetails => ({
  what: `${address} is the address of two objects: ${keys.join(" and ")}`,
  file,
  remedy: "Restore the file from Git, or rename one of them in mapping.yaml.",
});

export const adoptionStale = (file: string, missing: readonly string[], environment: string) =>
  new UserFault({
    what: `the inventory or the mapping has changed since the last adoption: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ` and ${missing.length - 5} more` : ""}`,
    file,
    remedy: `Run: uplift adopt ${environment}`,
  });

export const adoptNeedsSource = () =>
  new UserFault({
    what: "neither an environment nor --inventory and --out are given",
    remedy: "Run: uplift adopt ENV, or uplift adopt --inventory FILE --out DIR",
  });

export const adoptOptionConflict = (option: string, mode: string) =>
  new UserFault({ what: `${option} has no meaning with ${mode}`, field: option, remedy: "Run: uplift adopt --help" });

export const inventoryLacksRegion = (file: string, got: readonly string[], expected: string) =>
  new UserFault({
    what: `the inventory does not cover region ${expected}`,
    file,
    field: "regions",
    got,
    remedy: "Make it again for that region.",
  });
