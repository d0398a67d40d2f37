// Programs that mean ill, or know no better: each is cut off, and says why.
import { afterAll, describe, expect, test } from "bun:test";
import { openSandbox } from "../../src/drivers/quickjs/open-sandbox.ts";
import { prelude } from "../../src/features/scripts/prelude.ts";
import { Failure } from "../../src/kernel/failure.ts";
import type { Program, ProgramEnd } from "../../src/kernel/sandbox.ts";

const sandbox = openSandbox(prelude);
afterAll(() => sandbox.close());

const limits: Program["limits"] = {
  cpuMs: 200,
  wallMs: 600,
  memoryBytes: 16 * 1024 * 1024,
  answerCharacters: 10_000,
  logCharacters: 500,
  hostCalls: 10,
};

function run(source: string, given: Partial<Program> = {}): Promise<ProgramEnd> {
  const host: Program["host"] = {
    "records.get": async (...asked) => ({ asked }),
    "records.delete": async () => {
      throw new Failure("forbidden", "No.", { hint: "Ask someone else." });
    },
    "records.list": async () => {
      throw new Error("secret detail");
    },
    sleep: async (ms) => Bun.sleep(Number(ms)),
  };
  return sandbox.run({ lane: "write", depth: 0, source, event: { n: 1 }, host, limits, ...given });
}

describe("what a script can do", () => {
  test.each<[string, string, unknown]>([
    ["a value", "return 1 + event.n", 2],
    ["nothing", "event.n++", null],
    ["awaiting", "return (await records.get('posts', 'a')).asked", ["posts", "a"]],
    ["dates as JSON says them", "return new Date(0)", "1970-01-01T00:00:00.000Z"],
    ["what was not awaited is waited for", "records.get('a').then(() => event.done = true)", null],
    [
      "failures can be caught",
      "try { await records.delete('a') } catch (e) { return [e.name, e.code, e.message] }",
      ["Failure", "forbidden", "No. Ask someone else."],
    ],
    [
      "what nobody foresaw is told to nobody",
      "try { await records.list('a') } catch (e) { return e.message }",
      "Something went wrong.",
    ],
  ])("%s", async (_, source, value) => {
    expect(await run(source)).toMatchObject({ ok: true, value });
  });

  test("it finds its event changed by itself alone", async () => {
    const event = { n: 1 };
    expect(await run("event.n = 2; event.title = 'x'", { event })).toMatchObject({
      event: { n: 2, title: "x" },
    });
    expect(event).toEqual({ n: 1 });
  });

  test("its log is kept in order, and only so much of it", async () => {
    const { log } = await run("log('a', 1, { b: 2 }); console.error(null, new TypeError('t'))");
    expect(log[0]).toEqual({ level: "info", text: 'a 1 {"b":2}' });
    expect(log[1]).toMatchObject({ level: "error" });
    expect(log[1]!.text).toStartWith("null TypeError: t\n");
    const much = await run("for (let i = 0; i < 10000; i++) log('a long line of text')");
    expect(much.log.length).toBeLessThan(30);
    expect(much.log.at(-1)!.text).toBe("… the rest is left out.");
  });
});

describe("what is not there", () => {
  test.each([
    "process",
    "Bun",
    "require",
    "globalThis.fetch.constructor('return process')()",
    "WebAssembly",
    "setTimeout",
    "(async () => {}).constructor('return Bun')()",
    "import.meta",
  ])("%s", async (name) => {
    expect(await run(`const it = await ${name}; return typeof it`)).toMatchObject({ ok: false });
  });

  test("modules", async () => {
    expect(await run("return await import('node:fs')")).toMatchObject({ ok: false });
  });

  test("functions of other kinds of scripts", async () => {
    expect(await run("await mail.send({})")).toMatchObject({
      thrown: { kind: "thrown", message: "mail.send is not there in this kind of script." },
    });
  });
});

