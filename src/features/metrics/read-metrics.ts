import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { operation } from "../../kernel/operation.ts";
import { version } from "../../../package.json";
import { metricSchema, type Metric } from "./metric.ts";

/** The numbers of the process that answers: ask a server with `--url`, not a directory. */
export const readMetrics = operation({
  name: "metrics.read",
  summary: "Read the server's counters and gauges.",
  access: "superuser",
  scope: "read:metrics",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(metricSchema) }),
  http: "GET /metrics",
  command: { positional: [], example: "vaultbase metrics read --url http://127.0.0.1:8091" },

  run: async ({ services, storage }) => ({
    items: [
      ...services.requestCounters.metrics(),
      ...inside(services),
      ...data(storage),
      ...running(),
    ],
  }),
});

function inside({ logs, mcpClients, realtime }: Context["services"]): Metric[] {
  return [
    counter("vaultbase_log_entries_dropped_total", "Log entries not kept.", logs.dropped),
    gauge("vaultbase_realtime_clients", "Open realtime connections.", realtime.size),
    gauge("vaultbase_mcp_clients", "MCP clients of this process.", mcpClients.live.list().length),
  ];
}

function data(storage: Context["storage"]): Metric[] {
  const { waitingWrites, bytes, logBytes } = storage.vitals();
  return [
    gauge("vaultbase_write_queue_depth", "Writes that wait for their turn.", waitingWrites),
    gauge("vaultbase_database_bytes", "Size of the data file.", bytes),
    gauge("vaultbase_database_log_bytes", "Size of its write-ahead log.", logBytes),
  ];
}

/** Under the names that dashboards for Prometheus expect. */
function running(): Metric[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const startedAt = (Date.now() - performance.now()) / 1000;
  return [
    gauge("vaultbase_info", "The version that runs.", 1, { version }),
    counter("process_cpu_seconds_total", "CPU time spent.", (user + system) / 1e6),
    gauge("process_resident_memory_bytes", "Memory in use.", rss),
    gauge("process_heap_bytes", "Memory in use for JavaScript.", heapUsed),
    gauge("process_start_time_seconds", "When the process started, Unix time.", startedAt),
  ];
}

function gauge(name: string, help: string, value: number, labels?: Record<string, string>): Metric {
  return { name, help, type: "gauge", samples: [{ value, ...(labels && { labels }) }] };
}

function counter(name: string, help: string, value: number): Metric {
  return { name, help, type: "counter", samples: [{ value }] };
}
