import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { organization } from "../../src/config/organization.js";
import { startUplift } from "./uplift-process.js";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const imageOf = (base: string) => `localhost/stand-in/${base}`;

/** A container of this machine's kind cannot give namespaces to another. */
export const buildEnvironment: NodeJS.ProcessEnv = { ...process.env, BUILDAH_ISOLATION: "chroot" };

/** Makes what stands for a base, unless buildah's storage has it. */
export function makeStandIn(base: string): void {
  const names = execFileSync("buildah", ["images", "--format", "{{.Name}}"], {
    env: buildEnvironment,
    encoding: "utf8",
  });
  if (!names.split("\n").includes(imageOf(base)))
    execFileSync(`${checkout}/dockerfiles/stand-in`, [base], { env: buildEnvironment, stdio: "ignore" });
}

/** Makes what stands for the bases of an image. */
export function makeStandIns(image: string): void {
  for (const base of basesOf(image)) makeStandIn(base);
}

/** `uplift image build` on stand-ins, by buildah. The layers with dependencies are kept between builds, as a pipeline keeps them. */
export async function buildOnStandIns(image: string, out: string, more: readonly string[] = [], project = checkout) {
  const standIns = basesOf(image).flatMap((base) => ["--stand-in", `${base}=${imageOf(base)}`]);
  const argv = ["image", "build", image, ...standIns, "--engine", "buildah", "--out", out, "--json", ...more];
  return startUplift(argv, { cwd: project, env: buildEnvironment }).ended;
}

const basesOf = (image: string): readonly string[] => Object.values(organization.images[image]?.bases ?? {});
