import type { AnsweredRequest } from "../../kernel/answered-request.ts";
import type { Metric, Sample } from "./metric.ts";

/** Where requests went, how they ended and how long they took, since the server started. */
export class RequestCounters {
  readonly #routes = new Map<string, RouteCounts>();

  count(answered: Pick<AnsweredRequest, "method" | "route" | "status" | "durationMs">): void {
    const { method, route, status, durationMs } = answered;
    // An operation's route begins with its method; a door takes several.
    const key = route.includes(" ") ? route : `${knownMethod(method)} ${route}`;
    let counts = this.#routes.get(key);
    if (!counts) this.#routes.set(key, (counts = new RouteCounts()));
    counts.count(status, durationMs / 1000);
  }

  metrics(): Metric[] {
    const routes = [...this.#routes].map(([key, counts]) => {
      const [method = "", route = ""] = key.split(" ");
      return { labels: { method, route }, counts };
    });
    return [
      {
        name: "vaultbase_http_requests_total",
        help: "Requests by route and status; route is empty where nothing answers to it.",
        type: "counter",
        samples: routes.flatMap(({ labels, counts }) => counts.statuses(labels)),
      },
      {
        name: "vaultbase_http_request_duration_seconds",
        help: "Time from a request to its answer.",
        type: "histogram",
        samples: routes.flatMap(({ labels, counts }) => counts.durations(labels)),
      },
    ];
  }
}

type Labels = Readonly<Record<string, string>>;

class RouteCounts {
  readonly #statuses = new Map<number, number>();
  /** Of each bucket alone, the last for everything beyond. */
  readonly #buckets = [...boundsInSeconds, Number.POSITIVE_INFINITY].map(() => 0);
  #sum = 0;

  count(status: number, seconds: number): void {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    let bucket = 0;
    while (bucket < boundsInSeconds.length && seconds > boundsInSeconds[bucket]!) bucket++;
    this.#buckets[bucket]!++;
    this.#sum += seconds;
  }

  statuses(labels: Labels): Sample[] {
    return [...this.#statuses].map(([status, value]) => ({
      labels: { ...labels, status: String(status) },
      value,
    }));
  }

  durations(labels: Labels): Sample[] {
    let total = 0;
    const buckets = this.#buckets.map((value, index) => {
      const bound = boundsInSeconds[index];
      const le = bound === undefined ? "+Inf" : String(bound);
      return { suffix: "_bucket", labels: { ...labels, le }, value: (total += value) };
    });
    return [
      ...buckets,
      { suffix: "_sum", labels, value: this.#sum },
      { suffix: "_count", labels, value: total },
    ];
  }
}

/** From what a read takes to what nobody waits for. */
const boundsInSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

const methods = new Set(["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"]);

/** Anybody can make methods up; each would be a series of its own for ever. */
function knownMethod(method: string): string {
  return methods.has(method) ? method : "other";
}
