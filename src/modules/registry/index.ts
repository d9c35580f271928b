import { defineModule } from "../../core/module.js";
import { declareEncryptionKey } from "../../parts/encryption-key.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareReceived } from "./received.js";
import { declareRegistry } from "./registry.js";
import { declareRepositories } from "./repositories.js";

/**
 * The organization's images: a repository for each service, whose tags never move, scanned, encrypted, pulled by every account.
 *
 * Costs in eu-west-1 (AWS price list, 2026): $0.10 a GiB and month, the key $1 a month; enhanced scanning $0.09 an image, $0.01 a
 * scan after; a copy in another region its storage and $0.02 a GiB.
 */
export const registry = defineModule({
  name: "registry",
  description:
    "The organization's images: a repository for each service, whose tags never move, scanned, encrypted, pulled by every account.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const { name, partition, account_id } = seen;
    const key = declareEncryptionKey(scope, {
      name: "this",
      description: `Images of ${name}`,
      partition,
      accountId: account_id,
      alias: `alias/${name}-registry`,
      title: `${name}-registry`,
      tags: seen.tags,
    });
    const repositories = declareRepositories(scope, seen, key);
    declareRegistry(scope, seen, key);
    declareReceived(scope, seen, key);
    return {
      repository_urls: seen.repositories.map((round) => repositories.at(round).repositoryUrl),
      repository_arns: seen.repositories.map((round) => repositories.at(round).arn),
      key_arn: key.arn,
    };
  },
});
