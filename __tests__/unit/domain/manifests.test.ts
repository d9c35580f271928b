import { describe, expect, it } from "vitest";
import { parseManifests } from "../../../src/domain/manifest-objects.js";
import { judgeManifests, manifestRules } from "../../../src/domain/manifests.js";

const digest = `sha256:${"0".repeat(64)}`;
const own = "555555555555.dkr.ecr.eu-west-1.amazonaws.com/app";

/** Nothing is wrong with it: what each case changes is what the rule is about. */
const good = `apiVersion: apps/v1
kind: Deployment
metadata: { name: app }
spec:
  replicas: 2
  template:
    metadata: { labels: { app: a } }
    spec:
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: RuntimeDefault } }
      topologySpreadConstraints:
        - { topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: a } } }
      containers:
        - name: app
          image: ${own}@${digest}
          readinessProbe: { httpGet: { path: /health, port: 8080 } }
          resources: { requests: { cpu: 50m, memory: 32Mi }, limits: { memory: 32Mi } }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: app }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: a } } }
`;

const judged = (content: string) => judgeManifests(parseManifests("app.yaml", content), [own]);
const saidOf = (content: string) => judged(content).findings.map(({ rule, name, what }) => `${rule} ${name}: ${what}`);

/** By rule: what is changed in the good text, and what is said of it. */
const cases: Readonly<Record<string, readonly (readonly [from: string, to: string, said: string])[]>> = {
  "image.digest": [
    [`${own}@${digest}`, `${own}:1.0`, `image.digest app: container app runs ${own}:1.0, which is no digest`],
    [`${own}@${digest}`, "nginx", "image.digest app: container app runs nginx, which is no digest"],
    [`${own}@${digest}`, `${own}@sha256:1`, `image.digest app: container app runs ${own}@sha256:1, which is no digest`],
    [
      `${own}@${digest}`,
      "localhost:5000/app",
      "image.digest app: container app runs localhost:5000/app, which is no digest",
    ],
  ],
  "image.latest": [
    [`${own}@${digest}`, `${own}:latest@${digest}`, `image.latest app: container app runs ${own}:latest@${digest}`],
  ],
  "user.numeric": [
    ["runAsUser: 65532", "runAsUser: 0", "user.numeric app: container app runs as root"],
    ["runAsUser: 65532, ", "", "user.numeric app: container app says no number of a user"],
    ["runAsNonRoot: true", "runAsNonRoot: false", "user.numeric app: container app may run as root"],
    [
      "allowPrivilegeEscalation: false",
      "allowPrivilegeEscalation: false\n            runAsUser: 0",
      "user.numeric app: container app runs as root",
    ],
  ],
  "root.read-only": [
    [
      "readOnlyRootFilesystem: true",
      "readOnlyRootFilesystem: false",
      "root.read-only app: container app can write to its root file system",
    ],
  ],
  "privileges.none": [
    [
      "allowPrivilegeEscalation: false",
      "runAsGroup: 1",
      "privileges.none app: container app may get more privileges than it was started with",
    ],
    ["allowPrivilegeEscalation: false", "privileged: true", "privileges.none app: container app is privileged"],
  ],
  "host.apart": [
    ["      containers:", "      hostNetwork: true\n      containers:", "host.apart app: shares the node's network"],
    ["      containers:", "      hostPID: true\n      containers:", "host.apart app: shares the node's processes"],
    ["      containers:", "      hostIPC: true\n      containers:", "host.apart app: shares the node's shared memory"],
    [
      "      containers:",
      "      volumes: [{ name: logs, hostPath: { path: /var/log } }]\n      containers:",
      "host.apart app: mounts /var/log of the node by volume logs",
    ],
    [
      "readinessProbe:",
      "ports: [{ containerPort: 8080, hostPort: 80 }]\n          readinessProbe:",
      "host.apart app: container app takes port 80 of the node",
    ],
  ],
  "capabilities.dropped": [
    ["drop: [ALL]", "drop: [NET_RAW]", "capabilities.dropped app: container app keeps the capabilities of the runtime"],
    [
      "drop: [ALL]",
      "drop: [ALL], add: [NET_BIND_SERVICE, SYS_ADMIN]",
      "capabilities.dropped app: container app adds SYS_ADMIN",
    ],
  ],
  "seccomp.default": [
    [
      "type: RuntimeDefault",
      "type: Unconfined",
      "seccomp.default app: container app has no RuntimeDefault profile of system calls",
    ],
  ],
  "resources.requested": [
    [
      "{ requests: { cpu: 50m, memory: 32Mi }, limits: { memory: 32Mi } }",
      "{ requests: { memory: 32Mi }, limits: { cpu: 1 } }",
      "resources.requested app: container app has no request for cpu, no limit for memory",
    ],
  ],
  "probe.readiness": [["readinessProbe", "livenessProbe", "probe.readiness app: container app has no readiness probe"]],
  "replicas.budget": [
    [
      "selector: { matchLabels: { app: a } } }",
      "selector: { matchLabels: { app: b } } }",
      "replicas.budget app: has 2 replicas and no PodDisruptionBudget",
    ],
    [
      "metadata: { name: app }\nspec: { max",
      "metadata: { name: app, namespace: other }\nspec: { max",
      "replicas.budget app: has 2 replicas and no PodDisruptionBudget",
    ],
    [
      "selector: { matchLabels: { app: a } } }",
      "selector: { matchExpressions: [{ key: app, operator: NotIn, values: [a] }] } }",
      "replicas.budget app: has 2 replicas and no PodDisruptionBudget",
    ],
  ],
  "replicas.spread": [
    [
      "topologyKey: topology.kubernetes.io/zone",
      "topologyKey: kubernetes.io/hostname",
      "replicas.spread app: has 2 replicas that are not spread over zones",
    ],
    [
      ", labelSelector: { matchLabels: { app: a } } }\n      containers",
      " }\n      containers",
      "replicas.spread app: has 2 replicas that are not spread over zones",
    ],
  ],
};

