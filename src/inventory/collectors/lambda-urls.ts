import {
  type FunctionConfiguration,
  type FunctionUrlConfig,
  ListFunctionUrlConfigsCommand,
} from "@aws-sdk/client-lambda";
import { call } from "../call.js";
import { defineCollector, listing } from "../collector.js";
import { keep, partOf } from "../describe.js";
import { byNextMarker } from "../paging.js";

/** The addresses of a function and of its aliases. */
export const functionUrls = defineCollector<FunctionUrlConfig, Record<never, never>, FunctionConfiguration>({
  name: "lambda:function-urls",
  service: "lambda",
  scope: "regional",
  list: listing(call("lambda", "lambda:ListFunctionUrlConfigs", ListFunctionUrlConfigsCommand), {
    input: ({ FunctionName }: FunctionConfiguration) => ({ FunctionName }),
    items: ({ FunctionUrlConfigs }) => FunctionUrlConfigs,
    next: byNextMarker,
  }),
  label: ({ FunctionUrl }) => `function URL ${FunctionUrl}`,
  types: {
    aws_lambda_function_url: ({ item, parent: { FunctionName = "" } }) => {
      // The ARN of a function ends with its name, that of an alias with the alias's.
      const qualifier = item.FunctionArn?.split(":")[7];
      return [
        {
          id: qualifier ? `${FunctionName}/${qualifier}` : FunctionName,
          attributes: {
            ...keep(item, ["FunctionUrl", "AuthType", "Cors", "InvokeMode"]),
            ...(qualifier && { Qualifier: qualifier }),
          },
          links: partOf("function_name", "aws_lambda_function", FunctionName),
        },
      ];
    },
  },
});
