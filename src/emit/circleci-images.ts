import { buildCommand, bumpCommands, type PipelineImages, registryCommand } from "../domain/pipeline.js";
import { job, merged, role } from "./circleci-steps.js";

/** Builds what was merged; proposes that it runs apart from that, since a Dockerfile must not hold a token that writes to the repository. */
export const imageSteps = (name: string, filters: unknown) => [
  { [`build-${name}`]: { context: ["uplift-push"], filters } },
  { [`bump-${name}`]: { context: ["uplift-propose"], requires: [`build-${name}`], filters } },
];

/** Two jobs an image: one builds, the other proposes that it runs. */
export function imageJobs(images: PipelineImages) {
  return images.names.flatMap((name) => [
    [
      `build-${name}`,
      job(
        [
          ...merged,
          ...role(images.pushRole, images.region),
          signingToken,
          registryCommand(images),
          buildCommand(name, images),
        ],
        [{ persist_to_workspace: { root: ".", paths: ["built.json"] } }],
        [],
        { tools: ["images", "python"] },
      ),
    ] as const,
    [`bump-${name}`, job(bumpCommands(name), [], [{ attach_workspace: { at: "." } }], { tools: [] })] as const,
  ]);
}

/** What cosign signs by: a token for Sigstore's audience. */
const signingToken = `echo "export SIGSTORE_ID_TOKEN=$(circleci run oidc get --claims '{"aud":"sigstore"}')" >> "$BASH_ENV"`;
