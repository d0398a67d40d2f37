import { guest } from "../../../kernel/caller.ts";
import type { RequestFacts } from "../../../kernel/context.ts";
import { Failure, type Problem, type Problems } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import { refuse } from "../answer-operation.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { noSuchRoute } from "../no-such-route.ts";
import { credentialOf, identifyRequest } from "../identify-request.ts";
import { readBody } from "../read-body.ts";
import { queryOf } from "../request-facts.ts";
import { emptyHeaders } from "../response-headers.ts";

/** `GET` opens a stream of server-sent events, `POST` says what it is to tell of. */
export function realtimeDoor(host: HttpHost): Door {
  return {
    paths: ["/api/v1/realtime", "/api/realtime"],
    async answer(request, facts) {
      try {
        if (request.method === "GET") return await open(host, request, facts);
        if (request.method === "POST") return await subscribe(host, request, facts);
        throw noSuchRoute();
      } catch (thrown) {
        return refuse(host, thrown, `${request.method} realtime`, request.method === "POST");
      }
    },
  };
}

async function open(host: HttpHost, request: Request, facts: RequestFacts): Promise<Response> {
  const { realtime } = host.contextFor(guest, facts).services;
  const query = queryOf(request.url);
  const { stream } = await realtime.open(facts.address, {
    // Browsers send the header when they connect anew by themselves; scripts may not set it.
    lastEventId: request.headers.get("last-event-id") ?? query.get("lastEventId") ?? undefined,
    exact: query.has("exact"),
  });
  request.signal.addEventListener("abort", () => stream.close(), { once: true });
  return new Response(stream.body, { headers: streamHeaders });
}

const streamHeaders = {
  ...emptyHeaders,
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  // Or nginx would keep events back until it has a page of them.
  "x-accel-buffering": "no",
};

async function subscribe(host: HttpHost, request: Request, facts: RequestFacts): Promise<Response> {
  const caller = await identifyRequest(host, request);
  const { clientId, topics } = checked(await readBody(request, () => true));
  const credential = credentialOf(request);
  const from = { address: facts.address, caller, credential };
  host.contextFor(caller, facts).services.realtime.subscribe(clientId, from, topics);
  return new Response(null, { status: 204, headers: emptyHeaders });
}

/** @throws Failure `invalid` naming what is missing or too long. */
function checked(body: Readonly<Record<string, unknown>>): { clientId: string; topics: string[] } {
  const { clientId, subscriptions: topics = [] } = body;
  if (typeof clientId !== "string" || clientId === "") {
    throw invalid({ clientId: { code: "validation_required", message: "Cannot be blank." } });
  }
  if (clientId.length > 255) {
    const message = "The length must be between 1 and 255.";
    const params = { min: 1, max: 255 };
    throw invalid({ clientId: { code: "validation_length_out_of_range", message, params } });
  }
  if (!Array.isArray(topics) || !topics.every((each) => typeof each === "string")) {
    const message = "Must be a list of topics.";
    throw invalid({ subscriptions: { code: "validation_invalid_value", message } });
  }
  if (topics.length > limits.realtimeTopics) {
    throw invalid({ subscriptions: tooLong(limits.realtimeTopics) });
  }
  const bad: Record<string, Problem> = {};
  for (const [index, topic] of topics.entries()) {
    if (topic.length > limits.realtimeTopicCharacters) {
      bad[index] = tooLong(limits.realtimeTopicCharacters);
    } else if (/[\r\n\0]/.test(topic)) {
      bad[index] = { code: "validation_invalid_value", message: "A topic is one line." };
    }
  }
  if (Object.keys(bad).length > 0) throw invalid({ subscriptions: bad });
  return { clientId, topics };
}

function tooLong(max: number): Problem {
  const message = `The length must be no more than ${max}.`;
  return { code: "validation_length_too_long", message, params: { min: 0, max } };
}

function invalid(problems: Problems): Failure {
  return new Failure("invalid", "The subscriptions cannot be read.", {
    problems,
    hint: 'Send {"clientId": "…", "subscriptions": ["posts/*", "posts/RECORD_ID"]}.',
  });
}
