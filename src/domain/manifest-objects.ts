import { type Document, parseAllDocuments } from "yaml";
import { manifestUnreadable } from "../core/errors.js";

export type Values = Readonly<Record<string, unknown>>;

/** A Kubernetes object as it was rendered. */
export interface ManifestObject {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where it is left to whoever applies. */
  readonly namespace: string;
  readonly values: Values;
}

/** What an object starts: a pod's labels and specification. */
export interface PodTemplate {
  readonly labels: Values;
  readonly spec: Values;
  readonly containers: readonly Values[];
  readonly initContainers: readonly Values[];
}

/** The value where it is a map; else an empty one. */
export const record = (value: unknown): Values =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Values) : {};

/** The maps of a list; none where there is no list. */
export const records = (value: unknown): readonly Values[] => (Array.isArray(value) ? value.map(record) : []);

/** Every object of a rendered text, those of lists too. @throws manifestUnreadable */
export function parseManifests(file: string, content: string): readonly ManifestObject[] {
  const documents = parseAllDocuments(content, { merge: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error) throw manifestUnreadable(file, error.message.split("\n")[0] ?? error.code);
    const value = resolved(file, document);
    return value === null ? [] : objectsOf(file, value);
  });
}

/** A document's value; an alias without its anchor, or one that grows without bound, is told only by resolving it. */
function resolved(file: string, document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw manifestUnreadable(file, (error as Error).message);
  }
}

function objectsOf(file: string, value: unknown): readonly ManifestObject[] {
  const values = record(value);
  const { kind } = values;
  if (typeof kind !== "string" || typeof values.apiVersion !== "string")
    throw manifestUnreadable(file, "a document has no kind or no apiVersion");
  if (kind === "List") return records(values.items).flatMap((item) => objectsOf(file, item));
  const { name, namespace } = record(values.metadata);
  if (typeof name !== "string") throw manifestUnreadable(file, `a ${kind} has no name`);
  return [{ file, kind, name, namespace: typeof namespace === "string" ? namespace : "", values }];
}

/** The pods that an object starts, whatever its kind: a Deployment, a CronJob, an Argo Rollout, a Pod itself. */
export function podOf({ kind, values }: ManifestObject): PodTemplate | undefined {
  const spec = record(values.spec);
  const template = [
    kind === "Pod" ? values : {},
    record(spec.template),
    record(record(record(spec.jobTemplate).spec).template),
    record(values.template),
  ].find((each) => Array.isArray(record(each.spec).containers));
  if (!template) return undefined;
  const pod = record(template.spec);
  return {
    labels: record(record(template.metadata).labels),
    spec: pod,
    containers: records(pod.containers),
    initContainers: records(pod.initContainers),
  };
}

/** Whether a label selector takes these labels; none takes nothing, an empty one everything. */
export function selects(selector: unknown, labels: Values): boolean {
  if (selector === undefined || selector === null) return false;
  const { matchLabels, matchExpressions } = record(selector);
  return (
    Object.entries(record(matchLabels)).every(([key, value]) => labels[key] === value) &&
    records(matchExpressions).every(({ key, operator, values }) => {
      const value = labels[String(key)];
      const isListed = Array.isArray(values) && values.includes(value);
      if (operator === "In") return isListed;
      if (operator === "NotIn") return !isListed;
      return operator === "Exists" ? value !== undefined : value === undefined;
    })
  );
}

/** An image's reference in its parts; without a repository it is none. */
export function partsOf(image: unknown): {
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
} {
  const parts = /^(?<repository>[^@]+?)(:(?<tag>[\w.-]+))?(@(?<digest>sha256:[0-9a-f]{64}))?$/.exec(
    String(image ?? ""),
  );
  return parts?.groups ?? {};
}
