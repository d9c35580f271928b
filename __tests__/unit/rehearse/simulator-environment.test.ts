import { STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { simulatorClientConfig, simulatorEnvironment } from "../../../src/rehearse/simulator-environment.js";

const endpoint = "http://127.0.0.1:4566";
const users = {
  PATH: "/usr/bin",
  HOME: "/home/u",
  AWS_PROFILE: "production",
  AWS_ACCESS_KEY_ID: "AKIAREAL",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
  AWS_ENDPOINT_URL_S3: "https://s3.example",
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
  AWS_CA_BUNDLE: "/ca.pem",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/",
  TF_VAR_account: "1",
  TF_CLI_ARGS: "-lock=false",
  TF_LOG: "trace",
  https_proxy: "http://proxy:3128",
  NO_PROXY: "amazonaws.com",
};

describe("the environment of a rehearsal", () => {
  const environment = simulatorEnvironment(endpoint, users);

  it("has none of the user's credentials, endpoints, Terraform settings or proxies", () => {
    for (const [name, value] of Object.entries(users)) {
      if (name === "PATH" || name === "HOME") expect(environment[name]).toBe(value);
      else expect(environment[name], name).not.toBe(value);
    }
    expect(
      Object.keys(environment)
        .filter((name) => name.startsWith("TF_"))
        .sort(),
    ).toEqual(["TF_INPUT", "TF_IN_AUTOMATION"]);
    expect(environment).not.toHaveProperty("AWS_CA_BUNDLE");
    expect(environment).not.toHaveProperty("AWS_SESSION_TOKEN");
    expect(environment).not.toHaveProperty("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  });

  it("lets every call but those to the loopback fail", () => {
    expect(environment).toMatchObject({
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_DISABLED: "true",
      HTTPS_PROXY: "http://127.0.0.1:9",
      https_proxy: "http://127.0.0.1:9",
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
    });
  });
});

describe("the configuration of clients in this process", () => {
  it("wins over the user's environment", async () => {
    const before = { ...process.env };
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIAREAL", AWS_SECRET_ACCESS_KEY: "s", AWS_REGION: "us-west-2" });
    process.env.AWS_ENDPOINT_URL_STS = "https://sts.example";
    try {
      const { config } = new STSClient(simulatorClientConfig(endpoint));
      expect(await config.credentials()).toMatchObject({ accessKeyId: "simulator" });
      expect(await config.region()).toBe("eu-west-1");
      expect(await config.endpoint?.()).toMatchObject({ hostname: "127.0.0.1", port: 4566 });
    } finally {
      process.env = before;
    }
  });
});
