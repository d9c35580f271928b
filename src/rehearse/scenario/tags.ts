/** Tags in the form that EC2, IAM and the classic load balancer share. */
export const tags = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

/** Tags of the objects of type `resource` that an EC2 call makes. */
export const tagsFor = <Type extends string>(resource: Type, values: Readonly<Record<string, string>>) => [
  { ResourceType: resource, Tags: tags(values) },
];
