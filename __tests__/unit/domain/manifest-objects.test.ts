import { describe, expect, it } from "vitest";
import { parseManifests } from "../../../src/domain/manifest-objects.js";

describe("a text that holds no objects", () => {
  it.each([
    ["a: [", "app.yaml: these are no Kubernetes objects: Flow sequence in block collection must be"],
    [
      "a: *b",
      "app.yaml: these are no Kubernetes objects: Unresolved alias (the anchor must be set before the alias): b",
    ],
    ["a: 1", "app.yaml: these are no Kubernetes objects: a document has no kind or no apiVersion. Give what kustomize"],
    ["apiVersion: v1\nkind: Pod", "app.yaml: these are no Kubernetes objects: a Pod has no name. Give what kustomize"],
  ])("is named: %j", (content, message) => expect(() => parseManifests("app.yaml", content)).toThrow(message));

  it("may be empty", () => {
    expect(parseManifests("app.yaml", "")).toEqual([]);
    expect(parseManifests("app.yaml", "---\n# nothing\n---\n")).toEqual([]);
  });
});
