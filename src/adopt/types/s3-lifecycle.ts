import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, blocks, listAt, textAt } from "../answer.js";
import type { Value } from "../expression.js";

const sizes = ["ObjectSizeGreaterThan", "ObjectSizeLessThan"] as const;

const tag = (answer: JsonObject) => block(answer, ["Key", "Value"]);

/** Which objects a rule is about: one condition, or several in an `and`. */
function filter(rule: JsonObject): Value | undefined {
  const answer = at(rule, "Filter");
  if (answer === undefined) return undefined;
  const and = at(answer, "And");
  if (and !== undefined) {
    const tags = listAt(and, "Tags").map((each) => [textAt(each, "Key") ?? "", textAt(each, "Value") ?? ""] as const);
    return {
      and: block(and, ["Prefix", ...sizes], { tags: tags.length > 0 ? Object.fromEntries(tags) : undefined }) ?? {},
    };
  }
  const single = at(answer, "Tag");
  if (single !== undefined) return { tag: tag(single as JsonObject) ?? {} };
  const bySize = block(answer, sizes);
  // An empty prefix means every object; AWS and the provider tell it from none at all.
  return bySize ?? { prefix: textAt(answer, "Prefix") ?? "" };
}

/** A day as AWS answers it, without the fraction that the provider does not keep. */
const dated = (answer: JsonObject): JsonObject =>
  typeof answer.Date === "string" ? { ...answer, Date: answer.Date.replace(/\.\d+Z$/, "Z") } : answer;

const expiration = (rule: JsonObject): Value | undefined => {
  const answer = at(rule, "Expiration");
  return answer === undefined
    ? undefined
    : block(dated(answer as JsonObject), ["Date", "Days", "ExpiredObjectDeleteMarker"]);
};

/** The rules of a bucket's lifecycle, in AWS's order. */
export const lifecycleRules = ({ attributes }: InventoryResource): readonly Value[] | undefined =>
  blocks(listAt(attributes, "Rules"), (rule) =>
    block(rule, [["ID", "id"], "Status", "Prefix"], {
      filter: filter(rule),
      expiration: expiration(rule),
      abort_incomplete_multipart_upload: block(at(rule, "AbortIncompleteMultipartUpload"), ["DaysAfterInitiation"]),
      noncurrent_version_expiration: block(at(rule, "NoncurrentVersionExpiration"), [
        "NoncurrentDays",
        "NewerNoncurrentVersions",
      ]),
      noncurrent_version_transition: blocks(listAt(rule, "NoncurrentVersionTransitions"), (answer) =>
        block(answer, ["NoncurrentDays", "NewerNoncurrentVersions", "StorageClass"]),
      ),
      transition: blocks(listAt(rule, "Transitions"), (answer) =>
        block(dated(answer), ["Date", "Days", "StorageClass"]),
      ),
    }),
  );
