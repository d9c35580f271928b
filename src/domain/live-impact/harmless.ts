import type { Harmless } from "./attachment.js";
import { harmlessInApplications } from "./harmless-applications.js";
import { harmlessInData } from "./harmless-data.js";
import { elsewhere } from "./harmless-elsewhere.js";
import { harmlessInNames } from "./harmless-names.js";
import { harmlessInNetworks } from "./harmless-network.js";

/** Types that name existing objects without any effect on them, each with its reason. */
export const harmless: readonly Harmless[] = [
  ...harmlessInNetworks,
  ...harmlessInNames,
  ...harmlessInData,
  ...harmlessInApplications,
  ...elsewhere,
];
