import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Seen } from "./key.js";

/** Declares the table that Terraform's S3 backend locks in; `LockID` is the backend's own name for the key. */
export function declareLockTable(scope: Construct, seen: Seen, key: KmsKey): DynamodbTable {
  return new DynamodbTable(scope, "aws_dynamodb_table.this", {
    name: seen.lock_table_name,
    billingMode: "PAY_PER_REQUEST",
    hashKey: "LockID",
    attribute: [{ name: "LockID", type: "S" }],
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
    serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
    tags: tagged(seen.tags, { Name: seen.lock_table_name }),
    lifecycle: { preventDestroy: true },
  });
}
