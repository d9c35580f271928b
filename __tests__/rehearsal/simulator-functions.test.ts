import * as rest from "@aws-sdk/client-api-gateway";
import * as v2 from "@aws-sdk/client-apigatewayv2";
import * as iam from "@aws-sdk/client-iam";
import * as lambda from "@aws-sdk/client-lambda";
import { beforeAll, describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

describe("a function", () => {
  const FunctionName = "kept";
  const DeadLetterConfig = { TargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead" };
  let client: lambda.LambdaClient;
  beforeAll(async () => {
    const { Role } = await new iam.IAMClient(simulator().sdkConfig()).send(
      new iam.CreateRoleCommand({ RoleName: "functions", AssumeRolePolicyDocument: "{}" }),
    );
    client = new lambda.LambdaClient(simulator().sdkConfig());
    await client.send(
      new lambda.CreateFunctionCommand({
        FunctionName,
        Role: Role?.Arn,
        Runtime: "python3.12",
        Handler: "a.b",
        // An empty zip archive.
        Code: { ZipFile: Buffer.from("504b0506000000000000000000000000000000000000", "hex") },
        DeadLetterConfig,
        KMSKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/k",
      }),
    );
  });
  const configuration = async () =>
    (await client.send(new lambda.GetFunctionCommand({ FunctionName }))).Configuration ?? {};

  it("answers where its failures go, its key, and that it logs text to a group of its name", async () => {
    expect(await configuration()).toMatchObject({
      DeadLetterConfig,
      KMSKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/k",
      LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/kept" },
    });
  });

  it("answers what it was changed to", async () => {
    const LoggingConfig = { LogFormat: "JSON", ApplicationLogLevel: "WARN", LogGroup: "/own" } as const;
    await client.send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, LoggingConfig }));
    expect(await configuration()).toMatchObject({ DeadLetterConfig, LoggingConfig });
  });

  it("lists its URLs, none before one is made, which buffers unless it is made otherwise", async () => {
    const urls = async () =>
      (await client.send(new lambda.ListFunctionUrlConfigsCommand({ FunctionName }))).FunctionUrlConfigs ?? [];
    expect(await urls()).toEqual([]);
    await client.send(new lambda.CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
    expect(await urls()).toMatchObject([{ AuthType: "NONE", InvokeMode: "BUFFERED" }]);
  });
});

describe("an API", () => {
  it("waits 29 s for a REST integration unless it is told otherwise", async () => {
    const client = new rest.APIGatewayClient(simulator().sdkConfig());
    const { id: restApiId } = await client.send(new rest.CreateRestApiCommand({ name: "a" }));
    const { items } = await client.send(new rest.GetResourcesCommand({ restApiId }));
    const at = { restApiId, resourceId: items?.[0]?.id, httpMethod: "GET" };
    await client.send(new rest.PutMethodCommand({ ...at, authorizationType: "NONE" }));
    for (const [given, expected] of [
      [undefined, 29_000],
      [5_000, 5_000],
    ] as const) {
      await client.send(new rest.PutIntegrationCommand({ ...at, type: "MOCK", timeoutInMillis: given }));
      expect((await client.send(new rest.GetIntegrationCommand(at))).timeoutInMillis).toBe(expected);
    }
  });

  it("of HTTP lists its authorizers and deployments, and integrates over the internet unless told otherwise", async () => {
    const client = new v2.ApiGatewayV2Client(simulator().sdkConfig());
    const { ApiId } = await client.send(new v2.CreateApiCommand({ Name: "a", ProtocolType: "HTTP" }));
    const authorizers = async () => (await client.send(new v2.GetAuthorizersCommand({ ApiId }))).Items;
    expect(await authorizers()).toEqual([]);
    await client.send(
      new v2.CreateAuthorizerCommand({
        ApiId,
        Name: "jwt",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
      }),
    );
    expect(await authorizers()).toMatchObject([{ Name: "jwt", AuthorizerType: "JWT" }]);
    expect((await client.send(new v2.GetDeploymentsCommand({ ApiId }))).Items).toEqual([]);
    const { ConnectionType } = await client.send(
      new v2.CreateIntegrationCommand({ ApiId, IntegrationType: "HTTP_PROXY", IntegrationUri: "https://a.test" }),
    );
    expect(ConnectionType).toBe("INTERNET");
  });
});
