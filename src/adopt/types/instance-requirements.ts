import type { Json } from "../../domain/json.js";
import { at, block } from "../answer.js";
import type { Value } from "../expression.js";

/** Amounts that AWS answers as Min and Max; the arguments' names do not follow from the fields'. */
const ranges: Readonly<Record<string, string>> = {
  AcceleratorCount: "accelerator_count",
  AcceleratorTotalMemoryMiB: "accelerator_total_memory_mib",
  BaselineEbsBandwidthMbps: "baseline_ebs_bandwidth_mbps",
  MemoryGiBPerVCpu: "memory_gib_per_vcpu",
  MemoryMiB: "memory_mib",
  NetworkBandwidthGbps: "network_bandwidth_gbps",
  NetworkInterfaceCount: "network_interface_count",
  TotalLocalStorageGB: "total_local_storage_gb",
  VCpuCount: "vcpu_count",
};

/** What instances a template or group accepts, where it names no types. */
export const instanceRequirements = (answer: Json | undefined): Value | undefined =>
  block(
    answer,
    [
      "AcceleratorManufacturers",
      "AcceleratorNames",
      "AcceleratorTypes",
      "AllowedInstanceTypes",
      "BareMetal",
      "BurstablePerformance",
      "CpuManufacturers",
      "ExcludedInstanceTypes",
      "InstanceGenerations",
      "LocalStorage",
      "LocalStorageTypes",
      "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice",
      "OnDemandMaxPricePercentageOverLowestPrice",
      "RequireHibernateSupport",
      "SpotMaxPricePercentageOverLowestPrice",
    ],
    Object.fromEntries(
      Object.entries(ranges).map(([field, argument]) => [argument, block(at(answer, field), ["Min", "Max"])]),
    ),
  );
