/** Programs that an image goes through and that Go builds, at the versions that were tried. */
export const imageTools = {
  syft: "github.com/anchore/syft/cmd/syft@v1.57.0",
  grype: "github.com/anchore/grype/cmd/grype@v0.121.3",
  cosign: "github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3",
} as const;
