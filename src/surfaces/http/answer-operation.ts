import { chooseFields } from "../../kernel/choose-fields.ts";
import { asFailure } from "../../kernel/failure.ts";
import { invoke } from "../../kernel/invoke.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import type { Upload } from "../../kernel/upload.ts";
import { cachedAnswer } from "./cached-answer.ts";
import { failureResponse } from "./failure-response.ts";
import type { HttpHost } from "./http-host.ts";
import { identifyRequest } from "./identify-request.ts";
import { readFlag, readInput, type PathParameters } from "./read-input.ts";
import { queryOf, requestFacts, type AddressOf } from "./request-facts.ts";
import { noteCall, noteRefusal } from "./request-watch.ts";
import { emptyHeaders, jsonHeaders } from "./response-headers.ts";
import { saysNothing } from "./says-nothing.ts";

type Answer = (request: Request, params: PathParameters) => Promise<Response>;

/** An operation as a handler: identify, read, invoke, answer. It never throws. */
export function answerOperation(
  host: HttpHost,
  operation: AnyOperation,
  addressOf: AddressOf,
): Answer {
  const isEmpty = saysNothing(operation);
  const bare = operation.httpAnswer;
  // A collection's `fields` are its columns, not a choice of what to answer.
  const projectsItself = operation.input.properties.fields?.type === "string";
  return async (request, params) => {
    const uploads: Upload[] = [];
    try {
      const identified = identifyRequest(host, request);
      const caller = identified instanceof Promise ? await identified : identified;
      // Whoever may not call this anyway is not asked for a body: `invoke` refuses.
      const barred = operation.access === "superuser" && !caller.superuser;
      const dryRun = request.url.includes("dry_run=") && readFlag(request.url, "dry_run");
      const context = host.contextFor(caller, requestFacts(request, addressOf), { dryRun });
      const input = barred ? {} : await readInput(operation, request, params, context, uploads);
      if (operation.effect !== "read") noteCall(request, context.callId);
      const answer: unknown = await invoke(context, operation, input);
      const output = bare === undefined ? answer : (answer as Record<string, unknown>)[bare];
      if (isEmpty) return new Response(null, { status: 204, headers: emptyHeaders });
      const shown =
        !projectsItself && request.url.includes("fields=") ? project(request.url, output) : output;
      const text = JSON.stringify(shown);
      if (operation.etag) return cachedAnswer(request, text);
      return new Response(text, { headers: jsonHeaders });
    } catch (thrown) {
      const where = `${request.method} ${operation.name}`;
      return refuse(host, thrown, where, operation.effect === "read" && request.method === "GET");
    } finally {
      for (const { staged } of uploads) await staged?.discard();
    }
  };
}

/** The answer to anything that went wrong; the unforeseen goes to the log, not to the caller. */
export function refuse(
  host: HttpHost,
  thrown: unknown,
  where: string,
  isQuestion = false,
): Response {
  const failure = asFailure(thrown);
  const requestId = crypto.randomUUID();
  if (failure.code === "internal") host.report(failure.cause ?? failure, `${where} ${requestId}`);
  const response = failureResponse(failure, requestId, isQuestion);
  return noteRefusal(response, { failure, requestId });
}

/** Lists are projected item by item. */
function project(url: string, output: unknown): unknown {
  const fields = queryOf(url).get("fields");
  if (!fields) return output;
  const { items } = output as { items?: unknown };
  if (!Array.isArray(items)) return chooseFields(output, fields);
  return { ...(output as object), items: chooseFields(items, fields) };
}
