import {
  type ManifestObject,
  type PodTemplate,
  partsOf,
  record,
  records,
  selects,
  type Values,
} from "./manifest-objects.js";

/** What a rule looks at: an object that starts pods, and what stands beside it. */
export interface Started {
  readonly object: ManifestObject;
  readonly pod: PodTemplate;
  readonly all: readonly ManifestObject[];
  /** Repositories whose images we build ourselves. */
  readonly own: readonly string[];
}

export interface ManifestRule {
  readonly id: string;
  readonly why: string;
  readonly remedy: string;
  /** What is wrong, each in words that end a sentence which begins with the object. */
  check(started: Started): readonly (string | undefined)[];
}

/** Holds every container of a pod, those that run before the others too, to one check. */
const inContainers =
  (check: (container: Values, started: Started) => string | undefined): ManifestRule["check"] =>
  (started) =>
    [...started.pod.initContainers, ...started.pod.containers].map((container) => {
      const what = check(container, started);
      return what && `container ${container.name} ${what}`;
    });

/** What holds for a container: its own word, else the pod's. */
const security = (container: Values, { pod }: Started): Values => ({
  ...record(pod.spec.securityContext),
  ...record(container.securityContext),
});

/** Whether a container runs an image of ours that nobody has built yet. */
export const waits = ({ image }: Values, own: readonly string[]): boolean => {
  const { repository, tag, digest } = partsOf(image);
  return repository !== undefined && tag === undefined && digest === undefined && own.includes(repository);
};

/** Pods that end by themselves are asked for nothing: no client waits for them. */
const serves = ({ pod }: Started): boolean => !["Never", "OnFailure"].includes(String(pod.spec.restartPolicy));

/** How many pods there are at least. */
function replicasOf({ object: { kind, name, namespace, values }, all }: Started): number {
  const scaled = all
    .filter((each) => each.kind === "HorizontalPodAutoscaler" && each.namespace === namespace)
    .map(({ values }) => record(values.spec))
    .find(({ scaleTargetRef }) => record(scaleTargetRef).kind === kind && record(scaleTargetRef).name === name);
  return Number((scaled ? scaled.minReplicas : record(values.spec).replicas) ?? 1);
}

/** What a pod may share with its node, and what that is. */
const shareable = [
  ["hostNetwork", "network"],
  ["hostPID", "processes"],
  ["hostIPC", "shared memory"],
] as const;

const zoneKey = "topology.kubernetes.io/zone";

