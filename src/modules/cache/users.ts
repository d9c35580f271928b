import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user/index.js";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group/index.js";
import { ElasticacheUserGroupAssociation } from "@cdktf/provider-aws/lib/elasticache-user-group-association/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { SeenInputs } from "../../core/seen.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

export interface Users {
  readonly group: ElasticacheUserGroup;
  readonly users: Resources<ElasticacheUser>;
  readonly memberships: readonly ElasticacheUserGroupAssociation[];
}

const engine = "valkey";

/** Declares who may sign in: the named users by IAM, and the default user not at all. No password exists, in state or elsewhere. */
export function declareUsers(scope: Construct, seen: Seen): Users {
  const { name } = seen;
  const nobody = new ElasticacheUser(scope, "aws_elasticache_user.default", {
    engine,
    userId: `${name}-default`,
    userName: "default",
    // Off and without rights (Amazon ElastiCache user guide, "Role-Based Access Control").
    accessString: "off ~* -@all",
    authenticationMode: { type: "no-password-required" },
    tags: tagged(seen.tags, { Name: `${name}-default` }),
  });
  const group = new ElasticacheUserGroup(scope, "aws_elasticache_user_group.this", {
    engine,
    userGroupId: name,
    userIds: [nobody.userId],
    tags: tagged(seen.tags, { Name: name }),
    // The others are members by associations of their own.
    lifecycle: { ignoreChanges: ["user_ids"] },
  });
  const users = seen.users.each(
    ({ id, loop, key, value }) =>
      new ElasticacheUser(scope, id("aws_elasticache_user.this"), {
        ...loop,
        engine,
        // Whoever signs in by IAM has one name for both (Amazon ElastiCache user guide, "Authenticating with IAM").
        userId: `${name}-${key}`,
        userName: `${name}-${key}`,
        accessString: value.access_string,
        authenticationMode: { type: "iam" },
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
  const memberships = seen.users.each(
    (round) =>
      new ElasticacheUserGroupAssociation(scope, round.id("aws_elasticache_user_group_association.this"), {
        ...round.loop,
        userGroupId: group.userGroupId,
        userId: users.at(round).userId,
      }),
  );
  return { group, users, memberships: memberships.all };
}
