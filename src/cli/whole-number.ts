import { badNumber } from "../core/errors.js";

/** An option's whole number between two, both included. @throws badNumber */
export function wholeNumber(text: string, flag: string, low: number, high: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < low || number > high) throw badNumber(flag, text, low, high);
  return number;
}
