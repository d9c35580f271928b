import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startContainer, stopContainer, unpackImage } from "../__tests__/support/container.js";
import { buildOnStandIns, buildEnvironment as env, makeStandIn, makeStandIns } from "../__tests__/support/stand-in.js";
import { table } from "../src/cli/table.js";
import { organization } from "../src/config/organization.js";
import { readOciLayout } from "../src/images/oci-layout.js";

// Why an image as it is often written does not build, and what it weighs once it does, beside ours; then what each of our images
// weighs and how soon it is there and gone. Needs buildah. Not the official images' sizes: theirs cannot be pulled here.

const project = fileURLToPath(new URL("..", import.meta.url));
const sample = join(project, "dockerfiles/rust/sample");
const work = mkdtempSync(join(tmpdir(), "uplift-images-"));

const usual = readFileSync(join(project, "__tests__/unit/images/fixtures/faulty.Dockerfile"), "utf8")
  .replace("rust:1.69-slim-bullseye", "localhost/stand-in/rust")
  .replace("debian:buster-slim", "localhost/stand-in/debian")
  .replaceAll("shop", "sample");
const mended = usual.replace("RUN cargo fetch\nCOPY src src\n", "COPY src src\nRUN cargo fetch\n");

/** The sample as somebody writes it who never looked at a release profile, each binary found by its folder. */
function plainContext(): string {
  const folder = join(work, "plain");
  mkdirSync(folder);
  for (const name of ["Cargo.toml", "Cargo.lock", "src"])
    cpSync(join(sample, name), join(folder, name), { recursive: true });
  const manifest = readFileSync(join(folder, "Cargo.toml"), "utf8");
  writeFileSync(
    join(folder, "Cargo.toml"),
    manifest.replace(/\[lib\][^[]*\[\[bin\]\][^[]*/, "").replace(/\[profile\.release\][^[]*/, ""),
  );
  return folder;
}

interface Built {
  readonly name: string;
  readonly answer: string;
  readonly unpackedMiB?: number;
  readonly compressedMiB?: number;
  readonly programMiB?: number;
}

async function build(
  name: string,
  dockerfile: string,
  context: string,
  program: string,
  args: readonly string[],
): Promise<Built> {
  const file = join(work, `${name}.Dockerfile`);
  writeFileSync(file, dockerfile);
  const given = args.flatMap((each) => ["--build-arg", each]);
  const run = spawnSync(
    "buildah",
    [
      "build",
      "--layers",
      "--format",
      "oci",
      "--timestamp",
      "0",
      "-f",
      file,
      "-t",
      `localhost/bench-${name}`,
      ...given,
      context,
    ],
    {
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  if (run.status !== 0) {
    const lines = run.stderr.split("\n").map((line) => line.trim());
    const said = lines.filter((line) => /error|no targets specified/i.test(line));
    return { name, answer: `fails: ${said.find((line) => /no targets/.test(line)) ?? said[0] ?? "without a word"}` };
  }
  const layout = join(work, `${name}.oci`);
  execFileSync("buildah", ["push", "--quiet", `localhost/bench-${name}`, `oci:${layout}:built`], { env });
  const { bytes } = await readOciLayout(layout);
  const { root } = await unpackImage(layout, join(work, `${name}.root`));
  return {
    name,
    answer: "builds",
    unpackedMiB: unpackedMiB(root),
    compressedMiB: mib(bytes),
    programMiB: mib(statSync(join(root, program)).size),
  };
}

const mib = (size: number) => size / 1024 / 1024;
const unpackedMiB = (root: string) =>
  mib(Number(execFileSync("du", ["--summarize", "--bytes", root], { encoding: "utf8" }).split("\t")[0]));

/** One of our images on its stand-ins: sizes, and times where it is a service. A stand-in is one layer, scratch is none. */
async function measure(name: string, port: number): Promise<readonly string[]> {
  makeStandIns(name);
  const { code, stderr } = await buildOnStandIns(name, work, ["--revision", "bench"]);
  if (code !== 0) throw new Error(stderr);
  const layout = join(work, `${name}.oci`);
  const { bytes, blobs } = await readOciLayout(layout);
  const image = await unpackImage(layout, join(work, `${name}.unpacked`));
  const [lowest = ""] = blobs;
  const base = name === "sample" ? 0 : statSync(lowest).size;
  const sizes = [mib(bytes), mib(bytes - base), unpackedMiB(image.root)].map((size) => size.toFixed(2));
  if (!name.endsWith("sample")) return [name, ...sizes, "", ""];
  const container = await startContainer(image, port);
  const { afterMs } = await stopContainer(container);
  return [name, ...sizes, container.readyAfterMs.toFixed(0), afterMs.toFixed(0)];
}

try {
  for (const name of ["rust", "debian"]) makeStandIn(name);
  const context = plainContext();
  const ours = readFileSync(join(project, "dockerfiles/rust/Dockerfile"), "utf8");
  const own = ["BUILDER=localhost/stand-in/rust", "PROGRAM=sample", "TITLE=a", "SOURCE=b", "REVISION=c"];
  const results = [
    await build("as-written", usual, context, "usr/local/bin/sample", []),
    await build("sources-first", mended, context, "usr/local/bin/sample", []),
    await build("ours", ours, sample, "service", own),
  ];
  const number = (value: number | undefined) => (value === undefined ? "" : value.toFixed(2));
  const rows = results.map(({ name, answer, unpackedMiB, compressedMiB, programMiB }) => [
    name,
    answer,
    number(unpackedMiB),
    number(compressedMiB),
    number(programMiB),
  ]);
  for (const line of table(["shape", "answer", "unpacked MiB", "compressed MiB", "program MiB"], rows))
    console.log(line);
  const images: (readonly string[])[] = [];
  for (const name of Object.keys(organization.images)) images.push(await measure(name, 18_219));
  const heads = ["image", "compressed MiB", "of it ours", "unpacked MiB", "first answer ms", "end after SIGTERM ms"];
  for (const line of ["", ...table(heads, images)]) console.log(line);
} finally {
  rmSync(work, { recursive: true, force: true });
}
