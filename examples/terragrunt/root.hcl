# What two units of somebody else's repository share: they use Uplift's modules and nothing else of it.
locals {
  region     = "eu-west-1"
  account_id = get_env("EXAMPLE_ACCOUNT_ID", "123456789012")
}

# Modules have neither provider nor backend, so that both can be written here.
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOT
    provider "aws" {
      region              = "${local.region}"
      allowed_account_ids = ["${local.account_id}"]
    }
  EOT
}

remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  disable_init = true
  config = {
    bucket              = get_env("EXAMPLE_STATE_BUCKET", "example-state-123456789012")
    key                 = "${path_relative_to_include()}/terraform.tfstate"
    region              = local.region
    encrypt             = true
    use_lockfile        = true
    allowed_account_ids = [local.account_id]
  }
}
