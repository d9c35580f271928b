import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lintDockerfile } from "../../../src/images/lint.js";

const content = readFileSync(new URL("./fixtures/faulty.Dockerfile", import.meta.url), "utf8");

it("names every fault of a Dockerfile as it is often written", () => {
  expect(lintDockerfile("faulty", content).map(({ line, rule, what }) => `${line} ${rule}: ${what}`)).toEqual([
    "1 base.pinned: builds on rust:1.69-slim-bullseye, which is no digest",
    '1 base.stage-case: writes "as" beside FROM',
    "1 base.supported: builds on Debian bullseye, which has no security updates since 2026-08-31",
    "3 apt.update-with-install: updates the list of packages and installs nothing",
    "4 apt.cache-left: leaves the lists of packages in the image",
    "4 apt.needed: installs curl, which no command calls",
    "4 apt.needed: installs build-essential, whose compiler the base has",
    "4 apt.update-with-install: installs packages from a list that another layer made",
    "6 dependencies.locked: runs cargo fetch without --locked",
    "6 dependencies.manifest: fetches with a manifest whose targets are not there yet",
    "8 dependencies.apart: compiles the dependencies together with the sources",
    "8 dependencies.locked: runs cargo build without --locked",
    "10 base.pinned: builds on debian:buster-slim, which is no digest",
    "10 base.small: ends on debian:buster-slim, which holds a shell and a package manager",
    "10 base.supported: builds on Debian buster, which has no security updates since 2024-06-30",
    "10 command.entrypoint: has no ENTRYPOINT",
    "10 labels.oci: has no label org.opencontainers.image.source, org.opencontainers.image.revision, org.opencontainers.image.title, org.opencontainers.image.licenses",
    "10 user.numeric: runs as root: no USER in the last stage",
    "11 base.same-libc: copies what was built on bullseye into buster, whose C library is older",
  ]);
});
