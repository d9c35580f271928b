const route53 = "route53:ChangeResourceRecordSets";
const rule = "elasticloadbalancing:ModifyRule";
const weights = { imported: 0, added: 0, destroyed: 0 };

/** What a rehearsal with the layer `traffic` does to the roots that the name is in, one after the other. */
export const rehearsedMove = [
  {
    layer: "inherited",
    step: "as found",
    imported: 11,
    added: 0,
    changed: 0,
    destroyed: 0,
    forgotten: 0,
    mutatingCalls: 0,
  },
  { layer: "inherited", imported: 0, added: 0, changed: 0, destroyed: 0, forgotten: 1, mutatingCalls: 0 },
  {
    layer: "traffic",
    imported: 1,
    added: 3,
    changed: 0,
    destroyed: 0,
    mutatingCalls: 4,
    // Nothing of the record itself.
    calls: {
      "ec2:AuthorizeSecurityGroupIngress": 1,
      "elasticloadbalancing:CreateRule": 1,
      "route53:ChangeTagsForResource": 1,
      "route53:CreateHealthCheck": 1,
    },
  },
  // One batch a record: the record that gets its weight is deleted and made in the same one, so that the name always answers.
  {
    step: "weighted, 0 % on the new balancer",
    ...weights,
    added: 1,
    changed: 1,
    mutatingCalls: 2,
    calls: { [route53]: 2 },
  },
  { step: "10 % on the new balancer", ...weights, changed: 2, mutatingCalls: 2, calls: { [route53]: 2 } },
  { step: "100 % on the new balancer", ...weights, changed: 2, mutatingCalls: 2, calls: { [route53]: 2 } },
  { step: "10 % of the monolith on its new instances", ...weights, changed: 1, mutatingCalls: 1, calls: { [rule]: 1 } },
  { step: "back to 0 %", ...weights, changed: 3, mutatingCalls: 3, calls: { [rule]: 1, [route53]: 2 } },
];
