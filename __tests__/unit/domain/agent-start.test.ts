import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { agentParameter, startingAgent } from "../../../src/domain/agent-start.js";

const script = startingAgent("#!/bin/sh\nsystemctl start shop\n", agentParameter("example-prod"));

it("starts the agent by its parameter, beside the script and before it", () => {
  expect(script).toBe(
    [
      "#!/bin/sh",
      "(",
      "  [ -x /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl ] || dnf install -y amazon-cloudwatch-agent || yum install -y amazon-cloudwatch-agent",
      "  until /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c ssm:AmazonCloudWatch-example-prod; do sleep 60; done",
      ") > /var/log/start-cloudwatch-agent.log 2>&1 &",
      "systemctl start shop",
      "",
    ].join("\n"),
  );
});

it("is a script that a shell reads", () => {
  expect(spawnSync("sh", ["-n"], { input: script }).status).toBe(0);
});
