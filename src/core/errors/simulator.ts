import { UserFault } from "./fault.js";

export const pythonMissing = (tried: readonly string[]) =>
  new UserFault({
    what: "the simulator needs Python 3.10 or newer with its venv module, and none is on the PATH",
    field: "python",
    got: tried.join(", ") || "nothing",
    remedy: "Install it: sudo apt-get install python3 python3-venv, or: brew install python@3.13",
  });

export const simulatorInstallFailed = (folder: string, output: string) =>
  new UserFault({
    what: `the simulator's Python packages could not be installed: ${output}`,
    file: folder,
    remedy:
      "pip uses your own network settings (PIP_INDEX_URL, PIP_CERT, HTTPS_PROXY): correct them, then run the command again.",
  });

export const portTaken = (port: number) =>
  new UserFault({
    what: "another program already listens on this port",
    field: "--port",
    got: port,
    remedy: "Stop that program, give another port, or leave --port out to take a free one.",
  });

export const simulatorFailed = (output: string) =>
  new UserFault({
    what: `the simulator ended before it answered: ${output || "it wrote nothing"}`,
    field: "simulator",
    remedy:
      "Remove its folder in your cache (uplift/simulator-*) so that it is set up anew, then run the command again.",
  });

export const badAccountId = (got: string) =>
  new UserFault({ what: "an AWS account id has 12 digits", field: "--account", got, remedy: "Give all 12 digits." });

export const badPort = (got: string) =>
  new UserFault({ what: "this is no port", field: "--port", got, remedy: "Give a number from 1 to 65535." });
