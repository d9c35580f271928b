import { unknownAction } from "../core/errors.js";
import type { Command } from "./command.js";
import { buildCommand } from "./image-build.js";
import { bumpImage } from "./image-bump.js";
import { lintImages, pinImages } from "./image-checks.js";

const actions = { build: buildCommand, bump: bumpImage, lint: lintImages, pin: pinImages } as const;

/** `uplift image build|bump|lint|pin`: from a Dockerfile to a signed digest in a registry. */
export const image: Command = {
  name: "image",
  summary: "Build, check and pin container images",
  description:
    "build NAME: lint, build on the lock's digests, size budget, list of contents, known weaknesses, push by digest, sign, verify. " +
    "lint: holds every Dockerfile below dockerfiles/ to the rules. pin: asks registries what the lock's references stand for now. " +
    "bump NAME: sets its digest in every kustomization that names it.",
  arguments: [
    { name: "action", description: Object.keys(actions).join(", "), required: true },
    {
      name: "name",
      description:
        "an image of src/config/images.ts, for build; of a kustomization, for bump; a base of the lock, for pin",
      required: false,
    },
  ],
  options: [
    {
      flags: "--stand-in <base=image>",
      description: "another image for a base, to try on this machine",
      repeatable: true,
    },
    { flags: "--engine <engine>", description: "buildah or docker; what is there unless given" },
    { flags: "--revision <commit>", description: "the commit that it is of; HEAD unless given" },
    {
      flags: "--since <ref>",
      description: "for build: only if what it is made of has changed since; always when empty",
    },
    { flags: "--out <folder>", description: "leave the image there, in the OCI layout, and what was found" },
    {
      flags: "--scan <report>",
      description: "a report of Trivy or Grype on the image; made by whichever is there before a push unless given",
    },
    {
      flags: "--push <repository>",
      description: "push there by digest, e.g. ACCOUNT.dkr.ecr.REGION.amazonaws.com/sample",
    },
    { flags: "--sign-key <file>", description: "sign by this key of cosign; with --push, keyless unless given" },
    { flags: "--verify-key <file>", description: "the public half of --sign-key" },
    { flags: "--digest <digest>", description: "for bump: what the registry holds it by, sha256:…" },
    {
      flags: "--built <file>",
      description:
        "for bump, in place of --digest: what `image build --json` printed; nothing where nothing was built or named",
    },
    { flags: "--folder <folder>", description: "for bump: where kustomizations lie; gitops unless given" },
  ],
  examples: [
    { command: "uplift image lint", description: "every Dockerfile, as continuous integration does" },
    { command: "uplift image build sample --stand-in rust=localhost/stand-in/rust", description: "without a registry" },
    { command: "uplift image bump sample --digest sha256:…", description: "what runs next, as a change to review" },
    { command: "uplift image pin", description: "all bases; commit dockerfiles/images.lock.json with it" },
  ],
  run: async (context) => {
    const action = context.arguments.action ?? "";
    const run = (actions as Readonly<Record<string, Command["run"]>>)[action];
    if (!run) throw unknownAction("image", action, Object.keys(actions));
    return run(context);
  },
};
