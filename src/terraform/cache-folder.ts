import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./process.js";

/** The user's folder for what can be made again: `$XDG_CACHE_HOME/uplift` or `~/.cache/uplift`. */
export const cacheFolder = (env: Environment): string =>
  join(env.XDG_CACHE_HOME || join(homeFolder(env), ".cache"), "uplift");

export const homeFolder = (env: Environment): string => env.HOME || homedir();
