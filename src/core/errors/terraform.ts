import { UserFault } from "./fault.js";

export const notAPlan = (file: string, reason: string) =>
  new UserFault({
    what: `this is not the JSON of a Terraform plan (${reason})`,
    file,
    remedy: "Write it with: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json",
  });

export const unknownPlanFormat = (file: string, got: unknown) =>
  new UserFault({
    what: "this version of Terraform's plan JSON is not known",
    file,
    field: "format_version",
    got,
    remedy: "Uplift reads 1.x. Write the plan with Terraform 1.11 or newer of the 1.x line.",
  });

export const terraformMissing = (remedy = "") =>
  new UserFault({
    what: "there is no terraform on the PATH",
    field: "terraform",
    remedy: remedy || "Install Terraform 1.11 or newer: brew install hashicorp/tap/terraform, or: mise install",
  });

export const terraformTooOld = (program: string, version: string, minimum: string) =>
  new UserFault({
    what: `Terraform ${minimum} or newer is needed`,
    file: program,
    got: version,
    remedy: "Upgrade it: brew upgrade hashicorp/tap/terraform, or: mise install",
  });

export interface MirrorLack {
  readonly folder: string;
  readonly provider: string;
  readonly version: string;
  readonly platform: string;
  /** What the folder has, as `VERSION (PLATFORM)`. */
  readonly found: readonly string[];
}

/** The command that downloads exactly what is missing, for a folder with a `required_providers` block. */
const mirrorCommand = (folder: string, platform: string) =>
  `terraform providers mirror -platform=${platform} ${folder}`;

export const mirrorLacksProvider = ({ folder, provider, version, platform, found }: MirrorLack) =>
  new UserFault({
    what: `the provider mirror has no ${provider} ${version} for ${platform}`,
    file: folder,
    got: found.join(", ") || "no version at all",
    remedy: `Fill it, with network access, from a folder that requires the provider: ${mirrorCommand(folder, platform)}. Or point UPLIFT_PROVIDER_MIRROR to a folder that has it.`,
  });

export const mirrorDownloadFailed = (folder: string, platform: string, searched: readonly string[], reason: string) =>
  new UserFault({
    what: `no provider mirror was found (looked in ${searched.join(", ") || "no folder"}), and one could not be downloaded: ${reason}`,
    file: folder,
    remedy: `Run this where there is network access, then set UPLIFT_PROVIDER_MIRROR to the folder: ${mirrorCommand("DIR", platform)}`,
  });

/** One of Terraform's own messages, as its `-json` output has it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  /** The resource concerned. */
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

/** A failed run of Terraform, with Terraform's own errors. */
export class TerraformFault extends UserFault {
  constructor(
    readonly command: string,
    readonly folder: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super({
      what: `terraform ${command} failed: ${diagnostics.map(describeDiagnostic).join("; ")}`,
      file: folder,
      remedy: remedyFor(diagnostics, command, folder),
    });
  }
}

/** What a person needs of a diagnostic: summary, where, and the first lines of the detail. */
function describeDiagnostic({ summary, detail = "", address, range }: Diagnostic): string {
  const place = [address, range && `${range.filename} line ${range.start.line}`].filter(Boolean).join(", ");
  const text = lockHolder(detail) ?? detail.replace(/\s+/g, " ").trim();
  const trimmed = text.length > 400 ? `${text.slice(0, 400)}…` : text;
  return [summary.trim(), place && ` (${place})`, trimmed && `: ${trimmed}`]
    .filter(Boolean)
    .join("")
    .replace(/\.$/, "");
}

/** Who holds a lock and since when, from the block that Terraform puts at the end of its message. */
function lockHolder(detail: string): string | undefined {
  const field = (name: string) => new RegExp(`^\\s*${name}:\\s+(.+)$`, "m").exec(detail)?.[1]?.trim();
  const [id, who, created] = [field("ID"), field("Who"), field("Created")];
  return id && `held by ${who ?? "someone"} since ${created ?? "an unknown time"}, ID ${id}`;
}

function remedyFor(diagnostics: readonly Diagnostic[], command: string, folder: string): string {
  const text = diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join(" ");
  if (/acquiring the state lock/i.test(text)) {
    const id = /\bID:\s+(\S+)/.exec(text)?.[1] ?? "ID";
    const root = /\b(?:environments|terragrunt)\/([^/]+\/[^/]+)\/?$/.exec(folder)?.[1];
    const release = root ? `uplift unlock ${root} --id ${id}` : `terraform -chdir=${folder} force-unlock ${id}`;
    return `Another run holds the lock: wait for it. If none is running, release what a killed one left: ${release}`;
  }
  if (/Backend initialization required|provider .* not (installed|available)|Module not installed/i.test(text)) {
    return "Run terraform init in that folder first.";
  }
  return `Mend the cause, then run the command again; by hand: terraform ${command} in that folder.`;
}
