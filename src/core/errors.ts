/**
 * Every error that a user can meet, as a named factory with its remedy, by area. Imports nothing of the project, so every
 * layer may use it.
 */
export * from "./errors/adopt.js";
export * from "./errors/advise.js";
export * from "./errors/bootstrap.js";
export * from "./errors/cli.js";
export * from "./errors/config.js";
export * from "./errors/core.js";
export * from "./errors/coverage.js";
export * from "./errors/deliver.js";
export * from "./errors/emit.js";
export * from "./errors/fault.js";
export * from "./errors/gate.js";
export * from "./errors/graph.js";
export * from "./errors/images.js";
export * from "./errors/inventory.js";
export * from "./errors/manifests.js";
export * from "./errors/reach.js";
export * from "./errors/rehearse.js";
export * from "./errors/simulator.js";
export * from "./errors/stacks.js";
export * from "./errors/terraform.js";
