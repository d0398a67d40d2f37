import { describe, expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const films = [
  { title: "Alien", year: 1979, released: "Jun 22 1979", seen: true },
  { title: "Aliens, 2", year: 1986, released: "Jul 18 1986", seen: false },
  { title: 'The "Thing"', year: 1982, released: "Jun 25 1982", seen: true },
];

async function withFilms(): Promise<string> {
  const dir = temporaryDirectory();
  const text = JSON.stringify(films);
  const ran = await vaultbase(
    ["import", "-", "--format", "json", "--collection", "films", "--dir", dir],
    { stdin: text },
  );
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  return dir;
}

describe("a command line that is not understood", () => {
  test.each([
    [["srve"], "Did you mean `vaultbase serve`?"],
    [["token", "mnt"], "Did you mean `vaultbase token mint`?"],
    [["records", "lst", "films"], "Did you mean `vaultbase records list`?"],
    [["serve", "--prot", "80"], "Did you mean --port?"],
    [["serve", "extra"], '"extra" is one too many'],
    [["serve", "--port"], "--port needs a value"],
    [["serve", "--port", "eighty"], '"eighty" is no port'],
    [["token", "mint", "--scope", "admin"], "Missing required argument: --name"],
    [["import"], "Missing required positional argument: FILE"],
  ])("%p ends with a suggestion", async (words, suggestion) => {
    const { exitCode, stdout, stderr } = await vaultbase(words);
    expect(exitCode).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(suggestion);
  });
});

test("help shows the commands, the flags and examples", async () => {
  const root = await vaultbase(["--help"]);
  expect(root.exitCode).toBe(0);
  for (const word of ["serve", "mcp", "token", "superuser", "import", "export", "records"]) {
    expect(root.stdout).toContain(word);
  }
  const mint = await vaultbase(["token", "mint", "--help"]);
  expect(mint.stdout).toContain("--ttl");
  expect(mint.stdout).toContain("vaultbase token mint --name claude");
});

test("version, for people and for scripts", async () => {
  const { version } = (await vaultbase(["version", "--json"])).json();
  expect((await vaultbase(["version"])).stdout).toStartWith(`vaultbase ${version} `);
});

describe("import", () => {
  test("makes the collection from what it finds", async () => {
    const dir = await withFilms();
    const listed = await vaultbase([
      ...["records", "list", "films", "--filter", "seen = true", "--sort", "-year"],
      ...["--fields", "title,year,released,seen", "--json", "--dir", dir],
    ]);
    expect(listed.json()).toMatchObject({
      totalItems: 2,
      items: [
        { title: 'The "Thing"', year: 1982, released: "1982-06-25 00:00:00.000Z", seen: true },
        { title: "Alien", year: 1979, released: "1979-06-22 00:00:00.000Z", seen: true },
      ],
    });
  });

  test("is all or nothing, and says which row is wrong and why", async () => {
    const dir = await withFilms();
    const refused = await vaultbase(
      ["import", "-", "--format", "csv", "--collection", "films", "--dir", dir],
      { stdin: "title,released\nDune,1984-12-14\nTron,tomorrow-ish\n" },
    );
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("1 of 2 rows were refused; nothing was imported.");
    expect(refused.stderr).toContain("Row 2: released");
    const { totalItems } = (
      await vaultbase(["records", "list", "films", "--json", "--dir", dir])
    ).json();
    expect(totalItems).toBe(3);
  });

  test("refuses a column that has no field", async () => {
    const dir = await withFilms();
    const refused = await vaultbase(
      ["import", "-", "--format", "csv", "--collection", "films", "--dir", dir],
      { stdin: "titel\nDune\n" },
    );
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("Did you mean title?");
  });

  test("a dry run keeps nothing", async () => {
    const dir = temporaryDirectory();
    const file = join(dir, "people.csv");
    writeFileSync(file, "name,email\nAnna,anna@example.com\n");
    const data = join(dir, "data");
    const dry = await vaultbase([
      ...["import", file, "--collection", "people", "--dry-run", "--dir", data],
    ]);
    expect(dry.stdout).toContain("Would import 1 record into the new collection people.");
    const listed = await vaultbase(["records", "list", "people", "--dir", data]);
    expect(listed.exitCode).toBe(1);
  });

  test("a file that is not there", async () => {
    const ran = await vaultbase(["import", "nope.csv", "--collection", "x"]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("The file nope.csv cannot be read.");
  });
});

describe("export", () => {
  test.each(["csv", "json", "ndjson"])("%s comes back the same", async (format) => {
    const dir = await withFilms();
    const file = join(dir, `films.${format}`);
    const exported = await vaultbase([
      ...["export", "films", "--format", format, "--output", file, "--dir", dir],
    ]);
    expect(exported).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    const again = temporaryDirectory();
    const imported = await vaultbase([
      ...["import", file, "--collection", "films", "--dir", join(again, "data")],
    ]);
    expect(imported.stderr).toBe("");
    const list = ["records", "list", "films", "--sort", "id", "--fields", "id,title,year,seen"];
    const before = await vaultbase([...list, "--json", "--dir", dir]);
    const after = await vaultbase([...list, "--json", "--dir", join(again, "data")]);
    expect(after.json()).toEqual(before.json());
  });

  test("writes definitions that another directory takes", async () => {
    const file = join(temporaryDirectory(), "collections.json");
    await vaultbase(["export", "--definitions", "--output", file, "--dir", await withFilms()]);
    const dir = temporaryDirectory();
    const words = ["import", file, "--definitions", "--dir", dir];
    expect(await vaultbase(words)).toMatchObject({ exitCode: 0, stderr: "" });
    const { fields } = (
      await vaultbase(["collections", "view", "films", "--json", "--dir", dir])
    ).json();
    expect(fields.map((field: { name: string }) => field.name)).toContain("released");
  });

  test("needs to know what", async () => {
    const ran = await vaultbase(["export"]);
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toContain("vaultbase export movies");
  });
});

describe("superusers", () => {
  test("take their password from standard input", async () => {
    const dir = temporaryDirectory();
    const created = await vaultbase(
      ["superuser", "create", "me@example.com", "--json", "--dir", dir],
      { stdin: "correct horse battery\n" },
    );
    expect(created).toMatchObject({ exitCode: 0, stderr: "" });
    const server = await serve(dir);
    const signIn = await fetch(`${server.url}/api/v1/collections/_superusers/auth-with-password`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ identity: "me@example.com", password: "correct horse battery" }),
    });
    expect(signIn.status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  test("the first one can be made through the link that serve prints, once", async () => {
    const server = await serve(temporaryDirectory());
    const health = async () => (await fetch(`${server.url}/api/v1/health`)).json();
    expect(await health()).toMatchObject({ needsSetup: true });
    const link = new URL(server.setupLink ?? "");
    expect(await (await fetch(link)).text()).toContain('<div id="root">');
    const token = link.searchParams.get("token");
    const setUp = () =>
      fetch(`${server.url}/api/v1/setup`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token, email: "me@example.com", password: "1234567890" }),
      });
    expect((await setUp()).status).toBe(200);
    expect(await health()).toMatchObject({ needsSetup: false });
    expect((await setUp()).status).toBe(409);
    await server.stop();
  });

  test("without a password nothing happens", async () => {
    const ran = await vaultbase(["superuser", "create", "me@example.com"], { stdin: "" });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("No password was given.");
  });

  test("are deleted only when somebody says so", async () => {
    const dir = temporaryDirectory();
    for (const email of ["a@example.com", "b@example.com"]) {
      await vaultbase(["superuser", "create", email, "--password", "1234567890", "--dir", dir]);
    }
    const words = ["superuser", "delete", "a@example.com", "--dir", dir];
    expect((await vaultbase(words)).stderr).toContain("Add --yes");
    expect((await vaultbase([...words, "--yes"])).exitCode).toBe(0);
    const listed = (await vaultbase(["superuser", "list", "--json", "--dir", dir])).json();
    expect(listed.items.map((each: { email: string }) => each.email)).toEqual(["b@example.com"]);
  });
});

