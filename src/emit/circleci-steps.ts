import { toolVersions } from "../core/versions.js";
import type { PipelineTool } from "../domain/pipeline.js";
import { imageToolFolder, installImageTools } from "./image-tools.js";
import { installPython, pythonFolder } from "./python-packages.js";

/** A machine with Go, Python and Docker; the version of the image is a date. */
const image = "ubuntu-2404:2025.09.1";
const mise = "2026.9.15";

/** The commit that the branch was at before. */
export const merged = [`echo 'export BASE="<< pipeline.git.base_revision >>"' >> "$BASH_ENV"`];

/** A token of CircleCI stands for the role: the SDK and Terraform exchange it themselves, and nothing is stored. */
export const role = (arn: string, region: string): readonly string[] => [
  [
    'echo "$CIRCLE_OIDC_TOKEN_V2" > "$HOME/oidc-token"',
    "{",
    `  echo "export AWS_ROLE_ARN=${arn}"`,
    '  echo "export AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/oidc-token"',
    `  echo "export AWS_REGION=${region}"`,
    '} >> "$BASH_ENV"',
  ].join("\n"),
];

/** A job of these commands, one step each. */
export function job(
  commands: readonly string[],
  last: readonly unknown[],
  first: readonly unknown[] = [],
  {
    tools = ["terraform"],
    timeoutMinutes = 120,
    environment,
  }: {
    readonly tools?: readonly PipelineTool[];
    readonly timeoutMinutes?: number;
    /** Values that are never part of a command's text. */
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
) {
  return {
    machine: { image },
    resource_class: "medium",
    ...(environment && { environment }),
    steps: [
      "checkout",
      ...first,
      ...setUp(tools),
      ...commands.map((each) => step(titleOf(each), each, undefined, timeoutMinutes)),
      ...last,
    ],
  };
}

function setUp(tools: readonly PipelineTool[]) {
  const wanted = [
    `node@${toolVersions.node}`,
    ...(tools.includes("terraform") ? [`terraform@${toolVersions.terraform}`] : []),
  ];
  return [
    step(
      "Tools",
      [
        `npm install --global @jdxcode/mise@${mise}`,
        `mise install ${wanted.join(" ")}`,
        `mise env --shell bash ${wanted.join(" ")} >> "$BASH_ENV"`,
      ].join("\n"),
    ),
    ...(tools.includes("python")
      ? [step("Python", `${installPython}\necho 'export PATH="$HOME/${pythonFolder}/bin:$PATH"' >> "$BASH_ENV"`)]
      : []),
    step("Packages", "npm ci --ignore-scripts"),
    ...(tools.includes("images")
      ? [
          step(
            "Image tools",
            [
              // With what is recommended: who builds without being root needs a runtime and a helper for the network.
              "sudo apt-get update && sudo apt-get install --yes buildah skopeo",
              installImageTools,
              `echo 'export PATH="$HOME/${imageToolFolder}:$PATH"' >> "$BASH_ENV"`,
            ].join("\n"),
          ),
        ]
      : []),
  ];
}

const titleOf = (command: string) =>
  command
    .split("\n")[0]
    ?.replace(/^npm run (--silent )?/, "")
    .slice(0, 60) ?? command;

export function step(name: string, command: string, when?: "always" | "on_fail", minutes?: number) {
  return {
    run: { name, command, ...(when && { when }), ...(minutes && { no_output_timeout: `${minutes}m` }) },
  };
}
