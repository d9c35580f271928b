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
    const names = entries.map(([key]) => (/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key)));
    const width = Math.max(...names.map((name) => name.length));
    // Like terraform fmt: names line up unless a value spans lines.
    const isFlat = entries.every(([, item]) => !hcl(item, depth + 1).includes("\n"));
    const lines = entries.map(([, item], index) => {
      const name = names[index] ?? "";
      return `${indent}${isFlat ? name.padEnd(width) : name} = ${hcl(item, depth + 1)}\n`;
    });
    return `{\n${lines.join("")}${close}}`;
  }
  return JSON.stringify(value ?? null);
}
