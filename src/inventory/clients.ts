import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingClient } from "@aws-sdk/client-elastic-load-balancing";
import { IAMClient } from "@aws-sdk/client-iam";
import { Route53Client } from "@aws-sdk/client-route-53";
import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import type { Clients } from "./call.js";

/** What the SDK lets a caller set for all of its clients alike. */
export type SdkConfig = Pick<EC2ClientConfig & STSClientConfig, "credentials" | "endpoint" | "profile">;

/** Retries that slow down by themselves when AWS throttles. */
const patient = { retryMode: "adaptive", maxAttempts: 8 } as const;

export const clientsOf = (region: string, sdk: SdkConfig = {}): Clients => ({
  ec2: new EC2Client({ ...patient, ...sdk, region }),
  elb: new ElasticLoadBalancingClient({ ...patient, ...sdk, region }),
  iam: new IAMClient({ ...patient, ...sdk, region }),
  route53: new Route53Client({ ...patient, ...sdk, region }),
});

export const identityClient = (region: string, sdk: SdkConfig = {}): STSClient =>
  new STSClient({ ...patient, ...sdk, region });
