import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { DescribeKeyCommand, KMSClient, NotFoundException, paginateListKeys } from "@aws-sdk/client-kms";
import { HeadBucketCommand, HeadObjectCommand, S3Client, type S3ServiceException } from "@aws-sdk/client-s3";
import { bucketOfAnother } from "../core/errors.js";

/** What the AWS SDK's clients are made with; empty leaves the choice to the SDK's own environment. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle?: boolean;
}

/** The names by which an environment's state is found again. */
export interface StateNames {
  readonly bucket: string;
  readonly lockTable: string;
  readonly kmsAlias: string;
  /** The description of the key, which finds it when its alias was not made yet. */
  readonly keyDescription: string;
}

/** What stands of an environment's state, by import id. */
export interface ExistingState {
  readonly bucket?: string;
  readonly lockTable?: string;
  readonly kmsAlias?: string;
  readonly key?: string;
}

/** Asks AWS what stands under the names; read-only. @throws bucketOfAnother when the bucket is not the account's. */
export async function findExistingState(names: StateNames, config: ClientConfig): Promise<ExistingState> {
  const key = await findKey(names, new KMSClient(config));
  return {
    ...((await hasBucket(names.bucket, new S3Client(config))) ? { bucket: names.bucket } : {}),
    ...((await hasTable(names.lockTable, new DynamoDBClient(config))) ? { lockTable: names.lockTable } : {}),
    ...key,
  };
}

/** Whether a state lies in the bucket under a key. */
export async function hasState(bucket: string, key: string, config: ClientConfig): Promise<boolean> {
  return isFound(
    () => new S3Client(config).send(new HeadObjectCommand({ Bucket: bucket, Key: key })),
    (error) => isAbsent(bucket, error),
  );
}

const hasBucket = (bucket: string, client: S3Client) =>
  isFound(
    () => client.send(new HeadBucketCommand({ Bucket: bucket })),
    (error) => isAbsent(bucket, error),
  );

const hasTable = (table: string, client: DynamoDBClient) =>
  isFound(
    () => client.send(new DescribeTableCommand({ TableName: table })),
    (error) => error instanceof ResourceNotFoundException,
  );

async function findKey({ kmsAlias, keyDescription }: StateNames, client: KMSClient) {
  const describe = async (id: string | undefined) =>
    (await client.send(new DescribeKeyCommand({ KeyId: id }))).KeyMetadata;
  try {
    return { kmsAlias, key: (await describe(kmsAlias))?.KeyId };
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
  }
  for await (const { Keys } of paginateListKeys({ client }, {})) {
    for (const { KeyId } of Keys ?? []) {
      const key = await describe(KeyId);
      if (key?.Description === keyDescription && key.KeyState === "Enabled") return { key: KeyId };
    }
  }
  return {};
}

const statusOf = (error: unknown) => (error as S3ServiceException).$metadata?.httpStatusCode;

/** Whether S3 says that there is nothing; what it says of a bucket that is out of reach is a fault. */
function isAbsent(bucket: string, error: unknown): boolean {
  if (statusOf(error) === 403 || statusOf(error) === 301) throw bucketOfAnother(bucket);
  return statusOf(error) === 404;
}

async function isFound(ask: () => Promise<unknown>, isAbsence: (error: unknown) => boolean): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}
