import { UserFault } from "./fault.js";

export const handMadeFile = (path: string) =>
  new UserFault({
    what: "exists and was not emitted by Uplift, so it is not overwritten; nothing has been written",
    file: path,
    remedy: "Move the file elsewhere, or delete it if the emitted one shall take its place.",
  });

export const unreadableManifest = (path: string) =>
  new UserFault({
    what: "is no list of emitted files",
    file: path,
    remedy: `Restore it: git checkout -- ${path}`,
  });

export const linkedTree = (path: string) =>
  new UserFault({
    what: "is a symbolic link, so what is emitted would lie elsewhere",
    file: path,
    remedy: "Replace the link by a folder.",
  });

export const pathOutsideProject = (path: string) => new Error(`${path}: an emitted file must lie inside the project`);
