import { imageToolMissing } from "../core/errors.js";
import { runProcess } from "../terraform/process.js";
import { type BuiltImage, forgetCaches, nameInLayout, readOciLayout } from "./oci-layout.js";
import { findTool, runTool, type ToolContext } from "./tool.js";

export const engines = ["buildah", "docker"] as const;
export type Engine = (typeof engines)[number];

export interface BuildOptions extends ToolContext {
  readonly engine: Engine;
  readonly dockerfile: string;
  readonly context: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** Buildah's cache takes a LABEL from an earlier build whose arguments had other values, so they are given outright as well. */
  readonly labels: Readonly<Record<string, string>>;
  /** An existing empty folder, which takes the image in the OCI image layout. */
  readonly folder: string;
}

/** Docker where its builder writes the OCI layout, else buildah. @throws imageToolMissing */
export async function findEngine(context: ToolContext): Promise<Engine> {
  const { env, signal } = context;
  const docker = await findTool("docker", env);
  if (docker) {
    const run = (...args: string[]) => runProcess(docker, args, { env, ...(signal && { signal }) });
    const [inspected, info] = [await run("buildx", "inspect"), await run("info", "--format", "{{.DriverStatus}}")];
    const [, driver] = /^Driver:\s+(\S+)/m.exec(inspected.stdout) ?? [];
    // The daemon's own builder writes it only where the daemon keeps images as containerd does.
    const isAble = driver !== "docker" || info.stdout.includes("io.containerd.snapshotter");
    if (inspected.code === 0 && info.code === 0 && driver && isAble) return "docker";
  }
  if (await findTool("buildah", env)) return "buildah";
  throw imageToolMissing(
    "buildah",
    "builds images without a daemon",
    docker
      ? "Install it: apt-get install buildah, or give Docker a builder that writes the OCI layout: docker buildx create --use."
      : "Install it: apt-get install buildah, or start Docker with buildx.",
  );
}

/** Builds an image into a folder. Every time in it is the epoch and nothing tells of a cache, so that two builds have one digest. */
export async function buildImage(options: BuildOptions): Promise<BuiltImage> {
  const { engine, dockerfile, context, folder } = options;
  const given = [
    ...Object.entries(options.arguments).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...Object.entries(options.labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
  ];
  if (engine === "docker") {
    const output = `type=oci,dest=${folder},tar=false,rewrite-timestamp=true`;
    await runTool(
      "docker",
      [
        ...["buildx", "build", "--file", dockerfile, "--output", output, "--provenance=false", "--sbom=false"],
        ...["--build-arg", "SOURCE_DATE_EPOCH=0", ...given, context],
      ],
      options,
    );
    await forgetCaches(folder);
    return readOciLayout(folder);
  }
  const name = `localhost/uplift-build-${process.pid}`;
  const ignore = `${dockerfile}.dockerignore`;
  await runTool(
    "buildah",
    [
      ...["build", "--format", "oci", "--timestamp", "0", "--layers", "--file", dockerfile, "--ignorefile", ignore],
      ...["--tag", name, ...given, context],
    ],
    options,
  );
  await runTool("buildah", ["push", "--quiet", name, `oci:${folder}:${nameInLayout}`], options);
  await runTool("buildah", ["rmi", name], options);
  await forgetCaches(folder);
  return readOciLayout(folder);
}
