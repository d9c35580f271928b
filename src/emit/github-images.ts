import { buildCommand, bumpCommands, type PipelineImages, registryCommand } from "../domain/pipeline.js";
import type { EmittedFile } from "./files.js";
import { credentials, download, runner, setUp, uses, workflow } from "./github-steps.js";

/** Builds what a merge changed, or what somebody asks for, and proposes that it runs. */
export function imagesWorkflow(defaultBranch: string, images: PipelineImages): EmittedFile {
  const common = { "runs-on": runner, if: `github.ref == 'refs/heads/${defaultBranch}'` };
  const jobs = images.names.flatMap((name) => {
    const artifact = `built-${name}`;
    const build = {
      name: `Build ${name}`,
      ...common,
      "timeout-minutes": 60,
      // The token signs as well, without a key.
      permissions: { contents: "read", "id-token": "write" },
      steps: [
        ...setUp(["images", "go", "history"]),
        credentials(images.pushRole, images.region),
        { run: registryCommand(images) },
        { run: buildCommand(name, images), env: { BASE: "${{ github.event.before }}" } },
        { uses: uses("actions/upload-artifact"), with: { name: artifact, path: "built.json", "retention-days": 30 } },
      ],
    };
    // Apart from the build, whose Dockerfile must not hold a token that writes to the repository.
    const bump = {
      name: `Propose ${name}`,
      ...common,
      "timeout-minutes": 15,
      needs: [`build-${name}`],
      permissions: { actions: "read", contents: "write", "pull-requests": "write" },
      steps: [
        ...setUp(["history"]),
        download(artifact),
        ...bumpCommands(name).map((run, index) => ({
          run,
          ...(index > 0 && { env: { GITHUB_TOKEN: "${{ github.token }}" } }),
        })),
      ],
    };
    return [[`build-${name}`, build] as const, [`bump-${name}`, bump] as const];
  });
  return workflow("images", {
    name: "Images",
    on: { push: { branches: [defaultBranch] }, workflow_dispatch: {} },
    permissions: {},
    concurrency: { group: "images", "cancel-in-progress": false, queue: "max" },
    jobs: Object.fromEntries(jobs),
  });
}
