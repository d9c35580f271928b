import { imageToolFailed, imageToolMissing } from "../core/errors.js";
import { imageTools } from "../domain/image-tools.js";
import { onPath } from "../terraform/on-path.js";
import { type Environment, runProcess } from "../terraform/process.js";

export interface ToolContext {
  readonly env: Environment;
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

/** Programs that an image goes through, and how to get each. */
const tools = {
  buildah: {
    purpose: "builds images without a daemon",
    remedy: "Install it: apt-get install buildah, or run Docker with buildx.",
  },
  docker: { purpose: "builds images", remedy: "Install Docker with buildx, or buildah." },
  skopeo: { purpose: "pushes images by digest", remedy: "Install it: apt-get install skopeo." },
  syft: { purpose: "lists what an image holds", remedy: `go install ${imageTools.syft}` },
  trivy: { purpose: "finds known weaknesses", remedy: "See https://trivy.dev, or use grype." },
  grype: { purpose: "finds known weaknesses", remedy: `go install ${imageTools.grype}` },
  cosign: { purpose: "signs images", remedy: `go install ${imageTools.cosign}` },
} as const;

export type ToolName = keyof typeof tools;

/** Runs one of the tools and returns what it wrote. @throws imageToolMissing, imageToolFailed */
export async function runTool(
  tool: ToolName,
  args: readonly string[],
  { env, signal, onProgress }: ToolContext,
  cwd?: string,
): Promise<string> {
  const program = await findTool(tool, env);
  if (!program) throw imageToolMissing(tool, tools[tool].purpose, tools[tool].remedy);
  const { code, stdout, stderr } = await runProcess(program, args, {
    env,
    ...(cwd && { cwd }),
    ...(signal && { signal }),
    ...(onProgress && { onStdout: onProgress, onStderr: onProgress }),
  });
  if (code !== 0) throw imageToolFailed(tool, args[0] ?? "", faultIn(stdout, stderr));
  return stdout;
}

/** What a tool said of its fault. Commands of a build may say it on either stream; Maven does on the first, between brackets. */
function faultIn(stdout: string, stderr: string): string {
  const said = (stdout.match(/^\[?error\b.*$/gim) ?? [])
    .slice(0, 4)
    .map((line) => line.replace(/^\[error\]/i, "error:"));
  const told = stderr.trim();
  return told ? [...said, told].join("\n") : stdout;
}

export const findTool = (tool: ToolName, env: Environment): Promise<string | undefined> => onPath(tool, env.PATH ?? "");
