import type { Prompt } from "./prompt.ts";

export const debugRequest: Prompt = {
  listed: {
    name: "debug-request",
    title: "Debug a request",
    description: "Find out why a request failed: logs, audit, rules.",
    arguments: [
      {
        name: "needle",
        description: "A request id, a part of the address, a status, an error's words.",
        required: true,
      },
      {
        name: "date",
        description: "The day (UTC), such as 2026-03-01. Default: the last 24 hours.",
      },
    ],
  },
  async write({ needle = "", date }, ask) {
    const day = date ? { since: date, until: `${date}T23:59:59.999Z` } : {};
    const text = JSON.stringify(needle);
    const filter = ["data.requestId", "data.url", "data.error", "message"]
      .map((name) => `${name} ~ ${text}`)
      .join(" || ");
    const isStatus = /^[1-5](\d\d|xx)$/i.test(needle);
    const question = isStatus ? { status: needle } : { filter };
    return `Find out why this happened: ${needle}${date ? ` (on ${date})` : ""}

The log entries that fit:
${await ask("logs.read", { ...day, ...question, limit: 20 }, "logs")}

1. Pick the entry that is meant; where several could be, tell them apart by time, address and status, and say which you take. None: read_logs with a wider since, or a part of the path.
2. What was asked, by whom (auth, authId; empty is a guest), what came back (status, error, details).
3. By status: 400 the data or the filter (error and details name the field), 401 no or an expired token, 403 a locked rule (null) or a token without the scope, 404 missing, or hidden by the viewRule, 429 a rate limit, 500 a bug: quote the entry of the same requestId.
4. For 403 and 404 look at the rule with describe_collection; for what an agent did read_audit_log (actor, operation, outcome, changed).
5. End with the cause in one sentence, what proves it, and the smallest change that cures it. Change nothing before I agree.`;
  },
};
