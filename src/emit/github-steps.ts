import { toolVersions } from "../core/versions.js";
import type { PipelineTool } from "../domain/pipeline.js";
import { type EmittedFile, textFile } from "./files.js";
import { imageToolFolder, installImageTools } from "./image-tools.js";
import { installPython, pythonFolder } from "./python-packages.js";
import { yamlFile } from "./yaml.js";

/** Actions by commit, since a tag can be moved; the version is a comment for people and for Renovate. */
export const actions = {
  "actions/checkout": ["3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"],
  "actions/setup-node": ["820762786026740c76f36085b0efc47a31fe5020", "v7.0.0"],
  "actions/upload-artifact": ["bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"],
  "hashicorp/setup-terraform": ["dfe3c3f87815947d99a8997f908cb6525fc44e9e", "v4.0.1"],
  "aws-actions/configure-aws-credentials": ["e6de054238d6b7531b4efff3b6587d9aade6a06c", "v6.2.3"],
} as const;

const source = "src/emit/github.ts";
export const uses = (action: keyof typeof actions) => `${action}@${actions[action][0]}`;
export const runner = "ubuntu-24.04";
export const report = 'cat comment.md >> "$GITHUB_STEP_SUMMARY"';

/** A comment with the version after each pinned action: YAML's writer has no place for one. */
export function workflow(name: string, document: unknown): EmittedFile {
  const { path, content } = yamlFile(`.github/workflows/${name}.yml`, source, document);
  const text = new TextDecoder()
    .decode(content)
    .replace(
      /^(\s*(?:- )?uses: ([\w/-]+)@[0-9a-f]{40})$/gm,
      (line, _, action: keyof typeof actions) => `${line} # ${actions[action][1]}`,
    );
  return textFile(path, text);
}

/** The clone, Node, and what else is needed; the runner has Go and Python. Scripts of packages do not run. */
export function setUp(tools: readonly PipelineTool[]) {
  return [
    {
      uses: uses("actions/checkout"),
      with: { "persist-credentials": false, ...(tools.includes("history") && { "fetch-depth": 0 }) },
    },
    { uses: uses("actions/setup-node"), with: { "node-version": toolVersions.node, cache: "npm" } },
    ...(tools.includes("terraform")
      ? [
          {
            uses: uses("hashicorp/setup-terraform"),
            with: { terraform_version: toolVersions.terraform, terraform_wrapper: false },
          },
        ]
      : []),
    ...(tools.includes("python")
      ? [{ run: `${installPython}\necho "$HOME/${pythonFolder}/bin" >> "$GITHUB_PATH"\n` }]
      : []),
    { run: "npm ci --ignore-scripts" },
    ...(tools.includes("images")
      ? [{ run: `${installImageTools}\necho "$HOME/${imageToolFolder}" >> "$GITHUB_PATH"\n` }]
      : []),
  ];
}

/** An apply whose credentials end before it does could not write its state. */
export const applyMinutes = 120;

export const credentials = (role: string, region: string, minutes = 60) => ({
  uses: uses("aws-actions/configure-aws-credentials"),
  with: {
    "role-to-assume": role,
    "aws-region": region,
    "role-session-name": "uplift-${{ github.run_id }}",
    "role-duration-seconds": minutes * 60,
  },
});

/** What an earlier job of the run kept. */
export const download = (artifact: string) => ({
  run: `gh run download "$RUN" --name ${artifact}`,
  env: { GH_TOKEN: "${{ github.token }}", RUN: "${{ github.run_id }}", GH_REPO: "${{ github.repository }}" },
});
