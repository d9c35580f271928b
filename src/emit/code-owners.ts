import type { DeliveredRoot } from "../domain/root-graph.js";
import { type EmittedFile, marker, textFile } from "./files.js";

/** `.github/CODEOWNERS`: who must look at a change of what. The last line that fits a path counts. */
export function codeOwnersFile(
  roots: readonly DeliveredRoot[],
  reviewers: Readonly<Record<string, string>>,
): EmittedFile {
  const handle = (owner: string) => reviewers[owner] ?? "";
  const owners = [...new Set(roots.map(({ owner }) => owner))];
  const everyone = owners.map(handle).sort().join(" ");
  const byEnvironment = new Map(roots.map(({ environment, owner }) => [environment, owner]));
  const lines = [
    `* ${everyone}`,
    "# What people decided about what exists, and what may be destroyed.",
    ...["/live-impact.yaml", "/decommission/", "/adoption/", "/policy-waivers.yaml", "/checkov-waivers.yaml"].map(
      (path) => `${path} ${everyone}`,
    ),
    "# The line of delivery itself: without this, a change could take its own reviewers away.",
    ...["/.github/", "/.circleci/", "/.ci/", "/atlantis/", "/atlantis.yaml"].map((path) => `${path} ${everyone}`),
    ...[...byEnvironment].map(([environment, owner]) => `/src/config/${environment}.ts ${handle(owner)}`),
    ...roots.map(({ folder, owner }) => `/${folder}/ ${handle(owner)}`),
  ];
  return textFile(".github/CODEOWNERS", `# ${marker("src/emit/code-owners.ts")}\n${lines.join("\n")}\n`);
}
