import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inTemporaryFolder } from "../../src/files/temporary-folder.js";
import { temporaryFolder } from "../support/temporary-folder.js";

it("a temporary folder is gone afterwards, whatever happens", async () => {
  const seen: string[] = [];
  await inTemporaryFolder((folder) => void seen.push(folder));
  await expect(
    inTemporaryFolder((folder) => {
      seen.push(folder);
      throw new Error("mine");
    }),
  ).rejects.toThrow("mine");
  expect(seen.map((folder) => existsSync(folder))).toEqual([false, false]);
});

it("where none can be made, it says where and what to do", async () => {
  const nowhere = join(await temporaryFolder(), "none");
  await expect(inTemporaryFolder(() => undefined, nowhere)).rejects.toThrow(
    `${nowhere}: no temporary folder can be made there (ENOENT). Set TMPDIR to a folder that can be written`,
  );
});
