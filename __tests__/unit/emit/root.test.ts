import { describe, expect, it } from "vitest";
import { checkDocument } from "../../../src/emit/root.js";

describe("a document that is emitted", () => {
  it("may refer to what it declares", () => {
    expect(() => checkDocument("r", { variable: { a: {} }, output: { b: { value: "${var.a}" } } })).not.toThrow();
  });

  it("may not refer to what it does not declare", () => {
    expect(() => checkDocument("r", { output: { b: { value: "${aws_vpc.x.id}" } } })).toThrow(
      "r: refers to what it does not declare: aws_vpc.x.id; pass it as an input or an output",
    );
  });

  it("may not hold text that Terraform would read as a template", () => {
    expect(() => checkDocument("r", { locals: { a: "echo ${HOME}" } })).toThrow("HOME");
  });

  it("may not hold one of cdktf's cross-stack references", () => {
    const document = { output: { "cross-stack-output-aws_vpcvid": { value: "x" } } };
    expect(() => checkDocument("r", document)).toThrow("cross-stack-");
  });
});
