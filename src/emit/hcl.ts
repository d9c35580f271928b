/** A value as HCL text, indented by `depth` levels of two spaces. */
export function hcl(value: unknown, depth = 0): string {
  const indent = "  ".repeat(depth + 1);
  const close = "  ".repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    if (value.every((item) => typeof item !== "object")) return `[${value.map((item) => hcl(item)).join(", ")}]`;
    return `[\n${value.map((item) => `${indent}${hcl(item, depth + 1)},\n`).join("")}${close}]`;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value);
    if (entries.length === 0) return "{}";
    const written = entries.map(([key, item]) => ({ name: nameOf(key), text: hcl(item, depth + 1) }));
    const lines = written.map(
      ({ name, text }, index) => `${indent}${name.padEnd(widthAt(written, index))} = ${text}\n`,
    );
    return `{\n${lines.join("")}${close}}`;
  }
  return JSON.stringify(value ?? null);
}

const nameOf = (key: string): string => (/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key));

interface Line {
  readonly name: string;
  readonly text: string;
}

/** Like terraform fmt: names line up over a run of attributes that each take one line. */
function widthAt(lines: readonly Line[], index: number): number {
  const spans = ({ text }: Line) => text.includes("\n");
  const own = lines[index];
  if (!own || spans(own)) return 0;
  const before = lines.slice(0, index).findLastIndex(spans);
  const after = lines.findIndex((line, at) => at > index && spans(line));
  return Math.max(...lines.slice(before + 1, after < 0 ? undefined : after).map(({ name }) => name.length));
}