/** What every object that starts pods is held to, in the order in which it is judged. */
export const rules: readonly ManifestRule[] = [
  {
    id: "image.digest",
    why: "A tag is moved: the same manifest runs another image tomorrow, and nobody has reviewed it.",
    remedy: "Name it by digest, in the kustomization: uplift image bump.",
    check: inContainers((container, { own }) =>
      partsOf(container.image).digest === undefined && !waits(container, own)
        ? `runs ${container.image}, which is no digest`
        : undefined,
    ),
  },
  {
    id: "image.latest",
    why: "Nobody can tell from it what runs, nor go back to what ran before.",
    remedy: "Name a version beside the digest, or none.",
    check: inContainers(({ image }) => (partsOf(image).tag === "latest" ? `runs ${image}` : undefined)),
  },
  {
    id: "user.numeric",
    why: "Root in the container is root on the node, once it is broken out of; a user by name cannot be checked by the kubelet.",
    remedy: "Set runAsNonRoot: true and runAsUser: 65532, or the image's own number.",
    check: inContainers((container, started) => {
      const { runAsNonRoot, runAsUser } = security(container, started);
      if (runAsUser === 0) return "runs as root";
      if (!Number.isInteger(runAsUser)) return "says no number of a user";
      return runAsNonRoot === true ? undefined : "may run as root";
    }),
  },
  {
    id: "root.read-only",
    why: "Whoever gets in writes a program there and starts it.",
    remedy: "Set readOnlyRootFilesystem: true, and mount an emptyDir where the program writes.",
    check: inContainers((container, started) =>
      security(container, started).readOnlyRootFilesystem === true ? undefined : "can write to its root file system",
    ),
  },
  {
    id: "privileges.none",
    why: "A program with the bit of another user, or a privileged container, takes the node.",
    remedy: "Set allowPrivilegeEscalation: false, and leave privileged out.",
    check: inContainers((container, started) => {
      const { allowPrivilegeEscalation, privileged } = security(container, started);
      if (privileged === true) return "is privileged";
      return allowPrivilegeEscalation === false ? undefined : "may get more privileges than it was started with";
    }),
  },
  {
    id: "host.apart",
    why: "Whoever gets in sees the node's traffic, processes or files, and the other pods' with them.",
    remedy:
      "Leave out hostNetwork, hostPID, hostIPC and hostPort; mount a volume of another kind than hostPath; reach the pod by a Service.",
    check: ({ pod: { spec, containers, initContainers } }) => [
      ...shareable.map(([field, what]) => (spec[field] === true ? `shares the node's ${what}` : undefined)),
      ...records(spec.volumes).map(({ name, hostPath }) =>
        hostPath ? `mounts ${record(hostPath).path} of the node by volume ${name}` : undefined,
      ),
      ...[...initContainers, ...containers].flatMap(({ name, ports }) =>
        records(ports).map(({ hostPort }) =>
          hostPort ? `container ${name} takes port ${hostPort} of the node` : undefined,
        ),
      ),
    ],
  },
  {
    id: "capabilities.dropped",
    why: "containerd grants fourteen of them unasked, raw sockets among them.",
    remedy: 'Set capabilities: drop: ["ALL"]; of what is added, only NET_BIND_SERVICE is let through.',
    check: inContainers((container, started) => {
      const { drop, add } = record(security(container, started).capabilities);
      if (!Array.isArray(drop) || !drop.includes("ALL")) return "keeps the capabilities of the runtime";
      const added = (Array.isArray(add) ? add : []).filter((each) => each !== "NET_BIND_SERVICE");
      return added.length > 0 ? `adds ${added.join(", ")}` : undefined;
    }),
  },
  {
    id: "seccomp.default",
    why: "Without a profile every system call of the kernel can be reached.",
    remedy: "Set seccompProfile: type: RuntimeDefault for the pod.",
    check: inContainers((container, started) =>
      record(security(container, started).seccompProfile).type === "RuntimeDefault"
        ? undefined
        : "has no RuntimeDefault profile of system calls",
    ),
  },
  {
    id: "resources.requested",
    why: "The scheduler counts it as nothing, and a leak takes its neighbours with it.",
    remedy: "Set requests for cpu and memory and a limit for memory; a limit for cpu only throttles.",
    check: inContainers(({ resources }) => {
      const { requests, limits } = record(resources);
      const missing = [
        ...["cpu", "memory"]
          .filter((each) => record(requests)[each] === undefined)
          .map((each) => `request for ${each}`),
        ...(record(limits).memory === undefined ? ["limit for memory"] : []),
      ];
      return missing.length > 0 ? `has no ${missing.join(", no ")}` : undefined;
    }),
  },
  {
    id: "probe.readiness",
    why: "Requests are sent to it before it answers, at every rollout.",
    remedy: "Set a readinessProbe on what the service answers when it can work.",
    check: (started) =>
      serves(started)
        ? started.pod.containers.map(({ name, readinessProbe }) =>
            readinessProbe === undefined ? `container ${name} has no readiness probe` : undefined,
          )
        : [],
  },
  {
    id: "replicas.budget",
    why: "A node that is drained takes all replicas at once.",
    remedy: "Write a PodDisruptionBudget whose selector takes the pods' labels: maxUnavailable: 1.",
    check: (started) =>
      replicasOf(started) > 1 &&
      !started.all.some(
        ({ kind, namespace, values }) =>
          kind === "PodDisruptionBudget" &&
          namespace === started.object.namespace &&
          selects(record(values.spec).selector, started.pod.labels),
      )
        ? [`has ${replicasOf(started)} replicas and no PodDisruptionBudget`]
        : [],
  },
  {
    id: "replicas.spread",
    why: "All replicas may lie in one zone, and go with it.",
    remedy: `Set topologySpreadConstraints over ${zoneKey} whose labelSelector takes the pods' labels.`,
    check: (started) =>
      replicasOf(started) > 1 &&
      !records(started.pod.spec.topologySpreadConstraints).some(
        ({ topologyKey, labelSelector }) => topologyKey === zoneKey && selects(labelSelector, started.pod.labels),
      )
        ? [`has ${replicasOf(started)} replicas that are not spread over zones`]
        : [],
  },
];
