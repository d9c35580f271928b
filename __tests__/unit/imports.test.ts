import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../src");

/** What each folder may import, besides itself and what is free to all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  files: [],
  domain: [],
  core: ["domain"],
  config: ["domain"],
  parts: ["domain", "core"],
  modules: ["domain", "core", "parts"],
  stacks: ["domain", "core", "config", "modules"],
  emit: ["domain", "core"],
  terraform: ["domain"],
  inventory: ["domain"],
  adopt: ["domain", "terraform"],
  policy: ["domain", "core", "terraform"],
  reach: ["domain", "core"],
  migrate: ["domain", "terraform"],
  rehearse: [
    "domain",
    "core",
    "config",
    "modules",
    "stacks",
    "emit",
    "terraform",
    "inventory",
    "adopt",
    "migrate",
    "assembly.js",
    "bootstrap-environment.js",
  ],
  report: ["domain"],
  images: ["domain", "terraform"],
  deliver: ["domain", "core", "terraform", "adopt"],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(source, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, specifier]) => specifier as string);
  return specifiers.map((specifier) => {
    const target = relative(source, join(source, dirname(file), specifier)).replaceAll("\\", "/");
    return { file, from: file.split("/")[0] ?? "", to: target.split("/")[0] ?? "", target };
  });
});

/** What every folder may use: errors, and files written whole; both import nothing of the project. */
const isFree = (target: string) => target.startsWith("core/errors") || target.startsWith("files/");

describe("imports", () => {
  it("were found", () => expect(imports.length).toBeGreaterThan(50));

  it("go one way", () => {
    const wrong = imports.filter(
      ({ from, to, target }) => from !== to && !isFree(target) && allowed[from] && !allowed[from].includes(to),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it("leave errors free of the project, so that every layer can use them", () => {
    const wrong = imports.filter(
      ({ file, target }) => /^core\/errors(\/|\.ts)/.test(file) && !target.startsWith("core/errors"),
    );
    expect(wrong).toEqual([]);
  });

  it("never reach the command line or the app from below", () => {
    const wrong = imports.filter(
      ({ from, file, target }) => from !== "cli" && file !== "main.ts" && /^(cli\/|main\.)/.test(target),
    );
    expect(wrong).toEqual([]);
  });

  it("leave the process's environment to the command line", () => {
    const readers = files.filter(
      (file) => !file.startsWith("cli/") && readFileSync(join(source, file), "utf8").includes("process.env"),
    );
    expect(readers).toEqual([]);
  });
});
