import { imageTools } from "../domain/image-tools.js";

/** Where programs come to lie that no runner brings, below the home folder; buildah, skopeo and Docker GitHub's brings. */
export const imageToolFolder = "uplift-image-tools";

export const installImageTools = Object.values(imageTools)
  .map((tool) => `GOBIN="$HOME/${imageToolFolder}" go install ${tool}`)
  .join("\n");
