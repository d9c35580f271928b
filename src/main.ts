import { assemble } from "./assembly.js";
import { loadOrganization } from "./config/load.js";
import { writeFiles } from "./emit/write.js";

// The app of `cdktf synth`: the same files as `npm run synth`, beside cdktf's own output folder.
const { files } = assemble({ organization: loadOrganization(), adoptions: {} });
await writeFiles(process.cwd(), files);
