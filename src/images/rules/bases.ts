import { bottomBase, finalStage } from "../dockerfile.js";
import type { ImageRule } from "../rule.js";

/** Debian's releases, oldest first, and until when they get security updates (wiki.debian.org/LTS). */
const releases = ["jessie", "stretch", "buster", "bullseye", "bookworm", "trixie"] as const;
const supportEnds: Readonly<Record<string, string>> = {
  jessie: "2020-06-30",
  stretch: "2022-06-30",
  buster: "2024-06-30",
  bullseye: "2026-08-31",
};

const releaseOf = (image: string): (typeof releases)[number] | undefined => {
  const numbered = /debian(\d+)/.exec(image)?.[1];
  const byNumber = { 8: "jessie", 9: "stretch", 10: "buster", 11: "bullseye", 12: "bookworm", 13: "trixie" } as const;
  return (
    releases.find((name) => image.includes(name)) ??
    (numbered ? byNumber[Number(numbered) as keyof typeof byNumber] : undefined)
  );
};

const libcOf = (image: string): "none" | "musl" | "glibc" =>
  /^scratch$|\/static[-:@]|distroless\/static/.test(image) ? "none" : /alpine|musl/.test(image) ? "musl" : "glibc";

const isPinned = (image: string): boolean => image === "scratch" || /@sha256:[0-9a-f]{64}$/.test(image);

export const baseRules: readonly ImageRule[] = [
  {
    id: "base.pinned",
    why: "A tag is moved: the same file builds another image tomorrow, and nobody notices.",
    remedy: "Take the base from an ARG without a default, which `uplift image build` fills from images.lock.json.",
    check: ({ stages }) =>
      stages.flatMap(({ writtenBase, ownBase, isFromStage, line }) =>
        isFromStage || isPinned(ownBase) || /^\$\{?\w+\}?$/.test(ownBase)
          ? []
          : [{ line, what: `builds on ${writtenBase}, which is no digest` }],
      ),
  },
  {
    id: "base.supported",
    why: "A release without security updates keeps every hole that is found.",
    remedy: "Use a supported release: trixie, or distroless of debian13.",
    check: ({ stages }) =>
      stages.flatMap(({ base, isFromStage, line }) => {
        const release = isFromStage ? undefined : releaseOf(base);
        const end = release && supportEnds[release];
        return end ? [{ line, what: `builds on Debian ${release}, which has no security updates since ${end}` }] : [];
      }),
  },
  {
    id: "base.same-libc",
    why: "A program that was linked against a newer C library does not start: GLIBC_2.xx not found.",
    remedy: "Let builder and runtime be of one release, or link statically and use scratch or distroless static.",
    check: (dockerfile) =>
      dockerfile.stages.flatMap((stage) =>
        stage.steps.flatMap(({ keyword, text, line }) => {
          const from = keyword === "COPY" ? /--from=(\S+)/.exec(text)?.[1] : undefined;
          const builder = dockerfile.stages.find(({ name }) => name !== undefined && name === from);
          if (!builder) return [];
          const [made, run] = [bottomBase(dockerfile, builder), bottomBase(dockerfile, stage)];
          // Whose C library it is, only the lock tells.
          if ([made, run].some((image) => image.includes("$"))) return [];
          const [libcMade, libcRun] = [libcOf(made), libcOf(run)];
          if (libcRun === "none") return [];
          if (libcMade !== libcRun && libcMade !== "none")
            return [{ line, what: `copies what ${libcMade} was linked into an image of ${libcRun}` }];
          const [older, newer] = [releaseOf(run), releaseOf(made)];
          return older && newer && releases.indexOf(older) < releases.indexOf(newer)
            ? [{ line, what: `copies what was built on ${newer} into ${older}, whose C library is older` }]
            : [];
        }),
      ),
  },
  {
    id: "base.small",
    why: "A shell and a package manager in production are what an intruder works with, and most of the image's size.",
    remedy: "Let the last stage be scratch, or distroless.",
    check: (dockerfile) => {
      const stage = finalStage(dockerfile);
      const base = stage ? bottomBase(dockerfile, stage) : "";
      return stage &&
        /^(docker\.io\/)?(library\/)?(debian|ubuntu|alpine|rust|node|python|openjdk|fedora)[:@]/.test(base)
        ? [{ line: stage.line, what: `ends on ${base}, which holds a shell and a package manager` }]
        : [];
    },
  },
  {
    id: "base.stage-case",
    why: "Docker warns at every build, and warnings that are always there hide the others.",
    remedy: "Write FROM … AS in one case.",
    check: ({ stages }) =>
      stages.flatMap(({ line, name, writtenAs }) =>
        name !== undefined && writtenAs === "as" ? [{ line, what: `writes "as" beside FROM` }] : [],
      ),
  },
];
