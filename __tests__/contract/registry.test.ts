import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { registry } from "../../src/modules/registry/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(registry);
const made = declared(registry);

describe("the interface of modules/registry", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "partition",
      "permissions_boundary_arn",
      "repositories",
      "scanning",
      "caches",
      "replicas",
      "received",
      "tags",
    ]);
    expect(outputs).toEqual(["repository_urls", "repository_arns", "key_arn"]);
  });

  const repository = (change: object) => ({ repositories: { shop: { name: "shop", ...change } } });
  const cache = (change: object) => ({ caches: { a: { prefix: "quay", upstream_url: "quay.io", ...change } } });
  it.each([
    [{ name: "a".repeat(33) }, ["name: ", "at most 32 characters"]],
    [{ account_id: "shared" }, ["account_id: ", "12 digits"]],
    [repository({ name: "Shop" }), ["repositories.name: ", "lower-case letters and digits"]],
    [repository({ tag_mutability: "SOMETIMES" }), ["repositories.tag_mutability: ", "one of IMMUTABLE, MUTABLE"]],
    [repository({ images_kept: 1 }), ["repositories.images_kept: ", "a number from 2 to 1000"]],
    [repository({ untagged_days: 0 }), ["repositories.untagged_days: ", "a number from 1 to 365"]],
    [
      repository({ pulling_organization_id: "123456789012" }),
      ["repositories.pulling_organization_id: ", "the id of an organization"],
    ],
    [{ scanning: { type: "DEEP" } }, ["scanning.type: ", "one of BASIC, ENHANCED"]],
    [{ scanning: { frequency: "DAILY" } }, ["scanning.frequency: ", "one of SCAN_ON_PUSH, CONTINUOUS_SCAN, MANUAL"]],
    [cache({ prefix: "/quay" }), ["caches.prefix: ", "lower-case letters and digits"]],
    [cache({ upstream_url: "https://quay.io" }), ["caches.upstream_url: ", "the host name of a registry"]],
    [cache({ credential_arn: "secret" }), ["caches.credential_arn: ", "the ARN of a secret"]],
  ])("refuses %j", (given, words) => {
    for (const word of words) {
      expect(() => checkArguments("a call", registry, { ...registry.example, ...given })).toThrow(word);
    }
  });
});

describe("a repository", () => {
  it("keeps each tag's image, scans it, and encrypts it with the registry's key", () => {
    expect(made.aws_ecr_repository?.['this["shop"]']).toMatchObject({
      name: "shop",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.this.arn}" }],
      force_delete: false,
    });
  });

  it("keeps so many images, and those without a tag so many days", () => {
    const kept = { shop: { name: "shop", images_kept: 30, untagged_days: 3 } };
    const policy = declared(registry, { repositories: kept }).aws_ecr_lifecycle_policy?.['this["shop"]']?.policy;
    const { rules } = JSON.parse(String(policy));
    expect(rules.map(({ selection }: { selection: unknown }) => selection)).toEqual([
      { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 3 },
      { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 30 },
    ]);
  });

  it("lets the organization pull, and nobody push", () => {
    expect(statementsOf(made.aws_ecr_repository_policy?.['this["shop"]']?.policy)).toEqual([
      {
        Sid: "TheOrganizationPulls",
        Effect: "Allow",
        Principal: "*",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
      },
    ]);
  });

  it("lets nobody else pull where no organization is named", () => {
    expect(declared(registry, { repositories: { shop: { name: "shop" } } })).not.toHaveProperty(
      "aws_ecr_repository_policy",
    );
  });
});

describe("the registry", () => {
  it("is scanned again and again by Inspector, all of it", () => {
    expect(made.aws_ecr_registry_scanning_configuration?.['this["scanning"]']).toMatchObject({
      scan_type: "ENHANCED",
      rule: [{ scan_frequency: "CONTINUOUS_SCAN", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] }],
    });
  });

  it("keeps what it pulls through encrypted, and not for ever", () => {
    expect(made.aws_ecr_pull_through_cache_rule?.['this["public"]']).toMatchObject({
      ecr_repository_prefix: "ecr-public",
      upstream_registry_url: "public.ecr.aws",
    });
    expect(made.aws_ecr_repository_creation_template?.['this["public"]']).toMatchObject({
      prefix: "ecr-public",
      applied_for: ["PULL_THROUGH_CACHE"],
      custom_role_arn: '${aws_iam_role.caches["caches"].arn}',
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.this.arn}" }],
      lifecycle_policy: expect.stringContaining('"countNumber":90'),
    });
    expect(declared(registry, { caches: {} })).not.toHaveProperty("aws_iam_role");
  });

  it("copies every image to the regions that are named, or to none", () => {
    expect(made).not.toHaveProperty("aws_ecr_replication_configuration");
    const replicas = { frankfurt: { region: "eu-central-1" }, paris: { region: "eu-west-3" } };
    expect(declared(registry, { replicas }).aws_ecr_replication_configuration?.['this["replicas"]']).toMatchObject({
      replication_configuration: {
        rule: {
          destination: [
            { region: "eu-central-1", registry_id: "123456789012" },
            { region: "eu-west-3", registry_id: "123456789012" },
          ],
        },
      },
    });
  });
});

describe("a registry that images are copied to", () => {
  const received = declared(registry, {
    repositories: {},
    caches: {},
    received: { images_kept: 30, pulling_organization_id: "o-abcdefghij" },
  });
  const template = received.aws_ecr_repository_creation_template?.['received_for_organization["received"]'];

  it("makes repositories as those that they are copied from", () => {
    expect(template).toMatchObject({
      prefix: "ROOT",
      applied_for: ["REPLICATION"],
      image_tag_mutability: "IMMUTABLE",
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.this.arn}" }],
      custom_role_arn: '${aws_iam_role.copies["received"].arn}',
      lifecycle_policy: expect.stringContaining('"countNumber":30'),
    });
    expect(statementsOf(template?.repository_policy)).toEqual(
      statementsOf(made.aws_ecr_repository_policy?.['this["shop"]']?.policy),
    );
  });

  it("lets nobody else pull where no organization is named", () => {
    const alone = declared(registry, { repositories: {}, caches: {}, received: {} });
    expect(alone.aws_ecr_repository_creation_template?.['received["received"]']).not.toHaveProperty(
      "repository_policy",
    );
  });

  it("makes the role under a name of its own, for the other region's has one in the same account", () => {
    expect(received.aws_iam_role?.['copies["received"]']).toMatchObject({ name: "example-shared-registry-copies" });
    expect(made.aws_iam_role?.['caches["caches"]']).toMatchObject({ name: "example-shared-registry-caches" });
  });
});
