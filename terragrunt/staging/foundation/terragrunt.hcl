# Generated from src/emit/terragrunt.ts by npm run synth. Do not edit.

include "root" {
  path = find_in_parent_folders("root.hcl")
}

dependencies {
  paths = ["../bootstrap"]
}
