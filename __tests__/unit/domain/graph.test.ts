import { describe, expect, it } from "vitest";
import { type GraphEdge, graphOf } from "../../../src/domain/graph.js";
import { viewOf } from "../../../src/domain/graph-view.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource } from "../../support/account.js";
import { largeAccount } from "../../support/large-account.js";

const text = ({ from, to, port }: GraphEdge) => `${from} → ${to}${port ? `:${port}` : ""}`;
const talks = (resources: readonly InventoryResource[]) =>
  graphOf(inventoryOf(resources))
    .edges.filter(({ kind }) => kind === "talks-to")
    .map(text);

const instance = (id: string, group = "sg-1", attributes = {}) =>
  resource("aws_instance", id, { attributes, links: [["vpc_security_group_ids", "aws_security_group", group]] });
const group = (id: string) => resource("aws_security_group", id, { attributes: { GroupName: id } });
const rule = (id: string, of: string, attributes: object, peer?: string) =>
  resource("aws_vpc_security_group_ingress_rule", id, {
    attributes: { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, ...attributes },
    links: [
      ["security_group_id", "aws_security_group", of, true],
      ...(peer ? [["referenced_security_group_id", "aws_security_group", peer] as const] : []),
    ],
  });

describe("who talks to whom", () => {
  it("a name to what it stands for: alias, address, elastic IP, another name", () => {
    const record = (name: string, attributes: object) =>
      resource("aws_route53_record", name, { attributes: { Name: name, ...attributes } });
    const found = talks([
      resource("aws_elb", "web", { attributes: { DNSName: "Web-1.elb.test" } }),
      instance("i-1", "sg-1", { PublicIpAddress: "198.51.100.1" }),
      instance("i-2"),
      resource("aws_eip", "eipalloc-1", { attributes: { PublicIp: "198.51.100.2" } }),
      resource("aws_eip_association", "eipassoc-1", {
        links: [
          ["instance_id", "aws_instance", "i-2", true],
          ["allocation_id", "aws_eip", "eipalloc-1", true],
        ],
      }),
      record("app.test", { Type: "A", AliasTarget: { DNSName: "dualstack.web-1.elb.test." } }),
      record("ip.test", { Type: "A", ResourceRecords: [{ Value: "198.51.100.1" }, { Value: "198.51.100.2" }] }),
      record("app.test.mx", { Type: "MX", Name: "app.test", ResourceRecords: [{ Value: "10 mail.test" }] }),
      record("www.test", { Type: "CNAME", ResourceRecords: [{ Value: "app.test." }] }),
    ]);
    expect(found).toEqual([
      "aws_route53_record/app.test → aws_elb/web",
      "aws_route53_record/ip.test → aws_instance/i-1",
      "aws_route53_record/ip.test → aws_instance/i-2",
      "aws_route53_record/www.test → aws_route53_record/app.test",
    ]);
  });

  it("a classic balancer to its instances, by the instances' ports", () => {
    const ListenerDescriptions = [{ Listener: { LoadBalancerPort: 443, InstancePort: 8443 } }];
    const balancer = resource("aws_elb", "web", {
      attributes: { ListenerDescriptions },
      links: [["instances", "aws_instance", "i-1"]],
    });
    expect(talks([balancer, instance("i-1")])).toEqual(["aws_elb/web → aws_instance/i-1:8443"]);
  });

  it("an application balancer through listener, rule and target group to members of every kind", () => {
    const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:f";
    const targets = (id: string, member: object, instanceId?: string) =>
      resource("aws_lb_target_group_attachment", `tg:${id}`, {
        attributes: { ...member },
        links: [
          ["target_group_arn", "aws_lb_target_group", "arn:tg", true],
          ...(instanceId ? [["target_id", "aws_instance", instanceId] as const] : []),
        ],
      });
    const found = talks([
      resource("aws_lb", "arn:lb"),
      resource("aws_lb_listener", "arn:l", { links: [["load_balancer_arn", "aws_lb", "arn:lb", true]] }),
      resource("aws_lb_listener_rule", "arn:r", {
        links: [
          ["listener_arn", "aws_lb_listener", "arn:l", true],
          ["target_group_arn", "aws_lb_target_group", "arn:tg"],
        ],
      }),
      resource("aws_lb_target_group", "arn:tg", { attributes: { Port: 80 } }),
      resource("aws_lambda_function", "f", { attributes: { FunctionArn: lambda } }),
      instance("i-1"),
      instance("i-2", "sg-1", { PrivateIpAddress: "10.0.0.9" }),
      targets("1", { Id: "i-1", Port: 8080 }, "i-1"),
      targets("2", { Id: "10.0.0.9" }),
      targets("3", { Id: lambda }),
    ]);
    expect(found).toEqual([
      "aws_lb/arn:lb → aws_instance/i-1:8080",
      "aws_lb/arn:lb → aws_instance/i-2:80",
      "aws_lb/arn:lb → aws_lambda_function/f:80",
    ]);
  });

  it("group to group and instance to database, by rule; the world and ranges from outside", () => {
    const found = talks([
      group("sg-app"),
      group("sg-db"),
      instance("i-1", "sg-app"),
      resource("aws_db_instance", "main", { links: [["vpc_security_group_ids", "aws_security_group", "sg-db"]] }),
      rule("sgr-1", "sg-db", {}, "sg-app"),
      rule("sgr-2", "sg-app", { FromPort: 22, ToPort: 23, CidrIpv4: "0.0.0.0/0" }),
      rule("sgr-3", "sg-db", { IpProtocol: "-1", FromPort: -1, ToPort: -1, CidrIpv4: "10.0.0.0/8" }),
      rule("sgr-4", "sg-app", { IpProtocol: "udp", FromPort: 53, ToPort: 53 }, "sg-app"),
    ]);
    expect(found).toEqual([
      "aws_instance/i-1 → aws_db_instance/main:5432",
      "aws_security_group/sg-app → aws_security_group/sg-app:53/udp",
      "aws_security_group/sg-app → aws_security_group/sg-db:5432",
      "external/10.0.0.0/8 → aws_db_instance/main:all",
      "external/10.0.0.0/8 → aws_security_group/sg-db:all",
      "external/internet → aws_instance/i-1:22-23",
      "external/internet → aws_security_group/sg-app:22-23",
    ]);
  });

  it("a function to its queue, a topic to its subscriber, a bucket to what it notifies", () => {
    const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
    const found = talks([
      resource("aws_lambda_function", "f", { attributes: { FunctionArn: arn("lambda", "function:f") } }),
      resource("aws_sqs_queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/q"),
      resource("aws_sns_topic", "t", { attributes: { TopicArn: arn("sns", "t") } }),
      resource("aws_sns_topic_policy", arn("sns", "t")),
      resource("aws_s3_bucket", "b"),
      resource("aws_lambda_event_source_mapping", "m", {
        attributes: { FunctionArn: arn("lambda", "function:f:live"), EventSourceArn: arn("sqs", "q") },
      }),
      resource("aws_sns_topic_subscription", "s", {
        attributes: { TopicArn: arn("sns", "t"), Endpoint: arn("sqs", "q") },
      }),
      resource("aws_s3_bucket_notification", "b", {
        attributes: { LambdaFunctionConfigurations: [{ LambdaFunctionArn: arn("lambda", "function:f") }] },
        links: [["bucket", "aws_s3_bucket", "b", true]],
      }),
    ]);
    expect(found).toEqual([
      "aws_lambda_function/f → aws_sqs_queue/https://sqs.eu-west-1.amazonaws.com/111122223333/q",
      "aws_s3_bucket/b → aws_lambda_function/f",
      "aws_sns_topic/t → aws_sqs_queue/https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    ]);
  });

  it("an instance, by profile, role and policy, to a bucket; a bare star says nothing", () => {
    const policy = (id: string, Resource: unknown) =>
      resource("aws_iam_role_policy", id, {
        attributes: { PolicyName: id, PolicyDocument: JSON.stringify({ Statement: { Effect: "Allow", Resource } }) },
        links: [["role", "aws_iam_role", "app", true]],
      });
    const found = graphOf(
      inventoryOf([
        resource("aws_instance", "i-1", { links: [["iam_instance_profile", "aws_iam_instance_profile", "p"]] }),
        resource("aws_iam_instance_profile", "p", { links: [["role", "aws_iam_role", "app"]] }),
        resource("aws_iam_role", "app"),
        policy("one", "arn:aws:s3:::files/*"),
        policy("two", ["arn:aws:s3:::log-*", "*"]),
        ...["files", "log-1", "other"].map((id) => resource("aws_s3_bucket", id)),
      ]),
    );
    const byPolicy = found.edges.filter(({ via }) => via.startsWith("policy"));
    expect(byPolicy.map((edge) => `${edge.kind} ${text(edge)}`)).toEqual([
      "depends-on aws_iam_role/app → aws_s3_bucket/files",
      "depends-on aws_iam_role/app → aws_s3_bucket/log-1",
      "talks-to aws_instance/i-1 → aws_s3_bucket/files",
      "talks-to aws_instance/i-1 → aws_s3_bucket/log-1",
    ]);
  });
});

describe("a graph", () => {
  it("has no edge to what the inventory lacks, and is the same in any order", () => {
    const resources = largeAccount(300);
    const graph = graphOf(inventoryOf(resources));
    const keys = new Set(graph.nodes.map(({ key }) => key));
    expect(graph.edges.filter(({ from, to }) => !keys.has(from) || !keys.has(to))).toEqual([]);
    expect(graphOf(inventoryOf([...resources].reverse()))).toEqual(graph);
  });

  it("is drawn without parts, without what AWS made and without implied dependencies", () => {
    const view = viewOf(
      graphOf(
        inventoryOf([
          resource("aws_vpc", "vpc-1"),
          resource("aws_subnet", "subnet-1", { links: [["vpc_id", "aws_vpc", "vpc-1"]] }),
          resource("aws_instance", "i-1", {
            links: [
              ["subnet_id", "aws_subnet", "subnet-1"],
              ["vpc_id", "aws_vpc", "vpc-1"],
            ],
          }),
          resource("aws_network_acl", "acl-1", { owner: { kind: "aws", name: "x" } }),
        ]),
      ),
    );
    expect(view.nodes.map(({ key }) => key)).toEqual(["aws_instance/i-1", "aws_subnet/subnet-1", "aws_vpc/vpc-1"]);
    expect(view.edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      "aws_instance/i-1 aws_subnet/subnet-1",
      "aws_subnet/subnet-1 aws_vpc/vpc-1",
    ]);
  });

  it("is drawn with one arrow where one talks to what it depends on", () => {
    const balancer = resource("aws_elb", "web", {
      attributes: { ListenerDescriptions: [{ Listener: { LoadBalancerPort: 443, InstancePort: 8443 } }] },
      links: [["instances", "aws_instance", "i-1"]],
    });
    const { edges } = viewOf(graphOf(inventoryOf([balancer, resource("aws_instance", "i-1")])));
    expect(edges).toEqual([{ from: "aws_elb/web", to: "aws_instance/i-1", kind: "talks-to", label: "8443" }]);
  });
});
