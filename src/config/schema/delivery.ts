import { z } from "zod";
import { whole } from "./values.js";

const handle = z
  .string()
  .regex(/^@[\w.-]+(\/[\w.-]+)?$/, "is no handle of the code host: give @organization/team or @person");
const numericId = z.string().regex(/^\d+$/, "is not an id: give the digits that the code host's API answers");

const uuid = z.uuid("is no UUID: give the id that CircleCI shows under its settings");
const kubernetesName = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "is no name of Kubernetes: use lower-case letters, digits and hyphens",
  );

/** Where changes come from and who looks at them. */
export const delivery = z.strictObject({
  /** The repository on GitHub, as owner/name. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "is no repository: give owner/name"),
  /** Its numeric ids, which tokens of repositories made since July 2026 carry; null for an older one. */
  repositoryIds: z.strictObject({ organization: numericId, repository: numericId }).nullable(),
  defaultBranch: z.string().min(1, "is empty: name the branch that is protected"),
  /** Who reviews what an owner answers for: a handle by owner. */
  reviewers: z.record(z.string(), handle),
  /** CircleCI's organization and its project of the repository, whose tokens are accepted; null where nobody uses it. */
  circleci: z.strictObject({ organizationId: uuid, projectId: uuid }).nullable(),
  /** The Atlantis server's service account and the issuer of its cluster's tokens; null where there is none. */
  atlantis: z
    .strictObject({
      issuer: z
        .string()
        .regex(
          /^https:\/\/[a-z0-9.-]+(\/[A-Za-z0-9-]+)*$/,
          "is no issuer: give the cluster's OIDC address, e.g. https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF",
        ),
      namespace: kubernetesName,
      serviceAccount: kubernetesName,
    })
    .nullable(),
  /** A change that costs more than this each month needs the label `cost-agreed`. Dollars. */
  increaseUsd: z.number().min(0, "is less than nothing: give dollars a month"),
});

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** How changes get into one environment. */
export const environmentDelivery = z.strictObject({
  /** Whether somebody agrees to each apply after it has been planned. */
  needsApproval: z.boolean(),
  /** When what holds data may be changed, in UTC; null for always. */
  dataWindow: z
    .strictObject({
      days: z.array(z.enum(weekdays)).min(1, "names no day: nothing could ever be changed"),
      fromHour: whole(0, 23),
      toHour: whole(1, 24),
    })
    .refine(({ fromHour, toHour }) => fromHour < toHour, {
      error: "ends before it begins: let toHour be later than fromHour on the same day",
    })
    .nullable(),
});
