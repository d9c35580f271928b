import type { Output } from "../core/contract.js";
import { MapToken } from "../core/outputs.js";

/** A value of the output's shape that cannot be taken for a real one; a map has the keys that the root asks for. */
export function mockOf({ type, mock }: Output<unknown>, value: unknown): unknown {
  switch (type.kind) {
    case "number":
      return 0;
    case "bool":
      return false;
    case "list":
    case "set":
      return [];
    case "map":
      return Object.fromEntries([...(value instanceof MapToken ? value.keys : [])].map((key) => [key, mock]));
    default:
      return mock;
  }
}
