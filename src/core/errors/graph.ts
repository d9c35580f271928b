import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const unknownGraphFormat = (got: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such format", field: "--format", got, remedy: suggestion(got, known) });

export const graphOverInventory = (file: string) =>
  new UserFault({
    what: "the graph would be written over the inventory",
    file,
    field: "--out",
    remedy: "Give another file.",
  });
