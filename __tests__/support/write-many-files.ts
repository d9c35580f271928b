import { textFile } from "../../src/emit/files.js";
import { writeFiles } from "../../src/emit/write.js";

// A run of the emitter in a process of its own, so that a test can kill it.
const [project = "", count = "0"] = process.argv.slice(2);
const files = Array.from({ length: Number(count) }, (_, index) =>
  textFile(`modules/m${index}/main.tf.json`, "first\n"),
);
await writeFiles(project, files);
