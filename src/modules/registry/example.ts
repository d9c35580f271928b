/** A repository for one service that the organization's accounts pull from, and AWS's public images through it. */
export const example = {
  name: "example-shared",
  account_id: "123456789012",
  repositories: { shop: { name: "shop", pulling_organization_id: "o-abcdefghij" } },
  scanning: {},
  caches: { public: { prefix: "ecr-public", upstream_url: "public.ecr.aws" } },
};
