import { GetResourcesCommand, type ResourceTagMapping } from "@aws-sdk/client-resource-groups-tagging-api";
import { unsupportedType } from "../../domain/safety-net.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { tagsOf } from "../describe.js";

/** Everything that has or had a tag, whatever its service: the run keeps what no collector has found. */
export const taggedResources = defineCollector<ResourceTagMapping>({
  name: "tagging:resources",
  service: "tagging",
  scope: "regional",
  list: listing(call("tagging", "tag:GetResources", GetResourcesCommand), {
    input: () => ({ ResourcesPerPage: 100 }),
    items: ({ ResourceTagMappingList }) => ResourceTagMappingList,
    next: ({ PaginationToken }) => (PaginationToken ? { PaginationToken } : undefined),
  }),
  label: ({ ResourceARN }) => `resource ${ResourceARN}`,
  types: {
    [unsupportedType]: ({ item }) => [{ id: item.ResourceARN ?? "", attributes: {}, tags: tagsOf(item.Tags) }],
  },
});

export const tagging: readonly AnyCollector[] = [taggedResources];
