import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const reachNeedsEnvironment = () =>
  new UserFault({ what: "a question is about one environment", field: "--env", remedy: "Add --env ENV." });

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
