import type { Organization } from "../config/load.js";
import type { Output } from "./output.js";

/** Tells what the configuration is allowed to say but people should know. */
export function printWarnings({ warnings }: Organization, { progress, colors }: Output): void {
  for (const { file, field, what, got } of warnings) {
    progress(colors.yellow(`warning: ${file}: ${field}: ${what} (got ${JSON.stringify(got)})`));
  }
}
