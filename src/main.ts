import { assemble, readAdoptions } from "./assembly.js";
import { loadOrganization } from "./config/load.js";
import { writeFiles } from "./emit/write.js";

// The app of `cdktf synth`: the same files as `npm run synth`, beside cdktf's own output folder.
const project = process.cwd();
const organization = loadOrganization();
const { files } = assemble({ organization, adoptions: await readAdoptions(project, organization) });
await writeFiles(project, files);
