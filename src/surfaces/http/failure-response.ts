import { type Failure, type FailureCode, isProblem, type Problems } from "../../kernel/failure.ts";
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
 * a stable `code`, a `hint`, and the id under which the log knows the request. PocketBase has one
 * sentence for every question that cannot be answered; what is wrong with this one is the `reason`.
 */
export function failureResponse(failure: Failure, requestId: string, isQuestion = false): Response {
  const { data, message, status, ...more } = wordFailure(failure, isQuestion);
  const body = { data, message, status, code: failure.code, ...more, requestId };
  const headers = {
    ...jsonHeaders,
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    ...(failure.retryAfterSeconds && {
      "retry-after": String(failure.retryAfterSeconds),
      "access-control-expose-headers": "retry-after",
    }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

function wordFailure(failure: Failure, isQuestion: boolean) {
  const said = asSentence(failure.message);
  const generic = isQuestion && failure.code === "invalid";
  return {
    data: wordProblems(failure.problems),
    message: generic ? badQuestion : said,
    status: statuses[failure.code],
    ...(generic && { reason: said }),
    ...(failure.hint && { hint: failure.hint }),
    ...(failure.position !== undefined && { position: failure.position }),
    ...failure.answer,
  };
}

/** PocketBase's clients find a part's failure under `response`. */
function wordProblems(problems: Problems): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(problems).map(([name, each]) => {
      if (!isProblem(each)) return [name, wordProblems(each)];
      const { failure, ...problem } = each;
      return [name, failure ? { ...problem, response: wordFailure(failure, false) } : problem];
    }),
  );
}

const badQuestion = "Something went wrong while processing your request.";

function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