describe("rules for manifests", () => {
  it("let a good one pass, and have seen it", () => {
    expect(judged(good)).toEqual({ objects: 2, findings: [], waiting: [] });
  });

  it("have a failing case each", () => expect(Object.keys(cases)).toEqual(manifestRules));

  for (const [rule, ways] of Object.entries(cases))
    it.each(ways)(`${rule}: refuse %j → %j`, (from, to, said) => {
      expect(good).toContain(from);
      expect(saidOf(good.replace(from, to))).toEqual([said]);
    });

  it("say what it costs and what to do", () => {
    const [finding] = judged(good.replace("readinessProbe", "livenessProbe")).findings;
    expect(finding).toEqual({
      rule: "probe.readiness",
      file: "app.yaml",
      kind: "Deployment",
      name: "app",
      what: "container app has no readiness probe",
      why: "Requests are sent to it before it answers, at every rollout.",
      remedy: "Set a readinessProbe on what the service answers when it can work.",
    });
  });

  it("let pass what says that it shares nothing, and volumes and ports of the pod's own", () => {
    const apart = good
      .replace(
        "      containers:",
        "      hostNetwork: false\n      volumes: [{ name: tmp, emptyDir: {} }]\n      containers:",
      )
      .replace("readinessProbe:", "ports: [{ containerPort: 8080 }]\n          readinessProbe:");
    expect(saidOf(apart)).toEqual([]);
  });

  it("ask nothing of one replica that several need", () => {
    const [deployment = ""] = good.split("---\n");
    expect(saidOf(deployment.replace("replicas: 2", "replicas: 1"))).toEqual([]);
  });

  it("take an autoscaler's smallest number for the number of replicas", () => {
    const [deployment = ""] = good.split("---\n");
    const scaled = (least: number) => `${deployment.replace("  replicas: 2\n", "")}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: app }
spec: { scaleTargetRef: { kind: Deployment, name: app }, minReplicas: ${least}, maxReplicas: 9 }
`;
    expect(saidOf(scaled(3))).toEqual(["replicas.budget app: has 3 replicas and no PodDisruptionBudget"]);
    expect(saidOf(scaled(1))).toEqual([]);
  });

  it("look at containers that run before the others", () => {
    const before = good.replace(
      "      containers:",
      "      initContainers: [{ name: before, image: nginx:latest }]\n      containers:",
    );
    expect(saidOf(before).filter((said) => said.includes("container before"))).toHaveLength(6);
  });
});

describe("pods", () => {
  const [deployment = ""] = good.split("---\n");
  const [, template = ""] = deployment.split("  template:\n");
  const bad = template.replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false");
  const found = ["root.read-only app: container app can write to its root file system"];

  it("are found in a workload of any kind", () => {
    const rollout = `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: app }\nspec:\n  template:\n${bad}`;
    expect(saidOf(rollout)).toEqual(found);
  });

  it("are found in a CronJob, of which nobody asks whether it is ready", () => {
    const task = bad
      .replace("    spec:\n", "    spec:\n      restartPolicy: Never\n")
      .replace(/.*readinessProbe.*\n/, "");
    const job = `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: app }\nspec:\n  jobTemplate:\n    spec:\n      template:\n${task.replace(/^/gm, "    ")}`;
    expect(saidOf(job)).toEqual(found);
  });

  it("are found by themselves and in lists", () => {
    const pod = `apiVersion: v1\nkind: Pod\n${bad.replace(/^ {4}/gm, "").replace("metadata: {", "metadata: { name: app,")}`;
    expect(saidOf(pod)).toEqual(found);
    const list = `apiVersion: v1\nkind: List\nitems:\n  -\n${pod.replace(/^/gm, "    ")}`;
    expect(judged(list).objects).toBe(1);
    expect(saidOf(list)).toEqual(found);
  });
});

describe("an image of ours without tag and digest", () => {
  const unbuilt = good.replace(`@${digest}`, "");

  it("waits for its first build", () => {
    expect(judged(unbuilt)).toEqual({
      objects: 2,
      findings: [],
      waiting: [{ file: "app.yaml", kind: "Deployment", name: "app", image: own }],
    });
  });

  it("waits no more with a tag, and is refused", () => {
    const tagged = judged(good.replace(`@${digest}`, ":latest"));
    expect(tagged.waiting).toEqual([]);
    expect(tagged.findings.map(({ rule }) => rule)).toEqual(["image.digest", "image.latest"]);
  });
});
