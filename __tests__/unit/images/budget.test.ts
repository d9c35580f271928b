import { describe, expect, it } from "vitest";
import { checkSize } from "../../../src/images/budget.js";

describe("the size of an image", () => {
  it("may be what its budget says", () => {
    expect(() => checkSize("sample", 1024 * 1024, 1)).not.toThrow();
  });

  it("is refused above, with both sizes", () => {
    expect(() => checkSize("sample", 1.5 * 1024 * 1024, 1)).toThrow(
      "src/config/images.ts: sample.maxMib: the image has 1.50 MiB, compressed, and may have 1. Look at its layers for what came along, or raise the budget with a reason.",
    );
  });
});
