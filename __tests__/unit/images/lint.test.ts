import { describe, expect, it } from "vitest";
import { imageRules, lintDockerfile } from "../../../src/images/lint.js";

const digest = `sha256:${"0".repeat(64)}`;

/** Nothing is wrong with it: what each case changes is what the rule is about. */
const good = `ARG BUILDER
FROM \${BUILDER} AS build
WORKDIR /work
COPY Cargo.toml Cargo.lock ./
RUN cargo chef cook --locked --release
COPY src src
RUN cargo build --locked --release
FROM scratch
LABEL org.opencontainers.image.source=a org.opencontainers.image.revision=b org.opencontainers.image.title=c org.opencontainers.image.licenses=d
COPY --from=build /work/target/release/app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`;

const rulesOf = (content: string, bases?: Readonly<Record<string, string>>) =>
  lintDockerfile("Dockerfile", content, bases).map(({ rule, line, what }) => `${rule} ${line}: ${what}`);

/** By rule: what is changed in the good file, and what is said of it. */
const cases: Readonly<Record<string, readonly (readonly [from: string, to: string, said: string])[]>> = {
  "base.pinned": [
    ["FROM ${BUILDER}", "FROM rust:1.95", "base.pinned 2: builds on rust:1.95, which is no digest"],
    ["ARG BUILDER", "ARG BUILDER=rust:1.95", "base.pinned 2: builds on ${BUILDER}, which is no digest"],
  ],
  "base.supported": [
    [
      "FROM scratch",
      `FROM debian:buster-slim@${digest}`,
      "base.supported 8: builds on Debian buster, which has no security updates since 2024-06-30",
    ],
    [
      "FROM scratch",
      `FROM gcr.io/distroless/cc-debian11@${digest}`,
      "base.supported 8: builds on Debian bullseye, which has no security updates since 2026-08-31",
    ],
  ],
  "base.same-libc": [
    [
      "FROM scratch",
      `FROM rust:1.95-alpine@${digest} AS other\nFROM gcr.io/distroless/cc-debian13@${digest}\nCOPY --from=other /a /a`,
      "base.same-libc 10: copies what musl was linked into an image of glibc",
    ],
  ],
  "base.small": [
    [
      "FROM scratch",
      `FROM debian:trixie-slim@${digest}`,
      `base.small 8: ends on debian:trixie-slim@${digest}, which holds a shell and a package manager`,
    ],
  ],
  "base.stage-case": [["AS build", "as build", 'base.stage-case 2: writes "as" beside FROM']],
  "apt.update-with-install": [
    [
      "WORKDIR /work",
      "RUN apt-get update",
      "apt.update-with-install 3: updates the list of packages and installs nothing",
    ],
    [
      "WORKDIR /work",
      "RUN apt-get install -y --no-install-recommends mold && rm -rf /var/lib/apt/lists/*",
      "apt.update-with-install 3: installs packages from a list that another layer made",
    ],
  ],
  "apt.cache-left": [
    [
      "WORKDIR /work",
      "RUN apt-get update && apt-get install -y --no-install-recommends mold",
      "apt.cache-left 3: leaves the lists of packages in the image",
    ],
  ],
  "apt.no-recommends": [
    [
      "WORKDIR /work",
      "RUN apt-get update && apt-get install -y mold && rm -rf /var/lib/apt/lists/*",
      "apt.no-recommends 3: installs what is recommended besides what is named",
    ],
  ],
  "apt.needed": [
    [
      "WORKDIR /work",
      "RUN apt-get update && apt-get install -y --no-install-recommends mold curl && rm -rf /var/lib/apt/lists/*",
      "apt.needed 3: installs curl, which no command calls",
    ],
  ],
  "run.pipefail": [
    ["WORKDIR /work", "RUN cat a | sha256sum", "run.pipefail 3: hides the failure of a pipe's first command"],
  ],
  "add.remote": [
    ["WORKDIR /work", "ADD https://example.com/a /a", "add.remote 3: adds what an address answers, unchecked"],
  ],
  "copy.everything": [["COPY src src", "COPY . .", "copy.everything 6: copies the whole context"]],
  "secret.argument": [
    ["WORKDIR /work", "ARG NPM_TOKEN", "secret.argument 3: puts NPM_TOKEN into the image's history"],
    ["WORKDIR /work", "ENV DB_PASSWORD=x", "secret.argument 3: puts DB_PASSWORD into the image's history"],
  ],
  "user.numeric": [
    ["USER 65532:65532\n", "", "user.numeric 8: runs as root: no USER in the last stage"],
    ["USER 65532:65532", "USER nobody", "user.numeric 11: runs as nobody, a name instead of a number"],
    ["USER 65532:65532", "USER 0", "user.numeric 11: runs as root"],
  ],
  "command.exec-form": [['ENTRYPOINT ["/app"]', "ENTRYPOINT /app", "command.exec-form 12: starts a shell for /app"]],
  "command.entrypoint": [['ENTRYPOINT ["/app"]', 'CMD ["/app"]', "command.entrypoint 8: has no ENTRYPOINT"]],
  "healthcheck.none": [
    [
      "USER 65532",
      "HEALTHCHECK CMD curl localhost\nUSER 65532",
      "healthcheck.none 11: has a health check that nothing runs",
    ],
  ],
  "labels.oci": [
    ["org.opencontainers.image.revision=b ", "", "labels.oci 8: has no label org.opencontainers.image.revision"],
  ],
  "dependencies.locked": [
    ["cargo build --locked", "cargo build", "dependencies.locked 7: runs cargo build without --locked"],
    ["WORKDIR /work", "RUN npm install", "dependencies.locked 3: runs npm install, which may change the lock file"],
    ["WORKDIR /work", "RUN pip install x", "dependencies.locked 3: runs pip install without --require-hashes"],
    ["WORKDIR /work", "RUN ./mvnw package", "dependencies.locked 3: runs mvn without .mvn, where the checksums are"],
    [
      "WORKDIR /work",
      "RUN mvn package\nCOPY .mvn .mvn",
      "dependencies.locked 3: runs mvn without .mvn, where the checksums are",
    ],
  ],
  "dependencies.apart": [
    [
      "RUN cargo chef cook --locked --release\n",
      "",
      "dependencies.apart 6: compiles the dependencies together with the sources",
    ],
  ],
  "dependencies.manifest": [
    [
      "RUN cargo chef cook",
      "RUN cargo fetch --locked\nRUN cargo chef cook",
      "dependencies.manifest 5: fetches with a manifest whose targets are not there yet",
    ],
  ],
};

