import type { Alarm, Alarms } from "./alarms.js";

/** Columns of a dashboard (CloudWatch API reference, "Dashboard body structure and syntax"). */
const columns = 24;
const widgetWidth = 8;
const widgetHeight = 6;
const statusHeight = 4;
/** Alarms that one status widget takes. */
const statusLimit = 100;

/** A dashboard as CloudWatch's JSON: the state of every alarm, then each alarm's metric with its bound. */
export function dashboardOf(alarms: Alarms, region: string, alarmArn: (key: string) => string): string {
  const entries = Object.entries(alarms).sort(([a], [b]) => (a < b ? -1 : 1));
  const keys = entries.map(([key]) => key);
  const pages = Array.from({ length: Math.ceil(keys.length / statusLimit) }, (_, page) => page);
  const status = pages.map((page) => ({
    type: "alarm",
    x: 0,
    y: page * statusHeight,
    width: columns,
    height: statusHeight,
    properties: {
      title: "Alarms",
      alarms: keys.slice(page * statusLimit, (page + 1) * statusLimit).map(alarmArn),
    },
  }));
  const perRow = columns / widgetWidth;
  const metrics = entries.map(([key, alarm], index) => ({
    type: "metric",
    x: (index % perRow) * widgetWidth,
    y: pages.length * statusHeight + Math.floor(index / perRow) * widgetHeight,
    width: widgetWidth,
    height: widgetHeight,
    properties: {
      title: key.replaceAll("_", " "),
      region,
      view: "timeSeries",
      stat: alarm.statistic,
      period: alarm.periodSeconds,
      metrics: [[alarm.namespace, alarm.metric, ...Object.entries(alarm.dimensions).flat()]],
      annotations: { horizontal: [boundOf(alarm)] },
    },
  }));
  return JSON.stringify({ widgets: [...status, ...metrics] });
}

const boundOf = ({ comparison, threshold, severity }: Alarm) => ({
  label: severity,
  value: threshold,
  fill: comparison,
});
