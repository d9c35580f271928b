import type { JsonObject } from "../../domain/json.js";
import { block, blocks, listAt, stringsAt, textAt } from "../answer.js";
import type { Value } from "../expression.js";

/** The values of a condition: in its own configuration, or in the short form of two of them. */
const values = (answer: JsonObject, config: string): readonly string[] =>
  stringsAt(answer, `${config}.Values`) ?? stringsAt(answer, "Values") ?? [];

function condition(answer: JsonObject): { readonly [argument: string]: Value } {
  switch (textAt(answer, "Field")) {
    case "host-header":
      return { host_header: { values: values(answer, "HostHeaderConfig") } };
    case "path-pattern":
      return { path_pattern: { values: values(answer, "PathPatternConfig") } };
    case "http-header":
      return {
        http_header: {
          http_header_name: textAt(answer, "HttpHeaderConfig.HttpHeaderName") ?? "",
          values: values(answer, "HttpHeaderConfig"),
        },
      };
    case "http-request-method":
      return { http_request_method: { values: values(answer, "HttpRequestMethodConfig") } };
    case "source-ip":
      return { source_ip: { values: values(answer, "SourceIpConfig") } };
    default:
      return {
        query_string: blocks(listAt(answer, "QueryStringConfig.Values"), (each) => block(each, ["Key", "Value"])) ?? [],
      };
  }
}

/** When a listener's rule applies. */
export const conditions = (answers: readonly JsonObject[]): readonly Value[] => answers.map(condition);
