import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { images } from "../../../src/config/images.js";
import { pathsOf } from "../../../src/images/made-of.js";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const of = (name: string) => pathsOf(checkout, images[name] as NonNullable<(typeof images)[string]>);
const common = ["dockerfiles/images.lock.json", "src/config/images.ts"];

it("an image is made of its Dockerfile, what is admitted of its context, the lock and its entry", async () => {
  expect(await of("sample")).toEqual([
    "dockerfiles/rust/Dockerfile",
    "dockerfiles/rust/Dockerfile.dockerignore",
    ...common,
    "dockerfiles/rust/sample/Cargo.toml",
    "dockerfiles/rust/sample/Cargo.lock",
    "dockerfiles/rust/sample/src",
  ]);
});

it("of a context that is the project, of nothing beside that", async () => {
  expect(await of("uplift")).toEqual([
    "dockerfiles/node/Dockerfile",
    "dockerfiles/node/Dockerfile.dockerignore",
    ...common,
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "bin",
    "src",
  ]);
});

it("of the whole context where no list keeps anything out", async () => {
  const image = { dockerfile: "elsewhere/Dockerfile", context: "elsewhere" };
  expect(await pathsOf(checkout, image)).toEqual([
    "elsewhere/Dockerfile",
    "elsewhere/Dockerfile.dockerignore",
    ...common,
    "elsewhere",
  ]);
});
