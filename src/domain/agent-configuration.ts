/**
 * The CloudWatch agent's configuration as JSON: memory, swap, disks and processes each minute, by instance and in all by
 * auto scaling group (CloudWatch user guide, "Manually create or edit the CloudWatch agent configuration file").
 */
export const agentConfiguration = (): string =>
  JSON.stringify({
    agent: { metrics_collection_interval: 60, run_as_user: "cwagent" },
    metrics: {
      namespace: "CWAgent",
      append_dimensions: {
        // The agent fills these in; they are no template of Terraform's.
        AutoScalingGroupName: "$" + "{aws:AutoScalingGroupName}",
        InstanceId: "$" + "{aws:InstanceId}",
      },
      aggregation_dimensions: [["AutoScalingGroupName"], ["InstanceId"]],
      metrics_collected: {
        mem: { measurement: ["mem_used_percent", "mem_available"] },
        swap: { measurement: ["swap_used_percent"] },
        disk: {
          measurement: ["disk_used_percent", "disk_inodes_free"],
          resources: ["*"],
          ignore_file_system_types: ["sysfs", "devtmpfs", "tmpfs", "overlay", "squashfs"],
          drop_device: true,
        },
        processes: { measurement: ["processes_running", "processes_blocked", "processes_zombies", "processes_total"] },
      },
    },
  });
