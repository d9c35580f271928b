import * as ec2 from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

it("a security group rule keeps its description when its other side is a group", async () => {
  const client = new ec2.EC2Client(simulator().sdkConfig());
  const { GroupId } = await client.send(new ec2.CreateSecurityGroupCommand({ GroupName: "g", Description: "d" }));
  const rule = (Description: string) => ({
    GroupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId, Description }] }],
  });
  await client.send(new ec2.AuthorizeSecurityGroupIngressCommand(rule("from the balancer")));
  const { SecurityGroupRules } = await client.send(
    new ec2.DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [GroupId ?? ""] }] }),
  );
  expect(SecurityGroupRules?.find(({ IsEgress }) => !IsEgress)).toMatchObject({
    Description: "from the balancer",
    ReferencedGroupInfo: { GroupId },
  });
  await expect(client.send(new ec2.AuthorizeSecurityGroupIngressCommand(rule("other words")))).rejects.toMatchObject({
    name: "InvalidPermission.Duplicate",
  });
});

it("user data can be changed after the start, binary too", async () => {
  const client = new ec2.EC2Client(simulator().sdkConfig());
  const { Instances } = await client.send(
    new ec2.RunInstancesCommand({ ImageId: "ami-12c6146b", MinCount: 1, MaxCount: 1, UserData: btoa("before") }),
  );
  const InstanceId = Instances?.[0]?.InstanceId ?? "";
  const Value = Uint8Array.from([0x1f, 0x8b, 0xff, 0x00]);
  await client.send(new ec2.ModifyInstanceAttributeCommand({ InstanceId, UserData: { Value } }));
  const { UserData } = await client.send(
    new ec2.DescribeInstanceAttributeCommand({ InstanceId, Attribute: "userData" }),
  );
  expect(Buffer.from(UserData?.Value ?? "", "base64")).toEqual(Buffer.from(Value));
});

describe("a network ACL", () => {
  it("keeps the ICMP type and code of an entry", async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    const { NetworkAcl } = await client.send(new ec2.CreateNetworkAclCommand({ VpcId: Vpc?.VpcId }));
    const entry = {
      RuleNumber: 10,
      Protocol: "1",
      RuleAction: "allow",
      Egress: false,
      CidrBlock: "0.0.0.0/0",
    } as const;
    const IcmpTypeCode = { Type: 3, Code: 4 };
    const NetworkAclId = NetworkAcl?.NetworkAclId;
    await client.send(new ec2.CreateNetworkAclEntryCommand({ ...entry, NetworkAclId, IcmpTypeCode }));
    const { NetworkAcls } = await client.send(
      new ec2.DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAclId ?? ""] }),
    );
    expect(NetworkAcls?.[0]?.Entries).toContainEqual(expect.objectContaining({ ...entry, IcmpTypeCode }));
  });
});

describe("an instance", () => {
  it("has its root volume under the root device name of its image", async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const { Images } = await client.send(new ec2.DescribeImagesCommand({ Owners: ["amazon"] }));
    const image = Images?.find(({ RootDeviceName }) => RootDeviceName === "/dev/xvda");
    const ran = await client.send(new ec2.RunInstancesCommand({ ImageId: image?.ImageId, MinCount: 1, MaxCount: 1 }));
    const InstanceIds = [ran.Instances?.[0]?.InstanceId ?? ""];
    const { Reservations } = await client.send(new ec2.DescribeInstancesCommand({ InstanceIds }));
    expect(Reservations?.[0]?.Instances?.[0]).toMatchObject({
      RootDeviceName: "/dev/xvda",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { DeleteOnTermination: true } }],
    });
  });
});

describe("a NAT gateway", () => {
  it("is public unless it is made otherwise", async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.8.0.0/16" }));
    const { Subnet } = await client.send(new ec2.CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: "10.8.0.0/24" }));
    const { AllocationId } = await client.send(new ec2.AllocateAddressCommand({ Domain: "vpc" }));
    const { NatGateway } = await client.send(
      new ec2.CreateNatGatewayCommand({ SubnetId: Subnet?.SubnetId, AllocationId }),
    );
    expect(NatGateway?.ConnectivityType).toBe("public");
  });
});

describe("a key pair", () => {
  it("answers its public key to those who ask for it", async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const made = await client.send(new ec2.CreateKeyPairCommand({ KeyName: "ops / 1", KeyType: "ed25519" }));
    const read = async (IncludePublicKey: boolean) => {
      const { KeyPairs } = await client.send(new ec2.DescribeKeyPairsCommand({ IncludePublicKey }));
      return KeyPairs?.find(({ KeyPairId }) => KeyPairId === made.KeyPairId)?.PublicKey;
    };
    expect(await read(true)).toMatch(/^ssh-ed25519 /);
    expect(await read(false)).toBeUndefined();
  });
});

describe("a snapshot", () => {
  it("is answered to its owner, and none of Amazon's images with it", async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const { VolumeId } = await client.send(new ec2.CreateVolumeCommand({ AvailabilityZone: "eu-west-1a", Size: 1 }));
    const { SnapshotId } = await client.send(new ec2.CreateSnapshotCommand({ VolumeId }));
    const idsOf = async (OwnerIds: string[]) => {
      const { Snapshots = [] } = await client.send(new ec2.DescribeSnapshotsCommand({ OwnerIds }));
      return Snapshots.map((each) => each.SnapshotId);
    };
    expect(await idsOf(["self"])).toEqual([SnapshotId]);
    expect(await idsOf(["999999999999"])).toEqual([]);
  });
});

describe("a network interface", () => {
  it("of a NAT gateway or interface endpoint is its requester's, one of a person is not", async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.5.0.0/16" }));
    const { Subnet } = await client.send(new ec2.CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: "10.5.0.0/24" }));
    const SubnetId = Subnet?.SubnetId ?? "";
    const { AllocationId } = await client.send(new ec2.AllocateAddressCommand({ Domain: "vpc" }));
    await client.send(new ec2.CreateNatGatewayCommand({ SubnetId, AllocationId }));
    await client.send(
      new ec2.CreateVpcEndpointCommand({
        VpcId: Vpc?.VpcId,
        VpcEndpointType: "Interface",
        ServiceName: "com.amazonaws.eu-west-1.sts",
        SubnetIds: [SubnetId],
      }),
    );
    await client.send(new ec2.CreateNetworkInterfaceCommand({ SubnetId, Description: "by hand" }));
    const { NetworkInterfaces = [] } = await client.send(
      new ec2.DescribeNetworkInterfacesCommand({ Filters: [{ Name: "subnet-id", Values: [SubnetId] }] }),
    );
    expect(NetworkInterfaces.map((each) => [each.InterfaceType, each.RequesterManaged]).sort()).toEqual([
      ["interface", false],
      ["nat_gateway", true],
      ["vpc_endpoint", true],
    ]);
  });
});
