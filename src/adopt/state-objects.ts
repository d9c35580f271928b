import { z } from "zod";
import { stateUnreadable } from "../core/errors.js";

/** A Terraform state of somebody else: what it holds, as `TYPE/ID`. */
export interface ForeignState {
  /** Names it to people. */
  readonly file: string;
  readonly objects: ReadonlySet<string>;
}

const stateSchema = z.object({
  version: z.literal(4),
  resources: z.array(
    z.object({
      mode: z.enum(["managed", "data"]),
      type: z.string(),
      name: z.string(),
      module: z.string().optional(),
      instances: z.array(
        z.object({
          index_key: z.union([z.string(), z.number()]).optional(),
          attributes: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});
type StateFile = z.infer<typeof stateSchema>;
type Attributes = Readonly<Record<string, unknown>>;

/** Types whose id in the state is not the one that `terraform import` takes. */
const importIds: Readonly<Record<string, (attributes: Attributes) => string>> = {
  aws_route: (a) =>
    `${a.route_table_id}_${a.destination_cidr_block || a.destination_ipv6_cidr_block || a.destination_prefix_list_id}`,
  aws_route_table_association: (a) => `${a.subnet_id || a.gateway_id}/${a.route_table_id}`,
  aws_volume_attachment: (a) => `${a.device_name}:${a.volume_id}:${a.instance_id}`,
  aws_iam_role_policy_attachment: (a) => `${a.role}/${a.policy_arn}`,
  aws_iam_user_policy_attachment: (a) => `${a.user}/${a.policy_arn}`,
  aws_iam_group_policy_attachment: (a) => `${a.group}/${a.policy_arn}`,
};

/** Reads the text of a state file; refuses a plan, a cut-off file and the formats before Terraform 0.12. */
function parseState(content: string, file: string): StateFile {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw stateUnreadable(file, (error as Error).message);
  }
  const parsed = stateSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw stateUnreadable(file, `${issue?.path.map(String).join(".") || "the document"}: ${issue?.message}`);
}

/** What a state manages, by every id that an inventory may know it by. Values other than ids are not kept. */
export function parseForeignState(content: string, file: string): ForeignState {
  const objects = parseState(content, file)
    .resources.filter(({ mode }) => mode === "managed")
    .flatMap(({ type, instances }) =>
      instances.flatMap(({ attributes }) => {
        const ids = [attributes?.id, attributes?.arn, attributes && importIds[type]?.(attributes)];
        return ids.filter((id) => typeof id === "string" && id !== "").map((id) => `${type}/${id}`);
      }),
    );
  return { file, objects: new Set(objects) };
}

/** The addresses of a state, as `terraform state list` writes them. */
export const addressesInState = (content: string, file: string): readonly string[] =>
  parseState(content, file)
    .resources.filter(({ mode }) => mode === "managed")
    .flatMap(({ module, type, name, instances }) =>
      instances.map(({ index_key }) => {
        const index = index_key === undefined ? "" : `[${JSON.stringify(index_key)}]`;
        return `${module ? `${module}.` : ""}${type}.${name}${index}`;
      }),
    );
