import { toolVersions } from "../core/versions.js";

/** Below the home of whoever runs a job; a system's own Python takes no packages. */
export const pythonFolder = "uplift-python";

/** A Python with the package whose example answers the unit tests read. */
export const installPython = [
  `python3 -m venv "$HOME/${pythonFolder}"`,
  `"$HOME/${pythonFolder}/bin/pip" install --quiet awscli==${toolVersions.awscli}`,
].join("\n");
