import { made, type RuleCases } from "./cases.js";

const tags = { environment: "dev", owner: "platform", "cost-center": "cc-1000" };
const blocksOf = (given: Readonly<Record<string, string>>) =>
  Object.entries(given).map(([key, value]) => ({ key, value, propagate_at_launch: true }));
const { owner: _, ...withoutOwner } = tags;

export const tagsCases: Readonly<Record<string, RuleCases>> = {
  "tags.attributed": {
    passes: [
      [made("aws_vpc", { tags: { ...tags, Name: "dev" } })],
      [made("aws_autoscaling_group", { tag: blocksOf(tags) })],
    ],
    fails: [
      [[made("aws_vpc", { tags: { Name: "dev" } })], "it has no tag environment, owner, cost-center"],
      [[made("aws_vpc", { tags: withoutOwner })], "it has no tag owner"],
      [[made("aws_vpc", { tags: { ...tags, owner: "" } })], "it has no tag owner"],
      [[made("aws_autoscaling_group", { tag: blocksOf(withoutOwner) })], "it has no tag owner"],
    ],
  },
};
