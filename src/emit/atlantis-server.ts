import type { PipelineFacts } from "../domain/pipeline.js";
import type { EmittedFile } from "./files.js";
import { yamlFile } from "./yaml.js";

/** The token that Kubernetes gives the server's service account: both roles of each environment are taken by it. */
const token = "/var/run/secrets/eks.amazonaws.com/serviceaccount/token";

/** Settings without which the rest could be got around; names are Atlantis's flags. */
const settings = {
  CHECKOUT_STRATEGY: "merge",
  FAIL_ON_PRE_WORKFLOW_HOOK_ERROR: "true",
  ENABLE_POLICY_CHECKS: "true",
  ENABLE_DIFF_MARKDOWN_FORMAT: "true",
  HIDE_UNCHANGED_PLAN_COMMENTS: "true",
  HIDE_PREV_PLAN_COMMENTS: "true",
  GH_ALLOW_MERGEABLE_BYPASS_APPLY: "true",
  DISABLE_APPLY_ALL: "false",
  WEB_BASIC_AUTH: "true",
  WRITE_GIT_CREDS: "true",
  CHECKPOINT_DISABLE: "1",
};

/** `atlantis/values.yaml`: the server by its Helm chart, with no right that it does not need. */
export function atlantisValuesFile(repository: string, { environments }: PipelineFacts): EmittedFile {
  const profile = (kind: string, name: string, role: string, region: string) =>
    [
      `[profile ${kind}-${name}]`,
      `role_arn = ${role}`,
      `web_identity_token_file = ${token}`,
      `region = ${region}`,
    ].join("\n");
  const profiles = environments.flatMap(({ name, planRole, applyRole, region }) => [
    profile("plan", name, planRole, region),
    profile("apply", name, applyRole, region),
  ]);
  const readOnly = { name: "uplift", mountPath: "/opt/uplift", readOnly: true };
  return yamlFile("atlantis/values.yaml", "src/emit/atlantis-server.ts", {
    orgAllowlist: `github.com/${repository}`,
    // Made beside the chart, by whoever keeps secrets: github_user, github_token, github_secret; username, password.
    vcsSecretName: "atlantis-vcs",
    basicAuthSecretName: "atlantis-basic-auth",
    allowForkPRs: false,
    allowDraftPRs: false,
    defaultTFDistribution: "terraform",
    aws: { config: `${profiles.join("\n\n")}\n`, directory: "/home/atlantis/.aws" },
    serviceAccount: { create: true, mount: false },
    environment: Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key === "CHECKPOINT_DISABLE" ? key : `ATLANTIS_${key}`, value]),
    ),
    service: { type: "ClusterIP" },
    // The code host alone has to come in: an ingress of one's own admits its addresses and nothing but /events.
    ingress: { enabled: false },
    statefulSet: {
      securityContext: {
        fsGroup: 1000,
        runAsUser: 100,
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      },
    },
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "6Gi" } },
    volumeClaim: { enabled: true, dataStorage: "20Gi" },
    extraVolumes: [
      { name: "uplift", persistentVolumeClaim: { claimName: "atlantis-uplift", readOnly: true } },
      {
        name: "aws-token",
        projected: {
          sources: [{ serviceAccountToken: { audience: "sts.amazonaws.com", expirationSeconds: 3600, path: "token" } }],
        },
      },
    ],
    extraVolumeMounts: [readOnly, { name: "aws-token", mountPath: token.replace(/\/token$/, ""), readOnly: true }],
    test: { enabled: false },
  });
}
