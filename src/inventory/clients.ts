import { ACMClient } from "@aws-sdk/client-acm";
import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { EFSClient } from "@aws-sdk/client-efs";
import { ElasticLoadBalancingClient } from "@aws-sdk/client-elastic-load-balancing";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RDSClient } from "@aws-sdk/client-rds";
import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import type { Clients, Sender, ServiceName } from "./call.js";
import { isThrottle } from "./faults.js";

/** What the SDK lets a caller set for all of its clients alike. */
export type SdkConfig = Pick<EC2ClientConfig & STSClientConfig, "credentials" | "endpoint" | "profile">;

/** Retries that slow down by themselves when AWS throttles. */
const patient = { retryMode: "adaptive", maxAttempts: 8 } as const;

const classes: Readonly<Record<ServiceName, new (config: never) => unknown>> = {
  acm: ACMClient,
  apigateway: APIGatewayClient,
  apigatewayv2: ApiGatewayV2Client,
  autoscaling: AutoScalingClient,
  cloudwatch: CloudWatchClient,
  dynamodb: DynamoDBClient,
  ec2: EC2Client,
  ecr: ECRClient,
  efs: EFSClient,
  elasticache: ElastiCacheClient,
  elb: ElasticLoadBalancingClient,
  elbv2: ElasticLoadBalancingV2Client,
  events: EventBridgeClient,
  iam: IAMClient,
  kms: KMSClient,
  lambda: LambdaClient,
  logs: CloudWatchLogsClient,
  rds: RDSClient,
  route53: Route53Client,
  s3: S3Client,
  secretsmanager: SecretsManagerClient,
  sfn: SFNClient,
  sns: SNSClient,
  sqs: SQSClient,
  ssm: SSMClient,
  tagging: ResourceGroupsTaggingAPIClient,
};

/** What of a client of the SDK is needed to watch its attempts. */
interface Watched extends Sender {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: unknown) => Promise<unknown>) => (args: unknown) => Promise<unknown>,
      options: { readonly name: string; readonly step: "finalizeRequest"; readonly priority: "low" },
    ): void;
  };
}

/** Tells of every attempt that AWS refused for its speed; the SDK's own retries stand outside of it. */
function watch(client: Watched, onThrottle: () => void): Sender {
  client.middlewareStack.add(
    (next) => (args) =>
      next(args).catch((error: unknown) => {
        if (isThrottle(error)) onThrottle();
        throw error;
      }),
    { name: "upliftThrottles", step: "finalizeRequest", priority: "low" },
  );
  return client;
}

/** The clients of a region, each made when it is first asked for. */
export function clientsOf(region: string, sdk: SdkConfig = {}, onThrottle: () => void = () => {}): Clients {
  const clients = {} as Record<ServiceName, Sender>;
  // Without TLS, S3's client makes a host name of a bucket's name with dots in it, which resolves to nothing on a simulator.
  const forcePathStyle = typeof sdk.endpoint === "string" && sdk.endpoint.startsWith("http:");
  for (const [service, Client] of Object.entries(classes) as [ServiceName, new (config: object) => Watched][]) {
    let client: Sender | undefined;
    Object.defineProperty(clients, service, {
      enumerable: true,
      get: () => {
        client ??= watch(
          new Client({ ...patient, ...sdk, region, ...(forcePathStyle && { forcePathStyle }) }),
          onThrottle,
        );
        return client;
      },
    });
  }
  return clients;
}

export const identityClient = (region: string, sdk: SdkConfig = {}): STSClient =>
  new STSClient({ ...patient, maxAttempts: 3, ...sdk, region });
