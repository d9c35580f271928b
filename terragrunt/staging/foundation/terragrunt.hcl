# Generated from src/emit/terragrunt.ts by npm run synth. Do not edit.

include "root" {
  path = find_in_parent_folders("root.hcl")
}

dependency "bootstrap" {
  config_path                             = "../bootstrap"
  mock_outputs                            = {
    bucket_arn     = "mock"
    lock_table_arn = "mock"
    kms_key_arn    = "mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  bootstrap_bucket_arn = dependency.bootstrap.outputs.bucket_arn
  bootstrap_lock_table_arn = dependency.bootstrap.outputs.lock_table_arn
  bootstrap_kms_key_arn = dependency.bootstrap.outputs.kms_key_arn
}
