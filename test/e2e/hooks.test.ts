// Scripts in the compiled binary: real requests, several processes, kills, and scripts that mean ill.
import { describe, expect, test } from "bun:test";
import { executable, serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

const open = JSON.stringify({ listRule: "", viewRule: "", createRule: "", updateRule: "" });

async function run(directory: string, ...words: string[]) {
  const ran = await vaultbase([...words, "--dir", directory, "--json"]);
  if (ran.exitCode !== 0) throw new Error(`${words.join(" ")}: ${ran.stderr}`);
  return ran.stdout.trim() === "" ? null : ran.json();
}

/** A data directory with a collection `posts` that anybody may write, and one `notes`. */
async function withPosts(): Promise<string> {
  const directory = temporaryDirectory();
  const fields = JSON.stringify([
    { name: "title", type: "text" },
    { name: "slug", type: "text" },
  ]);
  for (const name of ["posts", "notes"]) {
    const rules = Object.entries(JSON.parse(open)).map(([rule, text]) => `--${rule}=${text}`);
    await run(directory, "collections", "create", name, "--fields", fields, ...rules);
  }
  return directory;
}

function hook(directory: string, name: string, event: string, source: string, ...more: string[]) {
  const on = more.length > 0 ? more : ["--collection", "posts"];
  return run(directory, "hooks", "create", name, "--event", event, "--source", source, ...on);
}

function create(server: Serving, collection: string, body: object): Promise<Response> {
  return fetch(`${server.url}/api/collections/${collection}/records`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function titles(directory: string, collection: string): Promise<string[]> {
  const { items } = await run(directory, "records", "list", collection, "--sort", "@rowid");
  return items.map(({ title }: { title: string }) => title);
}

async function eventually<T>(look: () => Promise<T>, good: (found: T) => boolean): Promise<T> {
  const deadline = Date.now() + 25_000;
  for (;;) {
    const found = await look();
    if (good(found) || Date.now() > deadline) return found;
    await Bun.sleep(100);
  }
}

describe("hooks", () => {
  test("a hook made on the command line changes, refuses, and is seen by a running server", async () => {
    const directory = await withPosts();
    const server = await serve(directory);
    const saved = await hook(
      directory,
      "slug",
      "beforeCreate",
      "if (event.record.title === 'no') throw new Refusal('Not that.', { title: 'Taken.' }); event.record.slug = event.record.title + '!'",
    );
    expect(saved).toMatchObject({ collection: "posts", trial: { ok: true } });
    expect(await (await create(server, "posts", { title: "a" })).json()).toMatchObject({
      slug: "a!",
    });
    const refused = await create(server, "posts", { title: "no" });
    expect({ status: refused.status, body: await refused.json() }).toMatchObject({
      status: 400,
      body: { message: "Not that.", data: { title: { message: "Taken." } } },
    });
    expect(await server.stop()).toBe(0);
  }, 30_000);

  test("after hooks of a command are run by it, and those of a killed server by the next one", async () => {
    const directory = await withPosts();
    await hook(
      directory,
      "note",
      "afterCreate",
      "await sleep(event.record.slug === 'slow' ? 3000 : 0); await records.create('notes', { title: event.record.title })",
    );
    await run(directory, "records", "create", "posts", "--data", '{"title":"cli"}');
    expect(await titles(directory, "notes")).toEqual(["cli"]);

    const killed = await serve(directory);
    expect((await create(killed, "posts", { title: "killed", slug: "slow" })).status).toBe(200);
    killed.child.kill("SIGKILL");
    await killed.child.exited;
    expect(await titles(directory, "notes")).toEqual(["cli"]);
    const next = await serve(directory);
    const told = await eventually(
      () => titles(directory, "notes"),
      (found) => found.length > 1,
    );
    expect(told).toEqual(["cli", "killed"]);
    await next.stop();
  }, 60_000);

  test("whatever a before hook does, its writes are refused and all others go on", async () => {
    const directory = await withPosts();
    const bombs: readonly (readonly [name: string, source: string])[] = [
      ["loop", "for (;;);"],
      ["memory", "const all = []; for (;;) all.push('x'.repeat(1e5) + all.length)"],
      ["regex", "/(a+)+$/.test('a'.repeat(50) + 'b')"],
      ["never", "await new Promise(() => {})"],
      ["promises", "for (;;) await 0"],
      ["calls", "(function f() { f() })()"],
      ["nesting", "let o = {}; for (let i = 0; i < 1e6; i++) o = { o }; event.record.slug = o"],
      ["thrown", "throw { toString() { for (;;); } }"],
      ["step", "for (;;) 'x'.repeat(5e6).split('').reverse()"],
    ];
    for (const [name, source] of bombs) {
      await run(directory, "collections", "create", name, "--createRule=");
      await hook(directory, name, "beforeCreate", source, "--collection", name);
    }
    const server = await serve(directory);
    let answered = 0;
    const over = new AbortController();
    const others = (async () => {
      while (!over.signal.aborted) {
        const [written, listed] = await Promise.all([
          create(server, "notes", { title: "n" }),
          fetch(`${server.url}/api/collections/notes/records`),
        ]);
        expect([written.status, listed.status]).toEqual([200, 200]);
        answered++;
      }
    })();
    for (const [name] of bombs) {
      const before = answered;
      const refused = await Promise.all([1, 2].map(() => create(server, name, {})));
      for (const { status } of refused) expect({ name, status }).toEqual({ name, status: 500 });
      expect(answered).toBeGreaterThan(before);
    }
    over.abort();
    await others;
    const failed = await eventually(
      async () => (await run(directory, "scripts", "runs", "--failed", "--limit", "100")).items,
      (items) => new Set(items.map(({ name }: { name: string }) => name)).size === bombs.length,
    );
    expect(new Set(failed.map(({ name }: { name: string }) => name)).size).toBe(bombs.length);
    expect(await server.stop()).toBe(0);
  }, 120_000);
});

describe("custom routes", () => {
  test("answer, refuse, and are cut off while everything else goes on", async () => {
    const directory = await withPosts();
    const make = (name: string, source: string) =>
      run(
        directory,
        ...["routes", "create", name, "--method", "GET", "--path", `/${name}/:id`],
        ...["--access", "public", "--source", source],
      );
    await make("good", "return { status: 201, body: { id: event.params.id } }");
    await make("bomb", "for (;;);");
    await make("hungry", "const all = []; for (;;) all.push('x'.repeat(1e5) + all.length)");
    const server = await serve(directory);
    const ask = (path: string) => fetch(`${server.url}/api/v1/custom/${path}`);
    const bombs = Promise.all(["bomb/1", "bomb/2", "bomb/3", "hungry/1", "hungry/2"].map(ask));
    const startedAt = performance.now();
    expect((await create(server, "notes", { title: "n" })).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(900);
    for (const { status } of await bombs) expect([500, 503]).toContain(status);
    const good = await ask("good/7");
    expect([good.status, await good.json()]).toEqual([201, { id: "7" }]);
    expect((await ask("other")).status).toBe(404);
    const described = await (await fetch(`${server.url}/api/v1/openapi.json`)).json();
    expect(described).toHaveProperty(["paths", "/custom/good/{id}"]);
    expect(await server.stop()).toBe(0);
  }, 60_000);
});

describe("jobs", () => {
  test("run now, once at a time among all processes, with a history", async () => {
    const directory = await withPosts();
    const saved = await run(
      directory,
      ...["jobs", "create", "note", "--schedule", "@daily"],
      ...["--source", "await sleep(2000); await records.create('notes', { title: event.cause })"],
    );
    expect(saved.nextRuns).toHaveLength(3);
    const server = await serve(directory);
    const starting = vaultbase(["jobs", "run", "note", "--dir", directory, "--json"]);
    const running = await eventually(
      () => run(directory, "jobs", "list"),
      (found) => found.items[0].runningSince !== "",
    );
    expect(running.items[0].runningSince).not.toBe("");
    const second = await vaultbase(["jobs", "run", "note", "--dir", directory]);
    expect([second.exitCode, second.stderr]).toEqual([
      1,
      expect.stringContaining("running already"),
    ]);
    expect((await starting).json()).toMatchObject({ outcome: "ok" });
    expect(await titles(directory, "notes")).toEqual(["manual"]);
    const { items } = await run(directory, "scripts", "runs", "--kind", "job");
    expect(items).toMatchObject([{ name: "note", cause: "manual", outcome: "ok" }]);
    expect(await server.stop()).toBe(0);
  }, 60_000);
});

test("the binary is where the engine is: nothing else is on the disk", async () => {
  const directory = temporaryDirectory();
  const alone = `${directory}/vaultbase`;
  await Bun.write(alone, Bun.file(executable));
  await Bun.$`chmod +x ${alone}`.quiet();
  const data = await withPosts();
  const child = Bun.spawn(
    [
      alone,
      "hooks",
      "create",
      "x",
      "--collection",
      "posts",
      "--event",
      "afterCreate",
      "--source",
      "return 6 * 7",
      "--json",
      "--dir",
      data,
    ],
    { cwd: directory, stdout: "pipe", env: {} },
  );
  expect(JSON.parse(await child.stdout.text()).trial.value).toBe(42);
});
