import type { RootStack, StateLocation } from "../core/root-stack.js";
import { type EmittedFile, marker, textFile } from "./files.js";
import { hcl } from "./hcl.js";
import { mockOf } from "./mocks.js";

interface Unit {
  readonly folder: string;
  readonly stack: RootStack;
  readonly after: readonly string[];
}

const header = `# ${marker("src/emit/terragrunt.ts")}\n`;
const mockedCommands = ["init", "validate", "plan"];

/** `terragrunt/root.hcl`: where the states of the environments behind this door lie; the roots hold their own backend. */
export function terragruntRoot(states: Readonly<Record<string, StateLocation>>): EmittedFile {
  const locations = Object.fromEntries(
    Object.entries(states).map(([environment, { bucket, region, lockTable, kmsKeyAlias }]) => [
      environment,
      { bucket, region, lock_table: lockTable, kms_key: kmsKeyAlias },
    ]),
  );
  return textFile(
    "terragrunt/root.hcl",
    `${header}
locals {
  environment = split("/", path_relative_to_include())[0]
  states = ${hcl(locations, 1)}
  state = local.states[local.environment]
}

# Terragrunt copies each unit to two folders below this one before it runs: so deep, ../../../modules is the project's.
download_dir = "\${get_parent_terragrunt_dir()}/../.terragrunt-cache"

# Bucket and table are made by \`uplift bootstrap\`, never by Terragrunt, and each root's own backend.tf.json names them:
# hence neither a generate attribute nor an initialization here.
remote_state {
  backend                         = "s3"
  disable_init                    = true
  disable_dependency_optimization = true
  config = {
    bucket         = local.state.bucket
    key            = "\${path_relative_to_include()}/terraform.tfstate"
    region         = local.state.region
    encrypt        = true
    kms_key_id     = local.state.kms_key
    dynamodb_table = local.state.lock_table
  }
}

errors {
  retry "throttled" {
    retryable_errors   = [".*(RequestLimitExceeded|Throttling|TooManyRequests|connection reset by peer).*"]
    max_attempts       = 3
    sleep_interval_sec = 5
  }
}
`,
  );
}

/** The `terragrunt.hcl` of one root: its dependencies, and the values that it reads of them. */
export function terragruntUnit({ folder, stack, after }: Unit): EmittedFile {
  const read = new Set(stack.reads.map(({ layer }) => layer));
  const dependencies = stack.reads.map(({ layer, outputs, values }) => {
    const mocks = Object.fromEntries(
      Object.entries(outputs).map(([name, output]) => [name, mockOf(output, values[name])]),
    );
    return `
dependency "${layer}" {
  config_path                             = "../${layer}"
  mock_outputs                            = ${hcl(mocks, 1)}
  mock_outputs_allowed_terraform_commands = ${hcl(mockedCommands)}
  mock_outputs_merge_strategy_with_state  = "shallow"
}
`;
  });
  const inputs = stack.reads.flatMap(({ layer, outputs }) =>
    Object.keys(outputs).map((name) => `  ${layer}_${name} = dependency.${layer}.outputs.${name}\n`),
  );
  const others = after.filter((layer) => !read.has(layer)).map((layer) => `../${layer}`);
  return textFile(
    `${folder}/terragrunt.hcl`,
    [
      header,
      `
include "root" {
  path = find_in_parent_folders("root.hcl")
}
`,
      others.length > 0 ? `\ndependencies {\n  paths = ${hcl(others)}\n}\n` : "",
      ...dependencies,
      inputs.length > 0 ? `\ninputs = {\n${inputs.join("")}}\n` : "",
    ].join(""),
  );
}
