import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const reachNeedsEnvironment = () =>
  new UserFault({
    what: "a question is about one environment",
    field: "--env",
    remedy: "Add --env ENV, or --inventory FILE.",
  });

export const reachNeedsQuestion = () =>
  new UserFault({
    what: "an inventory has no intents to prove",
    field: "--inventory",
    remedy: "Ask who reaches whom: FROM TO:PORT.",
  });

export const reachOfTwo = () =>
  new UserFault({
    what: "a question is about an environment or about an inventory",
    field: "--inventory",
    remedy: "Leave one of --env and --inventory out.",
  });

export const notAnEnd = (got: string) =>
  new UserFault({ what: "is not who is called with a port", field: "to", got, remedy: "Write it as edge:443." });

export const noSuchEnd = (got: string, known: readonly string[]) =>
  new UserFault({
    what: "nothing here is called so",
    field: "end",
    got,
    remedy: suggestion(
      got,
      known.filter((name) => !name.includes("/")),
    ),
  });
