/** The layers of a workload environment, in the order in which they are applied. */
export const layerNames = [
  "bootstrap",
  "recovery",
  "foundation",
  "delivery",
  "inherited",
  "legacy",
  "network",
  "replica",
  "registry",
  "dns",
  "database",
  "cache",
  "edge",
  "compute",
  "observability",
  "backup",
  "cost",
  "traffic",
] as const;
export type LayerName = (typeof layerNames)[number];

/** Layers that hold the place of states, the audit, and the bounds and rights of the pipelines: an administrator applies them. */
export const administeredLayers = ["bootstrap", "foundation", "delivery"] as const satisfies readonly LayerName[];
