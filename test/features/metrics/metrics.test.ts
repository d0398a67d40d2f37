import { expect, test } from "bun:test";
import { metricsText } from "../../../src/features/metrics/metric.ts";
import { RequestCounters } from "../../../src/features/metrics/request-counters.ts";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp } from "../../open-test-app.ts";

test("requests are counted by route and status, and sorted by how long they took", () => {
  const counters = new RequestCounters();
  const get = { method: "GET", route: "GET /health", durationMs: 0.4 };
  counters.count({ ...get, status: 200 });
  counters.count({ ...get, status: 200, durationMs: 3 });
  counters.count({ ...get, status: 500, durationMs: 60_000 });
  counters.count({ method: "POST", route: "/mcp", status: 200, durationMs: 1 });
  counters.count({ method: "BREW", route: "", status: 404, durationMs: 1 });
  const text = metricsText(counters.metrics());
  for (const line of [
    'vaultbase_http_requests_total{method="GET",route="/health",status="200"} 2',
    'vaultbase_http_requests_total{method="GET",route="/health",status="500"} 1',
    'vaultbase_http_requests_total{method="POST",route="/mcp",status="200"} 1',
    'vaultbase_http_requests_total{method="other",route="",status="404"} 1',
    'vaultbase_http_request_duration_seconds_bucket{method="GET",route="/health",le="0.0005"} 1',
    'vaultbase_http_request_duration_seconds_bucket{method="GET",route="/health",le="0.005"} 2',
    'vaultbase_http_request_duration_seconds_bucket{method="GET",route="/health",le="5"} 2',
    'vaultbase_http_request_duration_seconds_bucket{method="GET",route="/health",le="+Inf"} 3',
    'vaultbase_http_request_duration_seconds_count{method="GET",route="/health"} 3',
    'vaultbase_http_request_duration_seconds_sum{method="GET",route="/health"} 60.0034',
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

test("the text is what Prometheus reads: help, type, and escaped labels", () => {
  const samples = [{ labels: { path: 'C:\\a "b"\n' }, value: 0.5 }];
  const text = metricsText([{ name: "m", help: "One.", type: "gauge", samples }]);
  expect(text).toBe('# HELP m One.\n# TYPE m gauge\nm{path="C:\\\\a \\"b\\"\\n"} 0.5\n');
});

test("the server's state is in it, for superusers only", async () => {
  const app = await openTestApp();
  const { items } = await app.call("metrics.read", {});
  const values = Object.fromEntries(
    items.map((each: any) => [each.name, each.samples[0]?.value]),
  ) as Record<string, number>;
  expect(values.vaultbase_write_queue_depth).toBe(0);
  expect(values.vaultbase_realtime_clients).toBe(0);
  expect(values.vaultbase_mcp_clients).toBe(0);
  expect(values.vaultbase_log_entries_dropped_total).toBe(0);
  expect(values.vaultbase_database_bytes).toBeGreaterThanOrEqual(4096);
  expect(values.vaultbase_database_log_bytes).toBeGreaterThan(0);
  expect(values.process_resident_memory_bytes).toBeGreaterThan(1e6);
  expect((await app.refusal("metrics.read", {}, guest)).code).toBe("unauthenticated");
});
