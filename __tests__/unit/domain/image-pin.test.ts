import { describe, expect, it } from "vitest";
import { imagesIn, pinImage } from "../../../src/domain/image-pin.js";

const digest = `sha256:${"a".repeat(64)}`;
const file = "gitops/services/sample/kustomization.yaml";

const kustomization = `# What runs.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization

resources:
  - deployment.yaml
images:
  # Of others.
  - name: proxy
    newTag: "1.0"
  # Ours.
  - name: sample # by this name in the manifests
    newName: 555555555555.dkr.ecr.eu-west-1.amazonaws.com/a-long-path-so-that-lines-would-be-folded/sample
`;

describe("pinning an image", () => {
  it("adds its digest, and leaves comments and order", () => {
    expect(pinImage(file, kustomization, "sample", digest)).toEqual({
      text: `${kustomization}    digest: ${digest}\n`,
      before: null,
    });
  });

  it("replaces a digest, and says what it was", () => {
    const once = pinImage(file, kustomization, "sample", `sha256:${"b".repeat(64)}`);
    const twice = pinImage(file, once.text, "sample", digest);
    expect(twice).toEqual({
      text: `${kustomization}    digest: ${digest}\n`,
      before: `sha256:${"b".repeat(64)}`,
    });
    expect(pinImage(file, twice.text, "sample", digest).text).toBe(twice.text);
  });

  it("takes a tag away", () => {
    expect(pinImage(file, kustomization, "proxy", digest)).toEqual({
      text: kustomization.replace('newTag: "1.0"', `digest: ${digest}`),
      before: "1.0",
    });
  });

  it("leaves lists without indentation as they are", () => {
    const flat = "kind: Kustomization\nresources:\n- deployment.yaml\nimages:\n- name: sample\n";
    expect(pinImage(file, flat, "sample", digest).text).toBe(`${flat}  digest: ${digest}\n`);
  });

  it.each([
    [
      "sampel",
      'kustomization.yaml: images: no entry under images has this name (got "sampel"). Did you mean "sample"?',
    ],
    ["elsewhere", '(got "elsewhere"). Known: proxy, sample.'],
  ])("names an image that is not there: %s", (name, message) => {
    expect(() => pinImage(file, kustomization, name, digest)).toThrow(message);
  });

  it.each(["sha256:1", "latest", `sha256:${"A".repeat(64)}`, `sha512:${"a".repeat(64)}`])("refuses %s", (given) => {
    expect(() => pinImage(file, kustomization, "sample", given)).toThrow(
      `--digest: is no digest (got "${given}"). Give sha256: and 64 hexadecimal digits`,
    );
  });

  it("names what cannot be read", () => {
    expect(() => pinImage(file, "images: [", "sample", digest)).toThrow(
      `${file}: the kustomization cannot be read: Flow sequence`,
    );
  });
});

describe("images of a kustomization", () => {
  it("are its entries' names; none where there are none", () => {
    expect(imagesIn(file, kustomization)).toEqual(["proxy", "sample"]);
    expect(imagesIn(file, "resources: [a.yaml]\n")).toEqual([]);
    expect(imagesIn(file, "")).toEqual([]);
  });
});
