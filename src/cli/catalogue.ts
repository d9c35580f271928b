import type { Command } from "./command.js";

interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command in the order of the way through a migration; each is loaded only when it is asked for. */
export const catalogue: readonly Entry[] = [
  {
    name: "doctor",
    summary: "Check prerequisites and identity",
    load: async () => (await import("./doctor.js")).doctor,
  },
  {
    name: "config",
    summary: "Print the resolved configuration",
    load: async () => (await import("./config.js")).config,
  },
  {
    name: "simulator",
    summary: "Run the AWS simulator in the foreground",
    load: async () => (await import("./simulator.js")).simulator,
  },
  {
    name: "bootstrap",
    summary: "Make an environment's state bucket and lock, and move their state into it",
    load: async () => (await import("./bootstrap.js")).bootstrap,
  },
  {
    name: "inventory",
    summary: "Read an account into one document",
    load: async () => (await import("./inventory.js")).inventory,
  },
  {
    name: "adopt",
    summary: "Write import blocks and configuration that change nothing",
    load: async () => (await import("./adopt.js")).adopt,
  },
  {
    name: "coverage",
    summary: "Show what is managed, ignored with a reason, or unmanaged",
    load: async () => (await import("./coverage.js")).coverage,
  },
  {
    name: "graph",
    summary: "Draw what depends on what and who talks to whom; list hazards",
    load: async () => (await import("./graph.js")).graph,
  },
  {
    name: "synth",
    summary: "Emit modules, environments and Terragrunt units",
    load: async () => (await import("./synth.js")).synth,
  },
  {
    name: "policy",
    summary: "Hold what the configuration or a plan describes to the policy rules",
    load: async () => (await import("./policy.js")).policy,
  },
  {
    name: "reach",
    summary: "Say who reaches whom on which port, and prove what the configuration means",
    load: async () => (await import("./reach.js")).reach,
  },
  {
    name: "advise",
    summary: "Say what could be smaller and what a commitment would save, with the arithmetic",
    load: async () => (await import("./advise.js")).advise,
  },
  {
    name: "affected",
    summary: "List the roots that a change reaches, in the order of applies",
    load: async () => (await import("./affected.js")).affected,
  },
  {
    name: "ci",
    summary: "Plan or apply the roots that a change reaches, look for drift, and say so",
    load: async () => (await import("./ci.js")).ci,
  },
  {
    name: "unlock",
    summary: "Show who holds a state's lock, and release what a killed run left",
    load: async () => (await import("./unlock.js")).unlock,
  },
  {
    name: "image",
    summary: "Build, check and pin container images",
    load: async () => (await import("./image.js")).image,
  },
  {
    name: "manifests",
    summary: "Hold rendered Kubernetes objects to the rules",
    load: async () => (await import("./manifests.js")).manifests,
  },
  { name: "gate", summary: "Judge a plan before it is applied", load: async () => (await import("./gate.js")).gate },
  {
    name: "rehearse",
    summary: "Run the whole migration on the simulator",
    load: async () => (await import("./rehearse.js")).rehearse,
  },
];
