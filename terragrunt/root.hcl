# Generated from src/emit/terragrunt.ts by npm run synth. Do not edit.

locals {
  environment = split("/", path_relative_to_include())[0]
  states = {
    staging = {
      bucket     = "example-staging-state-777777777777"
      region     = "eu-west-1"
      lock_table = "example-staging-state-lock"
      kms_key    = "alias/example-staging-state"
    }
  }
  state = local.states[local.environment]
}

# Terragrunt copies each unit to two folders below this one before it runs: so deep, ../../../modules is the project's.
download_dir = "${get_parent_terragrunt_dir()}/../.terragrunt-cache"

# Bucket and table are made by `uplift bootstrap`, never by Terragrunt, and each root's own backend.tf.json names them:
# hence neither a generate attribute nor an initialization here.
remote_state {
  backend                         = "s3"
  disable_init                    = true
  disable_dependency_optimization = true
  config = {
    bucket         = local.state.bucket
    key            = "${path_relative_to_include()}/terraform.tfstate"
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
