import { parse } from "@cdktf/hcl2json";
import { describe, expect, it } from "vitest";
import { hcl } from "../../../src/emit/hcl.js";

describe("HCL text", () => {
  it("is read back as the same value", async () => {
    const value = {
      a: "x",
      "kubernetes.io/role": "1",
      list: ["a", "b"],
      empty: {},
      none: [],
      nested: [{ n: 1 }],
      flag: true,
    };
    expect(await parse("x.tf", `locals {\n  v = ${hcl(value, 1)}\n}\n`)).toEqual({ locals: [{ v: value }] });
  });

  it("lines names up as terraform fmt does", () => {
    expect(hcl({ a: 1, long: "b" })).toBe('{\n  a    = 1\n  long = "b"\n}');
  });
});
