/**
 * What every script finds when it begins, as the text of a program in the sandbox. The outer function
 * is given what leads outside and answers the one that runs a script; nothing else leads outside.
 * A script may spoil all of it, and spoils it for itself alone.
 */
export const prelude = `(function (call, write) {
  "use strict";
  const { parse, stringify } = JSON;
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

  async function ask(name, given) {
    const { answer, failure } = parse(await call(name, stringify(given)));
    if (failure) throw new Failure(failure);
    return answer;
  }

  const host = (name) => (...given) => {
    const asked = ask(name, given);
    open.add(asked);
    const close = () => open.delete(asked);
    asked.then(close, close);
    return asked;
  };

  const hosts = (space, names) =>
    Object.freeze(Object.fromEntries(names.map((name) => [name, host(space + "." + name)])));

  const show = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return String(value.stack ? value + "\\n" + value.stack : value);
    if (typeof value === "object" && value !== null) return stringify(value) ?? String(value);
    return String(value);
  };
  const logger = (level) => (...values) => {
    const text = values.map((value) => {
      try {
        return show(value);
      } catch {
        return "[cannot be shown]";
      }
    });
    write(level, text.join(" ").slice(0, 10000));
  };
  const log = logger("info");

  const tools = {
    records: hosts("records", ["list", "get", "create", "update", "delete"]),
    mail: hosts("mail", ["send"]),
    flags: hosts("flags", ["evaluate"]),
    crypto: hosts("crypto", ["randomId", "sha256", "hmacSha256"]),
    base64: hosts("base64", ["encode", "decode"]),
    async fetch(url, options) {
      const { status, headers, body } = await host("fetch")(String(url), options ?? {});
      return {
        status,
        ok: status >= 200 && status < 300,
        headers,
        body,
        text: async () => body,
        json: async () => parse(body),
      };
    },
    sleep: host("sleep"),
    now: () => new Date(),
    log,
    console: Object.freeze({
      log,
      info: log,
      debug: logger("debug"),
      warn: logger("warn"),
      error: logger("error"),
    }),
    Refusal,
    Failure,
  };
  for (const [name, value] of Object.entries(tools)) {
    Object.defineProperty(globalThis, name, { value: Object.freeze(value), writable: false });
  }

  const place = (stack) => {
    const [, line, column] = /script\\.js:(\\d+):(\\d+)/.exec(String(stack)) ?? [];
    return { line: line ? Math.max(1, line - 1) : 0, column: Number(column ?? 0) };
  };

  function explain(thrown) {
    const nowhere = { line: 0, column: 0, problems: {} };
    try {
      const isError = thrown instanceof Error;
      const message = isError ? String(thrown.message) : show(thrown);
      const at = isError ? place(thrown.stack) : {};
      if (thrown instanceof Refusal || thrown instanceof Failure) {
        const problems = Object.entries(thrown.problems ?? {}).map(([field, problem]) => [
          field,
          String(problem?.message ?? problem),
        ]);
        const kind = thrown instanceof Refusal ? "refused" : "thrown";
        const code = kind === "thrown" ? String(thrown.code) : "";
        return { ...nowhere, ...at, kind, code, message, problems: Object.fromEntries(problems) };
      }
      const name = isError && thrown.name !== "Error" ? thrown.name + ": " : "";
      const memory = thrown?.name === "InternalError" && message === "out of memory";
      const kind = memory ? "memory" : "thrown";
      return { ...nowhere, ...at, kind, message: (name + message).slice(0, 2000) };
    } catch {
      return { ...nowhere, kind: "thrown", message: "It threw something that cannot be shown." };
    }
  }

  return async function run(script, text) {
    try {
      const event = parse(text);
      const value = await script(event);
      while (open.size > 0) await Promise.allSettled([...open]);
      return stringify({ value, event });
    } catch (thrown) {
      return stringify({ thrown: explain(thrown) });
    }
  };
})`;
