import { stringify } from "yaml";

interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: "critical" | "warning" };
  readonly annotations: { readonly summary: string };
}

interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

const alert = (
  name: string,
  severity: "critical" | "warning",
  minutes: number,
  expr: string,
  summary: string,
): AlertingRule => ({
  alert: name,
  expr,
  for: `${minutes}m`,
  labels: { severity },
  annotations: { summary },
});

/** Of node_exporter's and kube-state-metrics' names: what every cluster is watched by. */
const files: Readonly<Record<string, readonly RuleGroup[]>> = {
  nodes: [
    {
      name: "nodes",
      rules: [
        {
          record: "instance:node_cpu:ratio",
          expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
        },
        {
          record: "instance:node_memory:ratio",
          expr: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
        },
        alert("NodeBusy", "warning", 15, "instance:node_cpu:ratio > 0.9", "A node has hardly any processor left"),
        alert("NodeMemoryFull", "warning", 5, "instance:node_memory:ratio > 0.9", "A node has hardly any memory left"),
        alert(
          "NodeDiskFull",
          "critical",
          5,
          'node_filesystem_avail_bytes{fstype!~"tmpfs|overlay"} / node_filesystem_size_bytes < 0.1',
          "A disk of a node is nearly full",
        ),
        alert(
          "NodeNotReady",
          "critical",
          5,
          'kube_node_status_condition{condition="Ready",status="true"} == 0',
          "A node takes no work",
        ),
      ],
    },
  ],
  workloads: [
    {
      name: "workloads",
      rules: [
        {
          record: "namespace:container_cpu:rate5m",
          expr: 'sum by (namespace) (rate(container_cpu_usage_seconds_total{container!=""}[5m]))',
        },
        alert(
          "ContainerRestarts",
          "critical",
          10,
          "increase(kube_pod_container_status_restarts_total[15m]) > 3",
          "A container ends again and again",
        ),
        alert(
          "TooFewReplicas",
          "critical",
          10,
          "kube_deployment_status_replicas_available < kube_deployment_spec_replicas",
          "A deployment has fewer replicas than it should",
        ),
        alert("PodPending", "warning", 15, 'kube_pod_status_phase{phase="Pending"} == 1', "A pod finds no node"),
      ],
    },
  ],
};

/** The rule files of a Prometheus workspace by name, as Prometheus reads them. */
export const prometheusRules = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([name, groups]) => [name, stringify({ groups }, { lineWidth: 0 })]));