describe("what is cut off", () => {
  test.each<[string, string, string]>([
    ["an endless loop", "for (;;);", "time"],
    ["one after an await", "await 0; for (;;);", "time"],
    ["one that catches everything", "for (;;) try { for (;;); } catch {}", "time"],
    ["one in finally", "try { for (;;); } finally { for (;;); }", "time"],
    ["promises for ever", "for (;;) await 0", "time"],
    ["promises beside", "(function f() { Promise.resolve().then(f) })(); await sleep(9e9)", "time"],
    ["a regex bomb", "/(a+)+$/.test('a'.repeat(40) + 'b')", "time"],
    ["waiting too long", "await sleep(9000)", "time"],
    ["what it answers when asked for JSON", "return { toJSON() { for (;;); } }", "time"],
    ["a promise that never ends", "await new Promise(() => {})", "stuck"],
    ["an answer too large", "return 'x'.repeat(20000)", "size"],
    ["calls without end", "(function f() { f() })()", "thrown"],
    ["too many host calls", "for (;;) await records.get()", "thrown"],
    ["a refusal", "throw new Refusal('No.', { title: 'Bad.' })", "refused"],
    ["anything thrown", "throw { get message() { throw 1 } }", "thrown"],
    ["a proxy thrown", "throw new Proxy({}, { get() { throw 1 } })", "thrown"],
    ["nothing thrown", "throw undefined", "thrown"],
    ["an answer that JSON cannot say", "const a = {}; a.a = a; return a", "thrown"],
    [
      "a forged end",
      "Object.prototype.toJSON = function () { return this.event ? { thrown: 5 } : this }",
      "thrown",
    ],
    ["an end that is none", "Object.prototype.toJSON = () => undefined", "thrown"],
  ])("%s", async (_, source, kind) => {
    expect(await run(source)).toMatchObject({ ok: false, thrown: { kind } });
    expect(await run("return 1")).toMatchObject({ ok: true, value: 1 });
  });

  test.each<[string, string, readonly string[]]>([
    [
      "memory piece by piece",
      "const a = []; for (;;) a.push('x'.repeat(1e5) + a.length)",
      ["memory", "time"],
    ],
    [
      "nesting that breaks the engine's own stack",
      "let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o",
      ["broken", "thrown", "time"],
    ],
    ["a string too large", "return 'x'.repeat(2 ** 28)", ["memory"]],
    ["an array too large", "new Array(1e9).fill(0)", ["memory", "time"]],
    [
      "one step of the engine that does not end",
      "for (;;) 'x'.repeat(5e6).split('').reverse()",
      ["time", "memory"],
    ],
  ])("%s", async (_, source, kinds) => {
    const end = await run(source, { limits: { ...limits, cpuMs: 1000, wallMs: 2000 } });
    expect(kinds).toContain(end.ok ? "ok" : end.thrown.kind);
    expect(await run("return 1")).toMatchObject({ ok: true, value: 1 });
  });

  test("the event loop goes on, and so do scripts of another lane", async () => {
    let beats = 0;
    const beat = setInterval(() => beats++, 10);
    const bombs = Array.from({ length: 3 }, () => run("for (;;);"));
    expect(await run("return 1", { lane: "request" })).toMatchObject({ value: 1 });
    await Promise.all(bombs);
    clearInterval(beat);
    expect(beats).toBeGreaterThan(10);
  });
});

test("an answer larger than a script can hold is refused", async () => {
  const host = { "records.get": async () => "x".repeat(5e6) };
  expect(
    await run("try { await records.get() } catch (e) { return e.code }", { host }),
  ).toMatchObject({ value: "tooLarge" });
});

test("calls that nobody waits for any more trouble nobody", async () => {
  const source = "records.get(); sleep(50); throw new Error('at once')";
  expect(await run(source)).toMatchObject({ thrown: { message: "at once" } });
  expect(await run("return 1")).toMatchObject({ value: 1 });
});

test("nothing of one run is left for the next", async () => {
  await run("globalThis.left = 1; Array.prototype.left = 2; Object.left = records.left = 3");
  await run("JSON.parse = JSON.stringify = Promise.prototype.then = null");
  expect(
    await run("return [typeof left, [].left ?? 0, Object.left ?? 0, JSON.stringify([1])]"),
  ).toMatchObject({ value: ["undefined", 0, 0, "[1]"] });
});

test("where an error is stands in it, as the author counts lines", async () => {
  expect(await run("log(1)\n\n  null.x")).toMatchObject({ thrown: { line: 3 } });
  expect(await run("let a = 1\nlet b = ;")).toMatchObject({
    thrown: { kind: "syntax", line: 2, column: 9 },
  });
});

test.each<[string, object | null]>([
  ["return await records.list('posts')", null],
  ["let a = 1;\n  b c", { line: 2, column: 5, message: "expecting ';'" }],
  ["with (event) {}", { line: 1 }],
  ["for (;;);", null],
  ["}", { line: 2 }],
])("checking runs nothing: %s", async (source, flaw) => {
  const found = await sandbox.check(source);
  if (flaw) expect(found).toMatchObject(flaw);
  else expect(found).toBeNull();
});
