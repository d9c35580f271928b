import type { Inputs, Output } from "../core/contract.js";
import type { AnyModule } from "../core/module.js";
import { providerRequirements, terraformVersion } from "../core/versions.js";
import { marker } from "./files.js";
import { hcl } from "./hcl.js";

const row = (...cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** The README of a module in the shape that terraform-docs gives, from the same contract as its variables. */
export function moduleReadme(module: AnyModule): string {
  const inputs = Object.entries(module.inputs as Inputs);
  const outputs = Object.entries(module.outputs as Readonly<Record<string, Output<unknown>>>);
  const call = { source: `../../modules/${module.name}`, ...module.example };
  return `<!-- ${marker(`src/modules/${module.name}`)} -->
# ${module.name}

${module.description}

## Usage

\`\`\`hcl
module "${module.name}" ${hcl(call)}
\`\`\`

## Requirements

${row("Name", "Version")}
${row("----", "-------")}
${row("terraform", terraformVersion)}
${Object.entries(providerRequirements)
  .map(([name, { version }]) => row(name, version))
  .join("\n")}

## Inputs

${row("Name", "Description", "Type", "Default", "Required")}
${row("----", "-----------", "----", "-------", "--------")}
${inputs
  .map(([name, { description, type, presence, default: fallback, validations }]) =>
    row(
      name,
      [description, ...validations.map(({ path, allowed }) => `${path ? `\`${path}\`: ` : ""}${allowed}.`)].join(" "),
      `\`${type.expression}\``,
      presence === "required" ? "n/a" : `\`${JSON.stringify(fallback ?? null)}\``,
      presence === "required" ? "yes" : "no",
    ),
  )
  .join("\n")}

## Outputs

${row("Name", "Description")}
${row("----", "-----------")}
${outputs.map(([name, { description }]) => row(name, description)).join("\n")}
`;
}
