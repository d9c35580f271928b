import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { z } from "zod";

/** What both clients are made with. */
export type LockClients = DynamoDBClientConfig & S3ClientConfig;

/** Whose run holds a state's lock, as Terraform wrote it. */
export interface StateLock {
  readonly id: string;
  /** What the run does, e.g. OperationTypeApply. */
  readonly operation: string;
  /** user@host */
  readonly who: string;
  readonly created: Date;
}

/** The table and the key under which Terraform's S3 backend keeps a state's lock. */
export interface LockLocation {
  readonly table: string;
  readonly bucket: string;
  /** The state's object key. */
  readonly key: string;
  /** Whether S3's own lock file lies beside the table's lock. */
  readonly hasLockFile: boolean;
}

const info = z.object({ ID: z.string(), Operation: z.string(), Who: z.string(), Created: z.coerce.date() });

const itemKey = ({ bucket, key }: LockLocation) => ({ LockID: { S: `${bucket}/${key}` } });

/** Who holds the lock; undefined when nobody does. */
export async function findLock(location: LockLocation, config: LockClients): Promise<StateLock | undefined> {
  const client = new DynamoDBClient(config);
  const { Item } = await client.send(
    new GetItemCommand({ TableName: location.table, Key: itemKey(location), ConsistentRead: true }),
  );
  const text = Item?.Info?.S;
  if (!text) return undefined;
  const { ID, Operation, Who, Created } = info.parse(JSON.parse(text));
  return { id: ID, operation: Operation, who: Who, created: Created };
}

/** Removes just the lock of this id: one that somebody took since stays, and the answer is false. */
export async function releaseLock(location: LockLocation, id: string, config: LockClients): Promise<boolean> {
  const client = new DynamoDBClient(config);
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: location.table,
        Key: itemKey(location),
        ConditionExpression: "contains(Info, :id)",
        ExpressionAttributeValues: { ":id": { S: `"ID":"${id}"` } },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
  if (location.hasLockFile) await removeLockFile(location, id, new S3Client(config));
  return true;
}

/** A run takes the file first and the table's lock after it, both under one id. */
async function removeLockFile({ bucket, key }: LockLocation, id: string, client: S3Client): Promise<void> {
  const object = { Bucket: bucket, Key: `${key}.tflock` };
  try {
    const { Body } = await client.send(new GetObjectCommand(object));
    if (info.parse(JSON.parse((await Body?.transformToString()) ?? "")).ID !== id) return;
    await client.send(new DeleteObjectCommand(object));
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
  }
}
