include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

# In a repository of your own: git::https://github.com/example/infrastructure.git//modules/network?ref=COMMIT
terraform {
  source = "../../..//modules/network"
}

inputs = {
  name       = "example"
  account_id = include.root.locals.account_id
  region     = include.root.locals.region
  new_vpc    = { cidr_block = "10.20.0.0/16" }
  subnets = {
    public_a = { tier = "public", zone = "eu-west-1a", cidr_block = "10.20.0.0/22", route_table = "public" }
    public_b = { tier = "public", zone = "eu-west-1b", cidr_block = "10.20.4.0/22", route_table = "public" }
  }
  route_tables = { public = { internet = true } }
}
