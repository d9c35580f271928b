import { nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, between, matches } from "../../core/validations.js";
import { accountId, name, partition, tags } from "../../parts/inputs.js";

export const inputs = {
  name: name("recovery", 40),
  account_id: accountId,
  partition,
  source_account_id: required(
    t.string,
    "Account whose backups are copied here: the same one, or another of the organization.",
    matches(/^[0-9]{12}$/, "12 digits"),
  ),
  vaults: required(
    t.map(
      t.object({
        name: t.string,
        min_retention_days: t.number,
        max_retention_days: t.number,
        changeable_for_days: t.optional(t.number),
      }),
    ),
    "Vaults by lasting name, each with the bounds of how long copies are kept. While changeable_for_days is null the lock can be lifted; set, nobody can, AWS included, once those days are over.",
    attribute("name", matches(/^[a-zA-Z0-9_-]{2,50}$/, "2 to 50 letters, digits, hyphens and underscores")),
    attribute("min_retention_days", between(1, 36500)),
    attribute("max_retention_days", between(1, 36500)),
    attribute("changeable_for_days", between(3, 36500)),
  ),
  state_copies: nullable(
    t.object({ bucket_name: t.string }),
    "A bucket that a state bucket is replicated to.",
    attribute(
      "bucket_name",
      matches(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "3 to 63 lower-case letters, digits and hyphens"),
    ),
  ),
  tags,
};

export const outputs = {
  vault_arns: output(
    t.map(t.string),
    "ARNs of the vaults by lasting name.",
    "arn:aws:backup:eu-central-1:000000000000:backup-vault:mock",
  ),
  key_arn: output(
    t.string,
    "ARN of the key of copies.",
    "arn:aws:kms:eu-central-1:000000000000:key/00000000-0000-0000-0000-000000000000",
  ),
};
