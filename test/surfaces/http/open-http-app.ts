import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

/** A whole product behind its HTTP surface, without a socket. */
export interface HttpApp {
  readonly app: TestApp;
  /** What was reported as unforeseen. */
  readonly reports: unknown[];
  fetch(route: string, body?: unknown, more?: RequestInit): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** null where the answer is empty. */
  readonly body: any;
}

/** Closed after the test. */
export async function openHttpApp(): Promise<HttpApp> {
  const app = await openTestApp();
  const reports: unknown[] = [];
  const fetch = makeFetch({
    ...app,
    answered: (answered) => app.services.logs.request(answered),
    report: (thrown) => void reports.push(thrown),
  });
  return {
    app,
    reports,
    fetch: async (route, body, more) => answerOf(await fetch(request(route, body, more))),
  };
}

/** `"POST /api/health"` with a body as a request: objects go as JSON, the rest as it is. */
export function request(route: string, body?: unknown, more: RequestInit = {}): Request {
  const [method = "", path = ""] = route.split(" ");
  const headers = new Headers(more.headers);
  const plain = typeof body === "object" && body !== null && body.constructor === Object;
  if (plain && !headers.has("content-type")) headers.set("content-type", "application/json");
  return new Request(`http://127.0.0.1:8091${path}`, {
    ...more,
    method,
    headers,
    ...(body !== undefined && {
      body: plain ? JSON.stringify(body) : (body as NonNullable<RequestInit["body"]>),
    }),
  });
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, body: text === "" ? null : JSON.parse(text) };
}
