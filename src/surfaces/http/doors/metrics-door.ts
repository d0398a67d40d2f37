import { metricsText } from "../../../features/metrics/metric.ts";
import { readMetrics } from "../../../features/metrics/read-metrics.ts";
import { invoke } from "../../../kernel/invoke.ts";
import { refuse } from "../answer-operation.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { identifyRequest } from "../identify-request.ts";
import { noSuchRoute } from "../no-such-route.ts";

/**
 * The numbers as Prometheus reads them. Whoever asks needs a token: behind a proxy every request
 * seems to come from this machine, so an address proves nothing.
 */
export function metricsDoor(host: HttpHost): Door {
  return {
    paths: ["/metrics"],
    async answer(request, facts) {
      try {
        if (request.method !== "GET") throw noSuchRoute();
        const context = host.contextFor(await identifyRequest(host, request), facts);
        const { items } = await invoke(context, readMetrics, {});
        const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
        return new Response(metricsText(items), { headers });
      } catch (thrown) {
        return refuse(host, thrown, "metrics");
      }
    },
  };
}
