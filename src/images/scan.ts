import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { imageToolMissing } from "../core/errors.js";
import { imageTools } from "../domain/image-tools.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { findTool, runTool, type ToolContext } from "./tool.js";

/** Scanners in the order in which they are looked for, and how each is asked about an image in the OCI layout. */
const scanners = [
  {
    tool: "trivy",
    ask: (layout: string, report: string) => [
      ...["image", "--input", layout, "--scanners", "vuln", "--format", "json"],
      ...["--output", report, "--quiet"],
    ],
  },
  {
    tool: "grype",
    ask: (layout: string, report: string) => [`oci-dir:${layout}`, "--output", "json", "--file", report],
  },
] as const;

/** @throws imageToolMissing */
export async function findScanner({ env }: ToolContext): Promise<(typeof scanners)[number]> {
  for (const scanner of scanners) if (await findTool(scanner.tool, env)) return scanner;
  throw imageToolMissing(
    "grype",
    "finds known weaknesses, without which nothing is pushed",
    `go install ${imageTools.grype}, or give a report: --scan FILE.`,
  );
}

/**
 * A scanner's report on the known weaknesses of an image; it brings its list of them up to date first.
 * @throws imageToolMissing, imageToolFailed
 */
export async function scanImage(layout: string, context: ToolContext): Promise<{ file: string; content: string }> {
  const { tool, ask } = await findScanner(context);
  return inTemporaryFolder(async (folder) => {
    const report = join(folder, "report.json");
    await runTool(tool, ask(layout, report), context);
    return { file: tool, content: await readFile(report, "utf8").catch(() => "") };
  });
}
