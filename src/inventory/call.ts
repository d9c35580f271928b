import type { EC2Client } from "@aws-sdk/client-ec2";
import type { ElasticLoadBalancingClient } from "@aws-sdk/client-elastic-load-balancing";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { Route53Client } from "@aws-sdk/client-route-53";

/** The clients of one region, by service. */
export interface Clients {
  readonly ec2: EC2Client;
  readonly elb: ElasticLoadBalancingClient;
  readonly iam: IAMClient;
  readonly route53: Route53Client;
}

export type ServiceName = keyof Clients;
export const serviceNames: readonly ServiceName[] = ["ec2", "elb", "iam", "route53"];

/** What of an SDK command tells its input and output. */
interface CommandOf<Input, Output> {
  readonly input: Input;
  resolveMiddleware(...args: never[]): (args: never) => Promise<{ output: Output }>;
}

interface Sender {
  send(command: unknown, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/** One read-only call of AWS's API, with the IAM action that allows it. */
export interface ApiCall<Input, Output> {
  readonly action: string;
  send(clients: Clients, input: Input, signal: AbortSignal): Promise<Output>;
}

/** `call("ec2", "ec2:DescribeVpcs", DescribeVpcsCommand)`. */
export const call = <Input, Output>(
  service: ServiceName,
  action: string,
  Command: new (input: never) => CommandOf<Input, Output>,
): ApiCall<Input, Output> => ({
  action,
  // The SDK's send is overloaded per command; here the pair of input and output is already bound by the command's class.
  send: (clients, input, signal) =>
    (clients[service] as unknown as Sender).send(new Command(input as never), {
      abortSignal: signal,
    }) as Promise<Output>,
});
