import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Haul } from "../../../src/inventory/collect.js";
import { openJournal } from "../../../src/inventory/journal.js";
import { resource } from "../../support/account.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const run = { accountId: "111122223333", regions: ["eu-west-1"] };
const haul = (id: string): Haul => ({ resources: [resource("aws_vpc", id)], gaps: [], findings: [] });

it("gives back what was kept, without a line that a kill tore", async () => {
  const file = join(await temporaryFolder(), "deep", "a.journal");
  const first = await openJournal(file, run, false);
  first.keep("one", haul("vpc-1"));
  await appendFile(file, '{"job":"two","haul":{"reso');
  const second = await openJournal(file, { regions: ["eu-west-1"], accountId: "111122223333" }, true);
  expect([...second.done]).toEqual([["one", haul("vpc-1")]]);
  second.keep("two", haul("vpc-2"));
  const third = await openJournal(file, run, true);
  expect([...third.done.keys()]).toEqual(["one", "two"]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await third.remove();
  await expect(stat(file)).rejects.toThrow("ENOENT");
});

it("begins anew where nobody asked to resume, and where there is nothing to resume", async () => {
  const file = join(await temporaryFolder(), "a.journal");
  (await openJournal(file, run, false)).keep("one", haul("vpc-1"));
  expect((await openJournal(file, run, false)).done.size).toBe(0);
  expect((await readFile(file, "utf8")).split("\n")).toHaveLength(2);
  expect((await openJournal(join(file, "..", "none"), run, true)).done.size).toBe(0);
});

it("takes a journal whose first line was torn as none", async () => {
  const file = join(await temporaryFolder(), "a.journal");
  await writeFile(file, '{"journal":1,"ru');
  expect((await openJournal(file, run, true)).done.size).toBe(0);
});

it.each([
  ["another run's", '{"journal":1,"run":{"accountId":"x"}}\n'],
  ["something else", "hello\n"],
])("refuses %s", async (_, content) => {
  const file = join(await temporaryFolder(), "a.journal");
  await writeFile(file, content);
  await expect(openJournal(file, run, true)).rejects.toThrow("this journal belongs to another run");
});
