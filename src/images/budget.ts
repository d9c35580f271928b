import { imageTooLarge } from "../core/errors.js";

const mib = 1024 * 1024;

/** @throws imageTooLarge when all layers together, compressed, are larger than the image may be. */
export function checkSize(name: string, bytes: number, maxMib: number): void {
  if (bytes > maxMib * mib) throw imageTooLarge(name, bytes, maxMib);
}
