import { Failure, type FailureCode } from "../../kernel/failure.ts";
import { jsonHeaders } from "./response-headers.ts";

/** What a failure's code is called over HTTP. */
export const statuses: Readonly<Record<FailureCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  rateLimited: 429,
  unavailable: 503,
  internal: 500,
};

/**
 * A failure as PocketBase's clients read it (`data`, `message`, `status`), and what helps beyond that:
 * a stable `code`, a `hint`, and the id under which the log knows the request.
 */
export function failureResponse(failure: Failure, requestId: string): Response {
  const status = statuses[failure.code];
  const body = {
    data: failure.problems,
    message: asSentence(failure.message),
    status,
    code: failure.code,
    ...(failure.hint && { hint: failure.hint }),
    requestId,
  };
  const headers = status === 401 ? { ...jsonHeaders, "www-authenticate": "Bearer" } : jsonHeaders;
  return new Response(JSON.stringify(body), { status, headers });
}

/**
 * PocketBase has one sentence for every question that cannot be answered, and its clients know it;
 * what is wrong with this one goes to the hint.
 */
export function asBadQuestion(failure: Failure): Failure {
  if (failure.code !== "invalid") return failure;
  const { message, hint, problems } = failure;
  const details = [asSentence(message), hint].filter(Boolean).join(" ");
  return new Failure("invalid", badQuestion, { problems, hint: details, cause: failure });
}

const badQuestion = "Something went wrong while processing your request.";

function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
