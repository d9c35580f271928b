import { describe, expect, it } from "vitest";
import { hazardsOf } from "../../../src/domain/hazards.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource } from "../../support/account.js";

const now = new Date("2026-01-01T00:00:00Z");
const found = (...resources: readonly InventoryResource[]) =>
  hazardsOf(inventoryOf(resources), now).map(({ rule, id, what }) => `${rule} ${id}: ${what}`);

const database = (attributes: object) =>
  resource("aws_db_instance", "main", {
    attributes: {
      MultiAZ: true,
      PubliclyAccessible: false,
      StorageEncrypted: true,
      BackupRetentionPeriod: 7,
      DeletionProtection: true,
      ...attributes,
    },
  });
const open = (port: number, range = "0.0.0.0/0") => [
  resource("aws_security_group", "sg-1", { attributes: { GroupName: "web" } }),
  resource("aws_vpc_security_group_ingress_rule", "sgr-1", {
    attributes: { IpProtocol: "tcp", FromPort: port, ToPort: port, CidrIpv4: range },
    links: [["security_group_id", "aws_security_group", "sg-1", true]],
  }),
];
const wears = (type: string, id: string) =>
  resource(type, id, { links: [["security_groups", "aws_security_group", "sg-1"]] });

describe("hazards", () => {
  it("of a sound database: none", () => expect(found(database({}))).toEqual([]));

  it.each([
    [{ MultiAZ: false, AvailabilityZone: "eu-west-1a" }, "single-zone main: the database runs in eu-west-1a alone"],
    [{ PubliclyAccessible: true }, "public-database main: its name resolves to a public address"],
    [{ StorageEncrypted: false }, "unencrypted-volume main: its storage is not encrypted at rest"],
    [{ BackupRetentionPeriod: 0 }, "no-backup main: automated backups are off"],
    [{ DeletionProtection: false }, "no-deletion-protection main: one call deletes it"],
  ])("of a database with %j", (attributes, expected) => expect(found(database(attributes))).toEqual([expected]));

  it("world-open ports, but for web ports of balancers", () => {
    expect(found(...open(443), wears("aws_lb", "lb"))).toEqual([]);
    expect(found(...open(22, "10.0.0.0/8"), wears("aws_instance", "i-1"))).toEqual([]);
    expect(found(...open(8443), wears("aws_lb", "lb"))).toEqual([
      "world-open-port sgr-1: port 8443 is open to 0.0.0.0/0 in group web (sg-1), worn by lb",
    ]);
    expect(found(...open(443), wears("aws_lb", "lb"), wears("aws_instance", "i-1"))).toHaveLength(1);
    expect(found(...open(22))).toEqual([
      "world-open-port sgr-1: port 22 is open to 0.0.0.0/0 in group web (sg-1), no object wears the group yet",
    ]);
  });

  it("of machines: metadata, disks of their own, credentials", () => {
    const resources = [
      resource("aws_instance", "i-1", { attributes: { MetadataOptions: { HttpTokens: "optional" } } }),
      resource("aws_instance", "i-2", { attributes: { MetadataOptions: { HttpTokens: "required" } } }),
      resource("aws_ebs_volume", "vol-1", { attributes: { Encrypted: false } }),
      resource("aws_volume_attachment", "/dev/sdf:vol-1:i-2", {
        attributes: { DeviceName: "/dev/sdf" },
        links: [["instance_id", "aws_instance", "i-2", true]],
      }),
    ];
    const findings = [{ type: "aws_instance", id: "i-2", attribute: "user_data", rule: "private key" }];
    expect(
      hazardsOf(inventoryOf(resources, { findings }), now).map(({ rule, id, what }) => `${rule} ${id}: ${what}`),
    ).toEqual([
      "credential-in-user-data i-2: user_data holds a credential (private key)",
      "imds-v1 i-1: a request forged through it reads its role's credentials (IMDSv1)",
      "stateful-local-disk i-2: it keeps data on /dev/sdf",
      "unencrypted-volume vol-1: its data is not encrypted at rest",
    ]);
  });

  it("of balancers: one zone, one machine", () => {
    const balancer = resource("aws_elb", "web", {
      attributes: {
        AvailabilityZones: ["eu-west-1a"],
        ListenerDescriptions: [{ Listener: { LoadBalancerPort: 80, InstancePort: 80 } }],
      },
      links: [["instances", "aws_instance", "i-1"]],
    });
    const alias = resource("aws_route53_record", "r", {
      attributes: { Name: "a.test", Type: "A", ResourceRecords: [{ Value: "198.51.100.1" }] },
    });
    const machine = resource("aws_instance", "i-1", { attributes: { PublicIpAddress: "198.51.100.1" } });
    expect(found(balancer, alias, machine)).toEqual([
      "single-instance-behind-name web: only instance i-1 is behind it",
      "single-instance-behind-name r: a.test leads to instance i-1 alone",
      "single-zone web: it is in eu-west-1a alone",
    ]);
  });

  it("of certificates that end soon, or have ended", () => {
    const certificate = (NotAfter: string) =>
      resource("aws_acm_certificate", "c", { attributes: { DomainName: "a.test", NotAfter } });
    expect(found(certificate("2026-06-01T00:00:00.000Z"))).toEqual([]);
    expect(found(certificate("2026-01-20T00:00:00.000Z"))).toEqual([
      "expiring-certificate c: the certificate of a.test expires on 2026-01-20",
    ]);
    expect(found(certificate("2025-12-20T00:00:00.000Z"))).toEqual([
      "expiring-certificate c: the certificate of a.test expired on 2025-12-20",
    ]);
  });

  it("never of what AWS made", () => {
    const own = { ...database({ MultiAZ: false }), owner: { kind: "aws", name: "x" } as const };
    expect(found(own)).toEqual([]);
  });
});
