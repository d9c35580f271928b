import { allSteps, finalStage } from "../dockerfile.js";
import { type ImageRule, inSteps } from "../rule.js";

const aptInstall = /apt(-get)?\s+(-\S+\s+)*install\b/;
const aptUpdate = /apt(-get)?\s+(-\S+\s+)*update\b/;
const cacheMount = /--mount=type=cache\S*\/(apt|lists)/;

/** Programs that are installed for a command; without one they are ballast. */
const helpers = ["curl", "wget", "git", "unzip", "gnupg"];

export const commandRules: readonly ImageRule[] = [
  {
    id: "apt.update-with-install",
    why: "The list of packages is cached as a layer of its own: the install after it asks for versions that are gone.",
    remedy: "Write apt-get update && apt-get install … in one RUN.",
    check: inSteps(({ keyword, text }) =>
      keyword === "RUN" && aptUpdate.test(text) !== aptInstall.test(text)
        ? aptUpdate.test(text)
          ? "updates the list of packages and installs nothing"
          : "installs packages from a list that another layer made"
        : undefined,
    ),
  },
  {
    id: "apt.cache-left",
    why: "The lists of packages are 20 MB that nobody reads again.",
    remedy: "End the same RUN with rm -rf /var/lib/apt/lists/*, or mount a cache there.",
    check: inSteps(({ keyword, text }) =>
      keyword === "RUN" &&
      aptInstall.test(text) &&
      !/rm -rf? [^&]*\/var\/lib\/apt\/lists/.test(text) &&
      !cacheMount.test(text)
        ? "leaves the lists of packages in the image"
        : undefined,
    ),
  },
  {
    id: "apt.no-recommends",
    why: "Debian installs what it recommends besides: documentation, compilers, daemons.",
    remedy: "Add --no-install-recommends.",
    check: inSteps(({ keyword, text }) =>
      keyword === "RUN" && aptInstall.test(text) && !text.includes("--no-install-recommends")
        ? "installs what is recommended besides what is named"
        : undefined,
    ),
  },
  {
    id: "apt.needed",
    why: "What is installed and not used costs time at each build, and its holes are scanned for ever.",
    remedy: "Leave it out.",
    check: ({ stages }) =>
      stages.flatMap(({ steps, base }) =>
        steps.flatMap(({ keyword, text, line }) => {
          if (keyword !== "RUN" || !aptInstall.test(text)) return [];
          const words = text.split(/\s+/);
          const rest = steps.filter((step) => step.line !== line).map((step) => step.text);
          const isUsed = (name: string) =>
            rest.some((each) => new RegExp(`(^|[\\s;&|])${name}\\b`).test(each)) ||
            new RegExp(`[;&|]\\s*${name}\\b`).test(text);
          const unused = helpers.filter((name) => words.includes(name) && !isUsed(name));
          const doubled = words.includes("build-essential") && /(^|\/)rust[:@]/.test(base) ? ["build-essential"] : [];
          return [...unused, ...doubled].map((name) => ({
            line,
            what: doubled.includes(name)
              ? `installs ${name}, whose compiler the base has`
              : `installs ${name}, which no command calls`,
          }));
        }),
      ),
  },
  {
    id: "run.pipefail",
    why: "A shell takes the exit code of a pipe's last command: a failed download passes.",
    remedy: 'Set SHELL ["/bin/bash", "-o", "pipefail", "-c"], or write to a file first.',
    check: ({ stages }) =>
      stages.flatMap(({ steps }) => {
        const hasPipefail = steps.some(({ keyword, text }) => keyword === "SHELL" && text.includes("pipefail"));
        return steps
          .filter(({ keyword, text }) => keyword === "RUN" && /[^|]\|[^|]/.test(text) && !text.includes("pipefail"))
          .flatMap(({ line }) => (hasPipefail ? [] : [{ line, what: "hides the failure of a pipe's first command" }]));
      }),
  },
  {
    id: "add.remote",
    why: "What an address answers is not checked, and is no part of what was reviewed.",
    remedy: "Download in a RUN and compare a SHA-256, or ADD --checksum=sha256:….",
    check: inSteps(({ keyword, text }) =>
      keyword === "ADD" && /https?:\/\//.test(text) && !text.includes("--checksum=")
        ? "adds what an address answers, unchecked"
        : undefined,
    ),
  },
  {
    id: "copy.everything",
    why: "Secrets and caches of whoever builds come along, and any change of any file builds everything again.",
    remedy: "Copy the folders that are needed, by name.",
    check: inSteps(({ keyword, text }) =>
      ["COPY", "ADD"].includes(keyword) && !text.includes("--from=") && /^(--\S+\s+)*(\.\/?|\*)\s/.test(text)
        ? "copies the whole context"
        : undefined,
    ),
  },
  {
    id: "secret.argument",
    why: "Values of ARG and ENV stand in the image's history, for whoever pulls it.",
    remedy: "Mount it: RUN --mount=type=secret,id=….",
    check: inSteps(({ keyword, text }) => {
      const [name] = /\b\w*(SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE_KEY|API_KEY|ACCESS_KEY)\w*/i.exec(
        ["ARG", "ENV"].includes(keyword) ? (text.split(/[=\s]/)[0] ?? "") : "",
      ) ?? [undefined];
      return name ? `puts ${name} into the image's history` : undefined;
    }),
  },
  {
    id: "user.numeric",
    why: "A process that is broken out of is root on the node; Kubernetes refuses a name under runAsNonRoot.",
    remedy: "USER 65532:65532 in the last stage.",
    check: (dockerfile) => {
      const stage = finalStage(dockerfile);
      if (!stage) return [];
      const user = allSteps(dockerfile, stage).findLast(({ keyword }) => keyword === "USER");
      if (!user) return [{ line: stage.line, what: "runs as root: no USER in the last stage" }];
      const [id = ""] = user.text.split(":");
      if (/^[1-9]\d*$/.test(id)) return [];
      return [
        { line: user.line, what: /^(0|root)$/.test(id) ? "runs as root" : `runs as ${id}, a name instead of a number` },
      ];
    },
  },
  {
    id: "command.exec-form",
    why: "A shell stands between: it swallows SIGTERM, and the process is killed after the grace period with requests open.",
    remedy: 'Write it as a list: ENTRYPOINT ["/app"].',
    check: inSteps(({ keyword, text, isExec }) =>
      ["CMD", "ENTRYPOINT"].includes(keyword) && !isExec ? `starts a shell for ${text.split(/\s/)[0]}` : undefined,
    ),
  },
  {
    id: "command.entrypoint",
    why: "With CMD alone, whatever is written after the image's name replaces the program.",
    remedy: "Use ENTRYPOINT for the program, CMD for its default arguments.",
    check: (dockerfile) => {
      const stage = finalStage(dockerfile);
      const has = stage && allSteps(dockerfile, stage).some(({ keyword }) => keyword === "ENTRYPOINT");
      return stage && !has ? [{ line: stage.line, what: "has no ENTRYPOINT" }] : [];
    },
  },
  {
    id: "healthcheck.none",
    why: "Kubernetes ignores it and OCI images drop it: it looks like a check and is none.",
    remedy: "Leave it out: probes stand in the manifest, target groups have their own.",
    check: inSteps(({ keyword, text }) =>
      keyword === "HEALTHCHECK" && text !== "NONE" ? "has a health check that nothing runs" : undefined,
    ),
  },
];
