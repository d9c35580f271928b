/** The services that collectors call, by Uplift's own names for them. */
export const serviceNames = [
  "acm",
  "apigateway",
  "apigatewayv2",
  "autoscaling",
  "cloudwatch",
  "dynamodb",
  "ec2",
  "ecr",
  "efs",
  "elasticache",
  "elb",
  "elbv2",
  "events",
  "iam",
  "kms",
  "lambda",
  "logs",
  "rds",
  "route53",
  "s3",
  "secretsmanager",
  "sfn",
  "sns",
  "sqs",
  "ssm",
  "tagging",
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A client of the SDK, whose service the call's command belongs to. */
export interface Sender {
  send(command: unknown, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/** The clients of one region, by service. */
export type Clients = Readonly<Record<ServiceName, Sender>>;

/** What of an SDK command tells its input and output. */
interface CommandOf<Input, Output> {
  readonly input: Input;
  resolveMiddleware(...args: never[]): (args: never) => Promise<{ output: Output }>;
}

/** One read-only call of AWS's API. */
export interface ApiCall<Input, Output> {
  /** The IAM action that allows it, e.g. `s3:GetEncryptionConfiguration`. */
  readonly action: string;
  /** The API's own name of it, e.g. `GetBucketEncryption`. */
  readonly operation: string;
  send(clients: Clients, input: Input, signal: AbortSignal): Promise<Output>;
}

/** `call("ec2", "ec2:DescribeVpcs", DescribeVpcsCommand)`. */
export const call = <Input, Output>(
  service: ServiceName,
  action: string,
  Command: new (input: never) => CommandOf<Input, Output>,
): ApiCall<Input, Output> => ({
  action,
  operation: Command.name.replace(/Command$/, ""),
  // The SDK's send is overloaded per command; here the pair of input and output is already bound by the command's class.
  send: (clients, input, signal) =>
    clients[service].send(new Command(input as never), { abortSignal: signal }) as Promise<Output>,
});
