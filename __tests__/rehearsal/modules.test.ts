import { afterAll, beforeAll, expect, it } from "vitest";
import type { AnyModule } from "../../src/core/module.js";
import { prometheusRules } from "../../src/domain/prometheus-rules.js";
import { backup } from "../../src/modules/backup/index.js";
import { compute } from "../../src/modules/compute/index.js";
import { cost } from "../../src/modules/cost/index.js";
import { database } from "../../src/modules/database/index.js";
import { delivery } from "../../src/modules/delivery/index.js";
import { dns } from "../../src/modules/dns/index.js";
import { edge } from "../../src/modules/edge/index.js";
import { foundation } from "../../src/modules/foundation/index.js";
import { observability } from "../../src/modules/observability/index.js";
import { recovery } from "../../src/modules/recovery/index.js";
import { registry } from "../../src/modules/registry/index.js";
import { traffic } from "../../src/modules/traffic/index.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { applied } from "../support/applied.js";

/** A module's call, and what an outsider has beside it. */
interface Case {
  readonly module: AnyModule;
  /** What the case is about, where a module has several. */
  readonly of?: string;
  /** Beside the README's example, or in place of its values; null takes one away. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly beside?: Readonly<Record<string, unknown>>;
  readonly added: number;
}

const subnet = (zone: string, third: number) => ({
  vpc_id: "${aws_vpc.beside.id}",
  cidr_block: `10.0.${third}.0/24`,
  availability_zone: `eu-west-1${zone}`,
});

/** Five resources that the modules of a VPC are given. */
const network = {
  aws_vpc: { beside: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: { a: subnet("a", 0), b: subnet("b", 1) },
  aws_security_group: { beside: { vpc_id: "${aws_vpc.beside.id}", description: "Another's" } },
  aws_kms_key: { beside: {} },
};
const inNetwork = { vpc_id: "${aws_vpc.beside.id}", subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] };
const another = { security_group_id: "${aws_security_group.beside.id}" };
const key = "${aws_kms_key.beside.arn}";
const topic = "${aws_sns_topic.beside.arn}";
const topics = { aws_sns_topic: { beside: { name: "beside" } } };
const keys = { data_key_arn: key, secrets_key_arn: key, logs_key_arn: key };

const cases: readonly Case[] = [
  {
    module: foundation,
    given: {
      guardduty_runtime: {},
      inspector: { resource_types: ["EC2", "ECR"] },
      data_key_grants: { autoscaling: { role_arn: "arn:aws:iam::123456789012:role/autoscaling" } },
    },
    added: 77,
  },
  {
    module: delivery,
    given: {
      pushing: {
        role_name: "example-prod-push",
        repository_arns: ["arn:aws:ecr:eu-west-1:123456789012:repository/shop"],
      },
      push_trusts: {
        github_trunk: {
          ...delivery.example.plan_trusts.github_pull_request,
          subject: "repo:example/shop:ref:refs/heads/main",
        },
      },
    },
    added: 12,
  },
  {
    module: dns,
    added: 6,
  },
  {
    module: edge,
    given: {
      ...inNetwork,
      certificate_arn: "${aws_acm_certificate.beside.arn}",
      log_key_arn: key,
      target_security_groups: { legacy: { ...another, port: 8080 } },
      blocked_countries: { codes: ["KP"] },
      blocked_addresses: { cidr_blocks: ["192.0.2.0/24"] },
    },
    beside: {
      resource: {
        ...network,
        aws_acm_certificate: { beside: { domain_name: "shop.example.com", validation_method: "DNS" } },
      },
    },
    added: 30,
  },
  {
    module: compute,
    given: {
      ...inNetwork,
      image_id: "${data.aws_ami.beside.id}",
      data_key_arn: key,
      clients: { edge: another },
      servers: { database: { ...another, port: 5433 } },
      target_group_arns: ["${aws_lb_target_group.beside.arn}"],
      schedules: { night: { recurrence: "0 20 * * *", min_size: 2, max_size: 4, desired_capacity: 2 } },
      policies: {
        releases: {
          json: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::example-releases/*" }],
          }),
        },
      },
    },
    beside: {
      resource: {
        ...network,
        aws_lb_target_group: {
          beside: { name: "beside", port: 8080, protocol: "HTTP", vpc_id: "${aws_vpc.beside.id}" },
        },
      },
      data: { aws_ami: { beside: { owners: ["amazon"], most_recent: true } } },
    },
    added: 20,
  },
  {
    module: database,
    of: "an instance",
    given: { ...inNetwork, ...keys, clients: { reports: another } },
    beside: { resource: network },
    added: 17,
  },
  {
    module: database,
    of: "an Aurora cluster",
    given: {
      ...inNetwork,
      ...keys,
      name: "example-dev-orders",
      instance: null,
      engine: "aurora-postgresql",
      parameter_group_family: "aurora-postgresql16",
      aurora: { min_capacity_acu: 0.5, max_capacity_acu: 4 },
      aurora_instances: { a: { promotion_tier: 0 }, b: { promotion_tier: 1 } },
      logs: { postgresql: {} },
    },
    beside: { resource: network },
    added: 17,
  },
  {
    module: backup,
    given: {
      key_arn: key,
      lock: { min_retention_days: 7, max_retention_days: 365 },
      notifications: { topic_arn: topic },
      restore_testing: { name: "example", schedule: "cron(0 4 1 * ? *)", resource_type: "RDS" },
      report: { name: "example", bucket_name: "example-reports" },
    },
    beside: { resource: { aws_kms_key: { beside: {} }, ...topics } },
    added: 14,
  },
  {
    module: recovery,
    given: { account_id: "123456789012", state_copies: { bucket_name: "example-prod-state-copies" } },
    added: 12,
  },
  {
    module: cost,
    given: { topic_arn: topic, email_addresses: ["platform@example.com"], cost_allocation_tags: { owner: {} } },
    beside: { resource: topics },
    added: 7,
  },
  {
    module: traffic,
    given: {
      zone_id: "${aws_route53_zone.beside.zone_id}",
      record_name: "app.moving.example.com",
      next: { dns_name: "${aws_lb.beside.dns_name}", zone_id: "${aws_lb.beside.zone_id}" },
      listener_arn: "${aws_lb_listener.beside.arn}",
      routes: {
        app: {
          priority: 10,
          legacy_target_group_arn: "${aws_lb_target_group.old.arn}",
          next_target_group_arn: "${aws_lb_target_group.new.arn}",
          legacy_weight: 100,
          next_weight: 0,
        },
      },
      admissions: { web: { ...another, from_security_group_id: another.security_group_id, port: 80 } },
    },
    beside: {
      resource: {
        ...network,
        aws_route53_zone: { beside: { name: "moving.example.com" } },
        aws_lb: {
          beside: {
            name: "moving",
            internal: true,
            subnets: inNetwork.subnet_ids,
            security_groups: [another.security_group_id],
          },
        },
        aws_lb_listener: {
          beside: {
            load_balancer_arn: "${aws_lb.beside.arn}",
            port: 80,
            protocol: "HTTP",
            default_action: [
              { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "404" } },
            ],
          },
        },
        aws_lb_target_group: {
          old: { name: "old", port: 80, protocol: "HTTP", vpc_id: inNetwork.vpc_id },
          new: { name: "new", port: 80, protocol: "HTTP", vpc_id: inNetwork.vpc_id },
        },
      },
    },
    added: 15,
  },
  {
    module: registry,
    given: {
      repositories: {
        shop: { name: "shop", pulling_organization_id: "o-abcdefghij" },
        tool: { name: "tools/tool" },
      },
      caches: {
        public: { prefix: "ecr-public", upstream_url: "public.ecr.aws" },
        quay: { prefix: "quay", upstream_url: "quay.io" },
      },
      replicas: { frankfurt: { region: "eu-central-1" }, paris: { region: "eu-west-3" } },
    },
    added: 15,
  },
  {
    module: registry,
    of: "copied to",
    given: {
      name: "example-copies",
      repositories: {},
      caches: {},
      received: { pulling_organization_id: "o-abcdefghij" },
    },
    added: 6,
  },
  {
    module: observability,
    given: {
      logs_key_arn: key,
      critical_topic_arns: ["${aws_sns_topic.beside.arn}"],
      warning_topic_arns: ["${aws_sns_topic.beside.arn}"],
      dashboards: { environment: { body: '{"widgets":[]}' } },
      // As an outsider escapes what is the agent's own.
      agent: { configuration: '{"metrics":{"append_dimensions":{"InstanceId":"$${aws:InstanceId}"}}}' },
      prometheus: { key_arn: key },
      prometheus_rules: { nodes: { yaml: prometheusRules().nodes } },
    },
    beside: { resource: { aws_kms_key: { beside: {} }, aws_sns_topic: { beside: { name: "alarms" } } } },
    added: 11,
  },
];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ accountId: "123456789012", seed: 1, env: process.env });
});
afterAll(() => simulator?.stop());

// Side by side: most of the time goes into what the provider waits for.
it.concurrent.each(cases.map((each) => [[each.module.name, each.of].filter(Boolean).join(": "), each] as const))(
  "modules/%s applies, and a second plan is empty",
  async (_, { module, given = {}, beside = {}, added }) => {
    const call = { source: `../modules/${module.name}`, ...module.example, ...given };
    const root = { provider: { aws: { region: "eu-west-1" } }, module: { [module.name]: call }, ...beside };
    expect(await applied(simulator, [module], root)).toMatchObject({ added, remaining: [] });
  },
);
