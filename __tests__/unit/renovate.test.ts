import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

interface Manager {
  readonly description: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
}

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const { customManagers } = JSON.parse(readFileSync(path("renovate.json"), "utf8")) as { customManagers: Manager[] };
const folders = ["src/emit", "src/core", "src/domain", ".ci", "dockerfiles"];
const files = folders.flatMap((folder) => readdirSync(path(folder)).map((name) => `${folder}/${name}`));

/** What one of Renovate's managers finds in the project, as `dependency version`. */
function foundBy(description: string): readonly string[] {
  const { managerFilePatterns, matchStrings } = customManagers.find((each) =>
    each.description.startsWith(description),
  ) as Manager;
  const own = files.filter((file) =>
    managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)),
  );
  return own.flatMap((file) => {
    const text = readFileSync(path(file), "utf8");
    return matchStrings.flatMap((each) =>
      [...text.matchAll(new RegExp(each, "g"))].map(({ groups = {} }) =>
        `${groups.depName ?? ""} ${groups.currentValue}`.trim(),
      ),
    );
  });
}

describe("what Renovate keeps up to date besides packages", () => {
  it("is every action that the workflows use", () => {
    expect(foundBy("Actions").map((each) => each.split(" ")[0])).toEqual([
      "actions/checkout",
      "actions/setup-node",
      "actions/upload-artifact",
      "hashicorp/setup-terraform",
      "aws-actions/configure-aws-credentials",
    ]);
  });

  it("is Terraform", () => expect(foundBy("Terraform")).toEqual([expect.stringMatching(/^1\.\d+\.\d+$/)]));

  it("is every tool that the checks build, and Kubernetes' schemas", () => {
    expect(
      foundBy("What the checks")
        .map((each) => each.split(" ")[0])
        .sort(),
    ).toEqual([
      "github.com/rhysd/actionlint",
      "github.com/terraform-linters/tflint",
      "github.com/yannh/kubeconform",
      "helm.sh/helm/v3",
      "k8s.io/kubernetes",
      "sigs.k8s.io/kustomize/kustomize/v5",
    ]);
  });

  it("is every program that images go through", () => {
    expect(foundBy("Programs").map((each) => each.split(" ")[0])).toEqual([
      "github.com/anchore/syft",
      "github.com/anchore/grype",
      "github.com/sigstore/cosign/v3",
    ]);
  });

  it("is every base of the lock", () => {
    const { images } = JSON.parse(readFileSync(path("dockerfiles/images.lock.json"), "utf8")) as {
      images: Record<string, { reference: string }>;
    };
    expect(foundBy("Bases").map((each) => each.replace(" ", ":"))).toEqual(
      Object.values(images).map(({ reference }) => reference),
    );
  });
});
