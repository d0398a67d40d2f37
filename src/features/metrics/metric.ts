import { Type, type Static } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";

const sample = Type.Object({
  /** What follows the metric's name: `_bucket`, `_sum`, `_count` of a histogram. */
  suffix: Type.Optional(Type.String()),
  labels: Type.Optional(Type.Record(Type.String(), Type.String())),
  value: Type.Number(),
});

/** A measurement as Prometheus knows them; units are in the name, seconds and bytes. */
export const metricSchema = Type.Object({
  name: Type.String(),
  help: Type.String(),
  type: choice(["counter", "gauge", "histogram"]),
  samples: Type.Array(sample),
});

export type Metric = Static<typeof metricSchema>;
export type Sample = Static<typeof sample>;

/** Prometheus' text format 0.0.4. */
export function metricsText(metrics: readonly Metric[]): string {
  const lines = metrics.flatMap(({ name, help, type, samples }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(
      ({ suffix = "", labels, value }) => `${name}${suffix}${labelsText(labels)} ${value}`,
    ),
  ]);
  return `${lines.join("\n")}\n`;
}

function labelsText(labels: Sample["labels"]): string {
  const pairs = Object.entries(labels ?? {}).map(([name, value]) => `${name}="${escape(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escape(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
