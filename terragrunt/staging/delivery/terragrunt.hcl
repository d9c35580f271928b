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

dependency "foundation" {
  config_path                             = "../foundation"
  mock_outputs                            = {
    permissions_boundary_arn = "arn:aws:iam::000000000000:policy/mock"
    data_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    logs_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    secrets_key_arn          = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    backup_key_arn           = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    alarm_topic_arn          = "arn:aws:sns:eu-west-1:000000000000:mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  bootstrap_bucket_arn = dependency.bootstrap.outputs.bucket_arn
  bootstrap_lock_table_arn = dependency.bootstrap.outputs.lock_table_arn
  bootstrap_kms_key_arn = dependency.bootstrap.outputs.kms_key_arn
  foundation_permissions_boundary_arn = dependency.foundation.outputs.permissions_boundary_arn
  foundation_data_key_arn = dependency.foundation.outputs.data_key_arn
  foundation_logs_key_arn = dependency.foundation.outputs.logs_key_arn
  foundation_secrets_key_arn = dependency.foundation.outputs.secrets_key_arn
  foundation_backup_key_arn = dependency.foundation.outputs.backup_key_arn
  foundation_alarm_topic_arn = dependency.foundation.outputs.alarm_topic_arn
}
