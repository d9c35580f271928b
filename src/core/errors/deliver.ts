import { Refusal, UserFault } from "./fault.js";

export const noRepository = (folder: string) =>
  new UserFault({
    what: "this folder is no Git working tree",
    file: folder,
    remedy: "Run it inside a clone of the project: what a change affects is told from a commit.",
  });

export const unknownBase = (ref: string) =>
  new UserFault({
    what: "there is no such commit here",
    field: "--base",
    got: ref,
    remedy: `Fetch it first, e.g. git fetch origin main, and name it as git does: origin/main, a tag or a commit id. A shallow clone lacks it: git fetch --unshallow`,
  });

export const noCommonCommit = (ref: string) =>
  new UserFault({
    what: "it has no commit in common with what is checked out",
    field: "--base",
    got: ref,
    remedy: "Fetch the whole history: git fetch --unshallow; or name the branch that this one was made from.",
  });

export const layerCycle = (ids: readonly string[]) =>
  new UserFault({
    what: `these roots wait for each other: ${ids.join(" → ")}`,
    file: "src/stacks",
    field: "after",
    remedy: "Remove one of the dependencies: no order of applies satisfies all of them.",
  });

export const rootWithoutOwner = (root: string, owner: string, known: readonly string[]) =>
  new UserFault({
    what: `nobody can be asked to review ${root}: its owner has no reviewers`,
    file: "src/config/organization.ts",
    field: "delivery.reviewers",
    got: owner,
    remedy: `Add the owner with the handle of a team, e.g. ${owner || "platform"}: "@example/${owner || "platform"}". Known: ${known.join(", ") || "none"}.`,
  });

export const unknownRoot = (id: string, remedy: string) =>
  new UserFault({ what: "there is no such root", field: "root", got: id, remedy });

export const terragruntMissing = (environment: string) =>
  new UserFault({
    what: `${environment} stands behind Terragrunt, and there is no terragrunt on the PATH`,
    field: "terragrunt",
    remedy:
      "Install Terragrunt 1.1 or newer (https://terragrunt.gruntwork.io), or set frontDoor to terraform in the environment's file and run npm run synth: no state moves.",
  });

export const reviewedUnreadable = (file: string, reason: string) =>
  new UserFault({
    what: `this is not what uplift ci plan --json prints (${reason})`,
    file,
    field: "--reviewed",
    remedy: "Give the document of the run whose comment was reviewed: uplift ci plan --base REF --json > reviewed.json",
  });

export const nothingToRelease = (root: string) =>
  new UserFault({
    what: "no lock is held",
    field: root,
    remedy: "Nothing is to be done: run the plan or apply.",
  });

export const otherLock = (root: string, asked: string, held: string) =>
  new Refusal({
    what: `the lock that is held is another one: ${held}`,
    field: root,
    got: asked,
    remedy: "Somebody took it since: look who, and wait for them.",
  });

export const youngLock = (root: string, holder: string, minutes: number, minimum: number) =>
  new Refusal({
    what: `the lock is ${minutes} minutes old and may be in use: ${holder}`,
    field: root,
    remedy: `Ask its holder. If the run is dead: --older-than-minutes ${Math.max(0, Math.floor(minutes))} instead of ${minimum}.`,
  });

export const treesNotEmitted = (paths: readonly string[]) =>
  new UserFault({
    what: `${paths.length} emitted files are not as the configuration describes them, ${paths.slice(0, 3).join(", ")} among them`,
    remedy: "Run npm run synth and commit the trees: what is planned must be what is reviewed.",
  });

export const unknownAction = (command: string, got: string, known: readonly string[]) =>
  new UserFault({
    what: "there is no such action",
    field: `uplift ${command}`,
    got,
    remedy: `Use one of ${known.join(", ")}.`,
  });

export const optionNeeded = (command: string, flag: string, why: string) =>
  new UserFault({ what: `${flag} is missing`, field: command, remedy: `Give it: ${why}.` });
