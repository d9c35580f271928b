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

  it("lines names up run by run, as terraform fmt does", () => {
    expect(hcl({ a: 1, long: "b", block: { x: 1 }, c: 2, de: 3 })).toBe(
      '{\n  a    = 1\n  long = "b"\n  block = {\n    x = 1\n  }\n  c  = 2\n  de = 3\n}',
    );
  });

  it("lines all names up where each takes one line", () => {
    expect(hcl({ a: 1, long: "b" })).toBe('{\n  a    = 1\n  long = "b"\n}');
  });
});
