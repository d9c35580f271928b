import { z } from "zod";

/** How an account is reached; the SDK's own search for credentials unless given. */
export const access = z.strictObject({
  /** A profile of ~/.aws/config; AWS_PROFILE and keys in the environment win over it. */
  profile: z.string().min(1, "is empty: name a profile of ~/.aws/config").optional(),
  /** A role that is assumed with those credentials. */
  role: z
    .strictObject({
      arn: z
        .string()
        .regex(
          /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/,
          "is no role: give its ARN, e.g. arn:aws:iam::888888888888:role/uplift-inventory",
        ),
      /** What the role's trust policy wants to hear, where it does. */
      externalId: z
        .string()
        .regex(/^[\w+=,.@:/-]{2,1224}$/, "is no external id: use 2 to 1224 letters, digits and + = , . @ : / - _")
        .optional(),
    })
    .optional(),
});