describe("rules for Dockerfiles", () => {
  it("find nothing in a good one", () => {
    expect(rulesOf(good)).toEqual([]);
  });

  it.each(imageRules.map(({ id }) => id))("%s finds what is about it, and says where", (id) => {
    const own = cases[id] ?? [];
    expect(own.length).toBeGreaterThan(0);
    for (const [from, to, said] of own) {
      expect(good).toContain(from);
      expect(rulesOf(good.replace(from, to))).toContain(said);
    }
  });

  it("take Maven's checksums for a lock file", () => {
    expect(rulesOf(good.replace("WORKDIR /work", "COPY .mvn .mvn\nRUN mvn package"))).toEqual([]);
  });

  it("compare the C libraries of builder and runtime, through the lock's images and stages upon stages", () => {
    const onto = (runtime: string) => good.replace("FROM scratch", `FROM ${runtime}@${digest}`);
    const builder = { BUILDER: `rust:1.95-slim-trixie@${digest}` };
    expect(rulesOf(onto("gcr.io/distroless/cc-debian12"), builder)).toEqual([
      "base.same-libc 10: copies what was built on trixie into bookworm, whose C library is older",
    ]);
    expect(rulesOf(onto("gcr.io/distroless/cc-debian13"), builder)).toEqual([]);
    expect(rulesOf(onto("gcr.io/distroless/static-debian12"), builder)).toEqual([]);
    expect(rulesOf(onto("gcr.io/distroless/cc-debian13"), { BUILDER: `rust:1.95-alpine@${digest}` })).toEqual([
      "base.same-libc 10: copies what musl was linked into an image of glibc",
    ]);
  });

  it("read continued lines as Docker does, comments between them too", () => {
    const split = "RUN apt-get update \\\n  # what the linker needs\n  && apt-get install -y mold";
    expect(rulesOf(good.replace("WORKDIR /work", split))).toEqual([
      "apt.cache-left 3: leaves the lists of packages in the image",
      "apt.no-recommends 3: installs what is recommended besides what is named",
    ]);
  });

  it("take a user from the stage that the last one builds on", () => {
    const layered = good
      .replace("FROM scratch\n", "FROM scratch AS base\nUSER 65532\nFROM base\n")
      .replace("USER 65532:65532\n", "");
    expect(rulesOf(layered)).toEqual([]);
  });
});
