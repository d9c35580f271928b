import { defaulted, nullable, required } from "../core/contract.js";
import * as t from "../core/types.js";
import { atMost, matches, oneOf } from "../core/validations.js";

/** A rule on ARNs of one service, for validations. */
export const arnOf = (service: string, what: string) =>
  matches(new RegExp(`^arn:[a-z-]+:${service}:.+$`), `the ARN of ${what}`);

/** Inputs that most modules take alike. */
export const name = (what: string, length = 32) =>
  required(t.string, `Name of the ${what} and prefix of every name in it.`, atMost(length));

export const accountId = required(
  t.string,
  "Account that everything lies in; its root administers the keys.",
  matches(/^[0-9]{12}$/, "12 digits"),
);

export const region = required(t.string, "Region that everything lies in, e.g. eu-west-1.");

export const partition = defaulted(t.string, "aws", "AWS partition.", oneOf("aws"));

export const permissionsBoundaryArn = nullable(t.string, "Policy that bounds the role.", arnOf("iam", "a policy"));

export const tags = defaulted(t.map(t.string), {}, "Tags of every resource.");