describe("tokens", () => {
  test("are client keys to those who know them by that name", async () => {
    const dir = await withFilms();
    const words = ["clientkeys", "create", "--name", "old", "--scopes", "mcp:read,mcp:write"];
    const made = await vaultbase([...words, "--expires", "2h", "--json", "--dir", dir]);
    expect(made.json()).toMatchObject({ name: "old", scopes: ["mcp:read", "mcp:write"] });
    const { id } = made.json();
    await vaultbase(["clientkeys", "revoke", id, "--yes", "--dir", dir]);
    const listed = await vaultbase(["clientkeys", "list", "--json", "--dir", dir]);
    expect(listed.stdout).toContain("revoked");
  });

  test("mint prints what a script needs, list and revoke follow", async () => {
    const dir = await withFilms();
    const minted = await vaultbase([
      ...[
        "token",
        "mint",
        "--name",
        "ci",
        "--scope",
        "mcp:read,mcp:write",
        "--scope",
        "read:schema",
      ],
      ...["--ttl", "90d", "--read-only", "--collections", "films", "--json", "--dir", dir],
    ]);
    expect(minted.stderr).toBe("");
    const token = minted.json();
    expect(Object.keys(token).toSorted()).toEqual(["expires", "id", "name", "scopes", "token"]);
    expect(token).toMatchObject({ name: "ci", scopes: ["mcp:read", "mcp:write", "read:schema"] });
    expect(token.token).toStartWith("vbat_");
    const listed = await vaultbase(["token", "list", "--json", "--dir", dir]);
    expect(listed.stdout).toContain(token.id);
    expect(listed.stdout).not.toContain(token.token);
    const revoked = await vaultbase(["token", "revoke", token.id, "--yes", "--dir", dir]);
    expect(revoked).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("an unknown scope is told the nearest", async () => {
    const ran = await vaultbase(["token", "mint", "--name", "ci", "--scope", "mcp:raed"]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("Did you mean mcp:read?");
  });
});

describe("the same command, here and over HTTP", () => {
  test("answers the same, and fails the same", async () => {
    const dir = await withFilms();
    const { token } = (
      await vaultbase(["token", "mint", "--name", "ci", "--scope", "admin", "--json", "--dir", dir])
    ).json();
    const server = await serve(dir);
    const remote = ["--url", server.url, "--token", token];
    const compare = async (...words: string[]) => {
      const here = await vaultbase([...words, "--dir", dir]);
      const there = await vaultbase([...words, ...remote]);
      expect(there).toMatchObject({
        exitCode: here.exitCode,
        stdout: here.stdout,
        stderr: here.stderr,
      });
      return here;
    };
    await compare("records", "list", "films", "--sort=-year", "--json");
    const refused = await compare("records", "list", "films", "--filter", "yaer > 1980");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("year");
    await compare("records", "list", "flims");
    await compare("export", "films", "--format", "csv");
    const film = ["records", "create", "films", "--data", '{"id":"dryrun000000000","title":"X"}'];
    await compare(...film, "--fields", "id,title", "--dry-run", "--json");
    await compare("records", "get", "films", "dryrun000000000");
    await server.stop();
  });

  test("an unreachable server is said so", async () => {
    const ran = await vaultbase(["records", "list", "films", "--url", "http://127.0.0.1:1"]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("http://127.0.0.1:1 cannot be reached.");
  });
});

test("many processes write to one directory at once, and nothing is lost", async () => {
  const dir = await withFilms();
  const server = await serve(dir);
  const writers = Array.from({ length: 6 }, (_, index) =>
    vaultbase([
      ...["records", "create", "films", "--data", JSON.stringify({ title: `Film ${index}` })],
      ...["--json", "--dir", dir],
    ]),
  );
  for (const ran of await Promise.all(writers))
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  const listed = await vaultbase([
    ...["records", "list", "films", "--filter", "title ~ 'Film '", "--json", "--dir", dir],
  ]);
  expect(listed.json().totalItems).toBe(6);
  await server.stop();
});

test("flags weigh more than the environment, the environment more than the default", async () => {
  const named = await withFilms();
  const env = { VAULTBASE_DIR: named };
  const list = ["records", "list", "films", "--json"];
  expect((await vaultbase(list, { env })).json().totalItems).toBe(3);
  expect((await vaultbase(list)).exitCode).toBe(1);
  const flagged = await vaultbase([...list, "--dir", named], {
    env: { VAULTBASE_DIR: temporaryDirectory(), VAULTBASE_URL: "http://127.0.0.1:1" },
  });
  expect(flagged.json().totalItems).toBe(3);
});
