// What apps ask of a server besides plain records: rules over relations, expand, sign-in, batches.
import type { Load } from "./load.ts";
import { collection as items, makeRow, rowCount } from "./rows.ts";

/** Speaks to a server as its superuser. @throws Error with the answer where it is refused. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Fills a server over REST and answers the session token of a member. */
export async function fill(ask: Ask): Promise<string> {
  await ask("PATCH", "/api/settings", { batch: { enabled: true, maxRequests: batchSize } });
  await ask("POST", "/api/collections", items);
  const ids: Record<string, string> = {};
  for (const collection of teamwork) {
    const fields = collection.fields.map((field) =>
      "target" in field ? { ...field, collectionId: ids[field.target] } : field,
    );
    const made = await ask("POST", "/api/collections", { ...collection, fields });
    ids[collection.name] = (made as { id: string }).id;
  }
  await all(rowCount, (n) => ask("POST", "/api/collections/items/records", makeRow(n)));
  const create = (name: string, body: object) =>
    ask("POST", `/api/collections/${name}/records`, body);
  const passwords = { password, passwordConfirm: password };
  await all(people, (n) =>
    create("people", { id: id("person", n), email: email(n), ...passwords }),
  );
  await all(teams, (n) => create("teams", { id: id("team", n), name: `Team ${n}` }));
  await all(memberships, (n) =>
    create("memberships", { person: id("person", n % people), team: id("team", n % teams) }),
  );
  await all(tasks, (n) => create("tasks", task(n)));
  const signedIn = await ask("POST", "/api/collections/people/auth-with-password", {
    identity: email(0),
    password,
  });
  return (signedIn as { token: string }).token;
}

const password = "1234567890";
const people = 20;
const teams = 15;
const memberships = 60;
const tasks = 1000;
export const batchSize = 50;

type Request = Pick<Load, "method" | "body"> & { readonly path: string };

const records = "/api/collections/tasks/records";
const { id: _, ...newTask } = task(0);

/** Asked by the member, who is in the task's team and its author. */
export const memberCases: readonly { readonly name: string; readonly request: Request }[] = [
  {
    name: "create under a membership rule",
    request: { method: "POST", path: records, body: JSON.stringify(newTask) },
  },
  {
    name: "update under an owner rule",
    request: {
      method: "PATCH",
      path: `${records}/${id("task", 0)}`,
      body: JSON.stringify({ title: "Changed {n}" }),
    },
  },
  {
    name: "list 30 with two relations expanded",
    request: { method: "GET", path: `${records}?skipTotal=1&expand=team,author` },
  },
  {
    name: "auth refresh",
    request: { method: "POST", path: "/api/collections/people/auth-refresh", body: "{}" },
  },
  {
    name: `batch of ${batchSize} creates`,
    request: {
      method: "POST",
      path: "/api/batch",
      body: JSON.stringify({
        requests: Array.from({ length: batchSize }, () => ({
          method: "POST",
          url: records,
          body: newTask,
        })),
      }),
    },
  },
];

const teamwork = [
  { name: "people", type: "auth", viewRule: "", fields: [] },
  { name: "teams", type: "base", viewRule: "", fields: [{ name: "name", type: "text" }] },
  {
    name: "memberships",
    type: "base",
    fields: [relation("team", "teams"), relation("person", "people")],
    indexes: ["CREATE INDEX `memberships_team` ON `memberships` (`team`, `person`)"],
  },
  {
    name: "tasks",
    type: "base",
    listRule: "",
    viewRule: "",
    createRule: "team.memberships_via_team.person ?= @request.auth.id",
    updateRule: "author = @request.auth.id",
    fields: [
      { name: "title", type: "text" },
      relation("team", "teams"),
      relation("author", "people"),
    ],
  },
];

function relation(name: string, target: string) {
  return { name, type: "relation", target, maxSelect: 1 };
}

function task(n: number) {
  const [team, author] = [id("team", n % teams), id("person", n % people)];
  return { id: id("task", n), title: `Task ${n}`, team, author };
}

function id(prefix: string, n: number): string {
  return prefix + String(n).padStart(15 - prefix.length, "0");
}

function email(n: number): string {
  return `person${n}@example.com`;
}

async function all(count: number, make: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const some = async () => {
    while (next < count) await make(next++);
  };
  await Promise.all(Array.from({ length: 16 }, some));
}
