import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const manifestUnreadable = (file: string, reason: string) =>
  new UserFault({
    what: `these are no Kubernetes objects: ${reason}`,
    file,
    remedy: "Give what kustomize build or helm template wrote.",
  });

export const manifestNotFound = (file: string) =>
  new UserFault({ what: "there is no such file", file, remedy: "Give rendered manifests, or - for standard input." });

export const noManifestsNamed = () =>
  new UserFault({
    what: "nothing was given to look at",
    field: "FILES",
    remedy: "Give rendered manifests: kustomize build gitops/services/sample | uplift manifests check -",
  });

export const noManifests = (file: string) =>
  new UserFault({
    what: "it holds no Kubernetes object",
    file,
    remedy: "Look at what rendered it: an empty text goes against no rule.",
  });

export const digestMalformed = (got: string) =>
  new UserFault({
    what: "is no digest",
    field: "--digest",
    got,
    remedy: "Give sha256: and 64 hexadecimal digits, as the registry and uplift image build print it.",
  });

export const kustomizationUnreadable = (file: string, reason: string) =>
  new UserFault({ what: `the kustomization cannot be read: ${reason}`, file, remedy: "Mend its YAML." });

export const imageNotInKustomization = (file: string, got: string, known: readonly string[]) =>
  new UserFault({
    what: "no entry under images has this name",
    file,
    field: "images",
    got,
    remedy:
      known.length > 0
        ? suggestion(got, known)
        : "Write one into a kustomization: name, and newName with the registry's repository.",
  });
