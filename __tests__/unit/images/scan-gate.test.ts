import { describe, expect, it } from "vitest";
import { inWords, parseScan, unacceptable } from "../../../src/images/scan-gate.js";

const trivy = {
  SchemaVersion: 2,
  Results: [
    { Target: "debian" },
    {
      Target: "app",
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-1",
          Severity: "CRITICAL",
          PkgName: "openssl",
          InstalledVersion: "3.0",
          FixedVersion: "3.1",
        },
        { VulnerabilityID: "CVE-2", Severity: "HIGH", PkgName: "zlib", InstalledVersion: "1.2" },
        { VulnerabilityID: "CVE-3", Severity: "MEDIUM", PkgName: "tar", InstalledVersion: "1", FixedVersion: "2" },
        { VulnerabilityID: "CVE-4", Severity: "UNKNOWN", PkgName: "curl", InstalledVersion: "8", FixedVersion: "9" },
      ],
    },
  ],
};
const grype = {
  matches: [
    {
      vulnerability: { id: "GHSA-1", severity: "High", fix: { state: "fixed", versions: ["1.2.4"] } },
      artifact: { name: "tokio", version: "1.2.3" },
    },
    {
      vulnerability: { id: "GHSA-2", severity: "Critical", fix: { state: "not-fixed", versions: [] } },
      artifact: { name: "glibc", version: "2.36" },
    },
    { vulnerability: { id: "GHSA-3", severity: "Low" }, artifact: { name: "bash", version: "5" } },
  ],
};

describe("the gate for known weaknesses", () => {
  it("refuses what is grave and mended, in Trivy's report; an unknown gravity is grave", () => {
    const found = parseScan(JSON.stringify(trivy), "report.json");
    expect(found).toHaveLength(4);
    expect(unacceptable(found).map(inWords)).toEqual([
      "CVE-1 (critical) in openssl 3.0, mended in 3.1",
      "CVE-4 (unknown) in curl 8, mended in 9",
    ]);
  });

  it("and in Grype's", () => {
    expect(unacceptable(parseScan(JSON.stringify(grype), "report.json")).map(inWords)).toEqual([
      "GHSA-1 (high) in tokio 1.2.3, mended in 1.2.4",
    ]);
  });

  it("lets pass an image in which nothing was found", () => {
    expect(unacceptable(parseScan('{"SchemaVersion":2}', "report.json"))).toEqual([]);
    expect(unacceptable(parseScan('{"matches":[]}', "report.json"))).toEqual([]);
  });

  it("takes nothing else for a clean report", () => {
    expect(() => parseScan("{}", "report.json")).toThrow(
      "report.json: this is no report of Trivy or Grype (it has neither Trivy's SchemaVersion nor Grype's matches)",
    );
    expect(() => parseScan("", "report.json")).toThrow(/it is no JSON/);
  });
});
