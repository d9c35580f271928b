import { UserFault } from "./fault.js";

export const answerNotFound = (file: string, command: string) =>
  new UserFault({ what: "there is no such file", file, remedy: `Write it with: ${command} > ${file}` });

export const notAnAnswer = (file: string, field: string, reason: string, command: string) =>
  new UserFault({
    what: `this is not what AWS answers: ${reason}`,
    file,
    ...(field && { field }),
    remedy: `Write it anew with: ${command} > ${file}`,
  });

export const notMonths = (got: string) =>
  new UserFault({ what: "is no number of months", field: "--months", got, remedy: "Give a number above 0, e.g. 9." });
