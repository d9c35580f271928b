import { z } from "zod";
import { scanUnreadable } from "../core/errors.js";

/** A known weakness of what an image holds. */
export interface Weakness {
  readonly id: string;
  readonly severity: string;
  readonly name: string;
  readonly installed: string;
  /** The version that mends it; undefined while there is none. */
  readonly mended: string | undefined;
}

const trivy = z.object({
  SchemaVersion: z.number(),
  Results: z
    .array(
      z.object({
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string(),
              Severity: z.string(),
              PkgName: z.string(),
              InstalledVersion: z.string(),
              FixedVersion: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

const grype = z.object({
  matches: z.array(
    z.object({
      vulnerability: z.object({
        id: z.string(),
        severity: z.string(),
        fix: z.object({ versions: z.array(z.string()).nullish(), state: z.string() }).optional(),
      }),
      artifact: z.object({ name: z.string(), version: z.string() }),
    }),
  ),
});

/** Reads a report of Trivy or Grype. @throws scanUnreadable */
export function parseScan(content: string, file: string): readonly Weakness[] {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw scanUnreadable(file, "it is no JSON");
  }
  const ofTrivy = trivy.safeParse(document);
  if (ofTrivy.success) {
    return (ofTrivy.data.Results ?? []).flatMap(({ Vulnerabilities = [] }) =>
      Vulnerabilities.map((each) => ({
        id: each.VulnerabilityID,
        severity: each.Severity.toLowerCase(),
        name: each.PkgName,
        installed: each.InstalledVersion,
        mended: each.FixedVersion || undefined,
      })),
    );
  }
  const ofGrype = grype.safeParse(document);
  if (!ofGrype.success) throw scanUnreadable(file, "it has neither Trivy's SchemaVersion nor Grype's matches");
  return ofGrype.data.matches.map(({ vulnerability: { id, severity, fix }, artifact }) => ({
    id,
    severity: severity.toLowerCase(),
    name: artifact.name,
    installed: artifact.version,
    mended: fix?.state === "fixed" ? fix.versions?.[0] : undefined,
  }));
}

/** What must be mended before an image may run: high and critical, where a mended version exists. Unknown severity counts as high. */
export const unacceptable = (weaknesses: readonly Weakness[]): readonly Weakness[] =>
  weaknesses.filter(
    ({ severity, mended }) => mended !== undefined && !["negligible", "low", "medium", "moderate"].includes(severity),
  );

export const inWords = ({ id, severity, name, installed, mended }: Weakness): string =>
  `${id} (${severity}) in ${name} ${installed}, mended in ${mended ?? "none yet"}`;
