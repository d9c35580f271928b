import { suggestion } from "./cli.js";
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

export const unknownRoot = (id: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such root", field: "root", got: id, remedy: suggestion(id, known) });

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

export const codeHostUnreachable = (url: string, reason: string) =>
  new UserFault({
    what: `the code host does not answer: ${reason}`,
    field: "GITHUB_API_URL",
    got: url,
    remedy: "Check the address and the network, then run it again: nothing was written.",
  });

export const codeHostRefused = (request: string, status: number, answer: string) =>
  new UserFault({
    what: `the code host answered ${status} to ${request}: ${answer}`,
    field: "GITHUB_TOKEN",
    remedy:
      status === 404
        ? "Check the repository in src/config/organization.ts, the number, and that the token may see both."
        : "Let the token write pull requests and issues: permissions of the job, or scopes of the token.",
  });

export const tokenMissing = () =>
  new UserFault({
    what: "there is no token for the code host",
    field: "GITHUB_TOKEN",
    remedy: "Set it to one that may write pull requests and issues of the repository.",
  });

export const commentNotFound = (file: string) =>
  new UserFault({
    what: "there is no comment to put up",
    file,
    remedy: "Write it with --out: uplift ci plan --base REF --out comment.md",
  });

export const pipelineOutdated = (environment: string, known: readonly string[], layers: readonly string[]) =>
  new UserFault({
    what: `the pipeline was written for other layers of ${environment} than there are, or for another order`,
    field: "--layers",
    got: known.join(","),
    remedy: `Run npm run synth and commit the pipelines. There are ${layers.join(",")}.`,
  });

export const lockIdNeeded = (id: string) =>
  new UserFault({
    what: "the lock's id is needed",
    field: "--id",
    remedy: `Make sure that its holder's run is dead, then give it: --id ${id}`,
  });

export const gitFailed = (command: string, answer: string) =>
  new UserFault({
    what: `git ${command} failed: ${answer || "it gave no reason"}`,
    field: "git",
    remedy: "Look at what it says; the working tree is as it was. A push needs a token that may write contents.",
  });

export const branchNotOurs = (got: string) =>
  new UserFault({
    what: "is no branch that may be overwritten",
    field: "--branch",
    got,
    remedy: "Begin its name with uplift/: what is on it is replaced.",
  });
