// What checkov says of each production root's plan, against the waivers: see .ci/check-checkov.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [checkov, rehearsed, waiversFile] = process.argv.slice(2);
const roots = join(rehearsed, "project/environments/prod");
// Adopted objects keep what they are; `uplift graph` lists their hazards.
const layers = readdirSync(roots).filter(
  (layer) => !["inherited", "legacy"].includes(layer) && existsSync(join(roots, layer, "rehearsal.plan.json")),
);
const { entries: waivers } = parse(readFileSync(waiversFile, "utf8"));
const used = new Set();
const wildcard = (pattern) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.[\]"()+?^$|\\{}]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );
const waiverOf = (check, resource) =>
  waivers.find((each) => each.check === check && wildcard(each.resource).test(resource));

const summary = { roots: [], resources: 0, passed: 0, waived: 0, failed: [] };
for (const layer of layers) {
  const report = JSON.parse(
    execFileSync(
      checkov,
      [
        "-f",
        join(roots, layer, "rehearsal.plan.json"),
        "--framework",
        "terraform_plan",
        "-o",
        "json",
        "--soft-fail",
        "--quiet",
        "--skip-download",
      ],
      { encoding: "utf8", maxBuffer: 2 ** 28, env: { ...process.env, LOG_LEVEL: "ERROR" } },
    ),
  );
  const [{ results, summary: counts }] = [report].flat();
  summary.roots.push(layer);
  summary.resources += counts.resource_count;
  summary.passed += counts.passed;
  for (const { check_id: check, check_name: name, resource } of results.failed_checks) {
    const waiver = waiverOf(check, `${layer}/${resource}`);
    if (waiver) {
      used.add(waiver);
      summary.waived += 1;
    } else summary.failed.push(`${layer}/${resource}: ${check} ${name}`);
  }
}
for (const line of [...new Set(summary.failed)].sort()) console.log(`failed ${line}`);
const unused = waivers.filter((each) => !used.has(each));
for (const { check, resource } of unused) console.log(`unused waiver of ${check} for ${resource}`);
console.log(
  `checkov: ${summary.roots.length} roots (${summary.roots.join(", ")}), ${summary.resources} resources, ${summary.passed} checks passed, ${summary.waived} waived, ${summary.failed.length} failed`,
);
const sawEnough = summary.roots.length >= 5 && summary.resources > 100 && summary.passed > 200;
if (!sawEnough) console.log("that is too little to prove anything");
process.exitCode = summary.failed.length === 0 && unused.length === 0 && sawEnough ? 0 : 1;
