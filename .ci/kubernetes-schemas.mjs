// Writes what kubeconform reads, one schema a kind, from the OpenAPI documents of a version of Kubernetes: see .ci/check-manifests.
// A field that a schema does not name is refused, which its documents leave open.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [documents, out] = process.argv.slice(2);
const prefix = "#/components/schemas/";

/** The schema without prose, closed where it has properties, and the schemas that it refers to. */
function strict(value, referred) {
  if (Array.isArray(value)) return value.map((each) => strict(each, referred));
  if (value === null || typeof value !== "object") return value;
  if (typeof value.$ref === "string") referred.add(value.$ref.slice(prefix.length));
  const entries = Object.entries(value)
    .filter(
      ([key, each]) =>
        !(key.startsWith("x-kubernetes") || key === "default" || (typeof each === "string" && key === "description")),
    )
    .map(([key, each]) => [key, strict(each, referred)]);
  const isOpen =
    value.type !== "object" || typeof value.properties !== "object" || value.additionalProperties !== undefined;
  return Object.fromEntries(isOpen ? entries : [...entries, ["additionalProperties", false]]);
}

/** A schema with all that it needs. */
function whole(name, schemas) {
  const needed = {};
  const open = [name];
  while (open.length > 0) {
    const next = open.pop();
    if (needed[next]) continue;
    const referred = new Set();
    needed[next] = strict(schemas[next], referred);
    open.push(...referred);
  }
  return { $ref: `${prefix}${name}`, components: { schemas: needed } };
}

mkdirSync(out, { recursive: true });
let count = 0;
for (const file of readdirSync(documents).filter((name) => name.endsWith("_openapi.json"))) {
  const { schemas } = JSON.parse(readFileSync(join(documents, file), "utf8")).components ?? {};
  for (const [name, schema] of Object.entries(schemas ?? {})) {
    const kinds = schema["x-kubernetes-group-version-kind"] ?? [];
    if (kinds.length !== 1) continue;
    const [{ group, version, kind }] = kinds;
    writeFileSync(
      join(out, `${group || version}_${version}_${kind.toLowerCase()}.json`),
      JSON.stringify(whole(name, schemas)),
    );
    count += 1;
  }
}
if (count === 0) throw new Error(`${documents} holds no schema of a kind`);
