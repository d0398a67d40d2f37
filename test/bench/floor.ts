// The least a server can do for the same answers: `bun floor.ts PORT FILE`. Nothing is checked.
import { Database } from "bun:sqlite";
import { makeRow, rowCount } from "./rows.ts";

const [port, file] = process.argv.slice(2);
const database = new Database(file!, { create: true, strict: true });
database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
database.run(`CREATE TABLE items (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  n NUMERIC NOT NULL, ok BOOLEAN NOT NULL, kind TEXT NOT NULL, meta JSON, at TEXT NOT NULL)`);
database.run("CREATE INDEX items_n ON items (n)");
const insert = database.prepare("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
database.transaction(() => {
  for (let n = 0; n < rowCount; n++) {
    const { id, title, body, n: number, ok, kind, meta, at } = makeRow(n);
    insert.run(id, title, body, number, ok, kind, JSON.stringify(meta), at);
  }
})();

const byId = database.prepare("SELECT * FROM items WHERE id = ?");
const list = database.prepare("SELECT * FROM items LIMIT 30 OFFSET ?");
const count = database.prepare("SELECT count(*) AS total FROM items");
const filtered = database.prepare("SELECT * FROM items WHERE n > ? ORDER BY n DESC LIMIT 30");
const rename = database.prepare("UPDATE items SET title = ? WHERE id = ?");

type Stored = Record<string, unknown>;

/** Booleans and JSON are not SQLite's: any server has to make them. */
function present(row: Stored): Stored {
  row.ok = row.ok === 1;
  row.meta = JSON.parse(row.meta as string);
  return row;
}

const answer = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
const page = (rows: unknown[], totalItems: number) => ({
  items: (rows as Stored[]).map(present),
  page: 1,
  perPage: 30,
  totalItems,
  totalPages: Math.ceil(totalItems / 30),
});

let next = rowCount;
Bun.serve({
  hostname: "127.0.0.1",
  port: Number(port),
  routes: {
    "/get/:id": (request) => answer(present(byId.get(request.params.id) as Stored)),
    "/list": () => answer(page(list.all(0), -1)),
    "/listTotal": () => answer(page(list.all(0), (count.get() as { total: number }).total)),
    "/filtered": () => answer(page(filtered.all(500), -1)),
    "/create": async (request) => {
      const row = (await request.json()) as Stored;
      const id = `new${String(next++).padStart(12, "0")}`;
      const { title, body, n, ok, kind, meta } = row as Record<string, string>;
      const at = new Date().toISOString().replace("T", " ");
      insert.run(id, title!, body!, n!, ok!, kind!, JSON.stringify(meta), at);
      return answer({ ...row, id, at });
    },
    "/update/:id": async (request) => {
      const { title } = (await request.json()) as { title: string };
      rename.run(title, request.params.id);
      return answer(present(byId.get(request.params.id) as Stored));
    },
  },
});
console.log("ready");
