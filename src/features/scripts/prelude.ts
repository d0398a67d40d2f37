/** Which functions lead outside, by the names that hosts know them by. */
const hostNames = [
  "records.list",
  "records.get",
  "records.create",
  "records.update",
  "records.delete",
  "mail.send",
  "flags.evaluate",
  "crypto.randomId",
  "crypto.sha256",
  "crypto.hmacSha256",
  "base64.encode",
  "base64.decode",
];

/** A line of the log. */
const show = `((values, stringify) => {
  const text = values.map((value) => {
    try {
      if (typeof value === "string") return value;
      if (value instanceof Error) return value.stack ? value + "\\n" + value.stack : String(value);
      if (typeof value === "object" && value !== null) return stringify(value) ?? String(value);
      return String(value);
    } catch {
      return "[cannot be shown]";
    }
  });
  return text.join(" ").slice(0, 10000);
})`;

/** What `fetch` resolves with. */
const answer = `(({ status, headers, body }) => ({
  status,
  ok: status >= 200 && status < 300,
  headers,
  body,
  text: async () => body,
  json: async () => JSON.parse(body),
}))`;

/** What was thrown, as far as it lets itself be told: see `ProgramError`. */
const explain = `((thrown, Refusal, Failure) => {
  const nowhere = { line: 0, column: 0, problems: {} };
  const place = (stack) => {
    const [, line, column] = /script\\.js:(\\d+):(\\d+)/.exec(String(stack)) ?? [];
    return { line: line ? Math.max(1, line - 1) : 0, column: Number(column ?? 0) };
  };
  try {
    if (!(thrown instanceof Error)) {
      const text = typeof thrown === "object" && thrown !== null ? JSON.stringify(thrown) : thrown;
      return { ...nowhere, kind: "thrown", message: String(text).slice(0, 2000) };
    }
    const { name, message } = thrown;
    const at = { ...nowhere, ...place(thrown.stack) };
    if (thrown instanceof Refusal || thrown instanceof Failure) {
      const problems = Object.entries(thrown.problems ?? {}).map(([field, problem]) => [
        field,
        String(problem?.message ?? problem),
      ]);
      const kind = thrown instanceof Refusal ? "refused" : "thrown";
      const code = kind === "thrown" ? String(thrown.code) : "";
      return { ...at, kind, code, message: String(message), problems: Object.fromEntries(problems) };
    }
    const kind = name === "InternalError" && message === "out of memory" ? "memory" : "thrown";
    const named = name === "Error" ? message : name + ": " + message;
    return { ...at, kind, message: String(named).slice(0, 2000) };
  } catch {
    return { ...nowhere, kind: "thrown", message: "It threw something that cannot be shown." };
  }
})`;

/**
 * What every script finds when it begins, as the text of a program in the sandbox. The outer function
 * is given what leads outside and answers the one that runs a script; nothing else leads outside. A
 * script may spoil all of it, and spoils it for itself alone. It is read anew for every run, which is
 * most of what a run costs: what few runs need is kept as text until they do.
 */
export const prelude = `(function (call, write) {
  "use strict";
  const { parse, stringify } = JSON;
  const { defineProperty, entries, freeze } = Object;
  const read = eval;
  const open = new Set();

  class Refusal extends Error {
    constructor(message, problems) {
      super(message);
      this.name = "Refusal";
      this.problems = problems;
    }
  }
  class Failure extends Error {
    constructor({ code, message, problems }) {
      super(message);
      this.name = "Failure";
      this.code = code;
      this.problems = problems ?? {};
    }
  }

  const ask = async (name, given) => {
    const { answer, failure } = parse(await call(name, stringify(given)));
    if (failure) throw new Failure(failure);
    return answer;
  };
  const host = (name) => (...given) => {
    const asked = ask(name, given);
    const close = () => open.delete(asked);
    open.add(asked);
    asked.then(close, close);
    return asked;
  };
  let show;
  const logger = (level) => (...values) =>
    write(level, (show ??= read(${JSON.stringify(show)}))(values, stringify));
  const log = logger("info");

  const tools = {
    fetch: (url, options) => host("fetch")(String(url), options ?? {}).then(read(${JSON.stringify(answer)})),
    sleep: host("sleep"),
    now: () => new Date(),
    log,
    console: { log, info: log },
    Refusal,
    Failure,
  };
  for (const level of ["debug", "warn", "error"]) tools.console[level] = logger(level);
  for (const name of ${JSON.stringify(hostNames)}) {
    const [space, verb] = name.split(".");
    (tools[space] ??= {})[verb] = host(name);
  }
  for (const [name, value] of entries(tools)) {
    defineProperty(globalThis, name, { value: freeze(value) });
  }

  return async (script, text) => {
    try {
      const event = parse(text);
      const value = await script(event);
      while (open.size > 0) await Promise.allSettled([...open]);
      return stringify({ value, event });
    } catch (thrown) {
      return stringify({ thrown: read(${JSON.stringify(explain)})(thrown, Refusal, Failure) });
    }
  };
})`;
