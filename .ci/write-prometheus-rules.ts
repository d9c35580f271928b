import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { prometheusRules } from "../src/domain/prometheus-rules.js";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("give the folder that the rules are written into");
for (const [name, text] of Object.entries(prometheusRules())) await writeFile(join(folder, `${name}.yaml`), text);
