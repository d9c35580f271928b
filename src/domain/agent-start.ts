/** The parameter that holds the CloudWatch agent's configuration for an environment's instances. */
export const agentParameter = (environment: string): string => `AmazonCloudWatch-${environment}`;

const control = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl";

/**
 * User data that starts the CloudWatch agent beside what a script does.
 * The parameter is made by a later layer, so the first instances ask for it every minute until it is there; nothing waits for them.
 * @param script begins with the line that names its interpreter
 */
export function startingAgent(script: string, parameter: string): string {
  const [first = "", ...rest] = script.split("\n");
  const start = [
    "(",
    `  [ -x ${control} ] || dnf install -y amazon-cloudwatch-agent || yum install -y amazon-cloudwatch-agent`,
    `  until ${control} -a fetch-config -m ec2 -s -c ssm:${parameter}; do sleep 60; done`,
    ") > /var/log/start-cloudwatch-agent.log 2>&1 &",
  ];
  return [first, ...start, ...rest].join("\n");
}
