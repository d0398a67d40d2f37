import { Failure, type FailureCode, type Problems } from "../src/kernel/failure.ts";
import type { AnyOperation } from "../src/kernel/operation.ts";
import { Upload } from "../src/kernel/upload.ts";

export interface Remote {
  /** The server's address, without `/api/v1`. */
  readonly url: string;
  readonly token: string | null;
  readonly dryRun?: boolean;
}

/**
 * Calls an operation of a server as if it ran here: the same input, answer and failure.
 * @throws Failure as the server answered it, or `unavailable` when it cannot be reached.
 */
export async function callOverHttp(
  remote: Remote,
  operation: Pick<AnyOperation, "name" | "http" | "httpAnswer">,
  input: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const request = toRequest(remote, operation, input);
  const response = await fetch(request).catch((cause: unknown) => {
    throw new Failure("unavailable", `${remote.url} cannot be reached.`, {
      cause,
      hint: "Check the address, and that `vaultbase serve` runs there.",
    });
  });
  const text = await response.text();
  if (!response.ok) throw toFailure(response.status, text);
  if (text === "") return {};
  const answer = JSON.parse(text) as Record<string, unknown>;
  return operation.httpAnswer === undefined ? answer : { [operation.httpAnswer]: answer };
}

/** The inverse of how a route reads its input: path first, then body or query. */
export function toRequest(
  remote: Remote,
  operation: Pick<AnyOperation, "name" | "http">,
  input: Readonly<Record<string, unknown>>,
): Request {
  const [method, path] = operation.http?.split(" ") ?? [];
  if (method === undefined || path === undefined) {
    throw new Failure("invalid", `${operation.name} is not offered over HTTP.`, {
      hint: "Run it on the server's machine with --dir.",
    });
  }
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(rest.get(name) ?? "");
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const url = new URL(`${remote.url.replace(/\/+$/, "")}/api/v1${filled}`);
  const hasBody = method !== "GET" && method !== "DELETE";
  const data = rest.get("data");
  if (hasBody && data !== undefined) rest.delete("data");
  const body = hasBody ? bodyOf(data ?? Object.fromEntries(rest)) : undefined;
  if (!hasBody || data !== undefined) {
    for (const [name, value] of rest) {
      url.searchParams.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
    }
  }
  if (remote.dryRun) url.searchParams.set("dry_run", "true");
  const headers = new Headers();
  if (typeof body === "string") headers.set("Content-Type", "application/json");
  if (remote.token !== null) headers.set("Authorization", `Bearer ${remote.token}`);
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = body;
  return new Request(url.href, init);
}

/** JSON, or a form where there are files in it. */
function bodyOf(value: object): string | FormData {
  const files = Object.entries(value).filter(([, each]) => [each].flat().some(isUpload));
  if (files.length === 0) return JSON.stringify(value);
  const form = new FormData();
  const names = new Set(files.map(([name]) => name));
  const rest = Object.entries(value).filter(([name]) => !names.has(name));
  form.append("@jsonPayload", JSON.stringify(Object.fromEntries(rest)));
  for (const [name, given] of files) {
    for (const each of [given].flat()) {
      if (isUpload(each)) form.append(name, each.content, each.name);
      else form.append(name, String(each));
    }
  }
  return form;
}

function isUpload(value: unknown): value is Upload {
  return value instanceof Upload;
}

const codes: Readonly<Record<number, FailureCode>> = {
  400: "invalid",
  401: "unauthenticated",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  413: "tooLarge",
  429: "rateLimited",
  503: "unavailable",
};

function toFailure(status: number, text: string): Failure {
  let answer: { reason?: unknown; message?: unknown; hint?: unknown; data?: unknown };
  try {
    answer = (JSON.parse(text) ?? {}) as typeof answer;
  } catch {
    answer = { message: `The server answered ${status} with something that is not JSON.` };
  }
  return new Failure(
    codes[status] ?? "internal",
    String(answer.reason ?? answer.message ?? `The server answered ${status}.`),
    {
      hint: typeof answer.hint === "string" ? answer.hint : undefined,
      problems: (answer.data ?? {}) as Problems,
    },
  );
}
