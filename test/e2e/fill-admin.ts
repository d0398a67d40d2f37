import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Admin } from "./admin-browser.ts";

/** A small magazine: authors, posts and comments, as the checks and the screenshots show them. */
export async function fillAdmin({ api, url }: Admin): Promise<void> {
  const collection = (body: object) => api("POST /collections", body);
  const authors = await collection({
    name: "authors",
    type: "auth",
    fields: [
      { name: "name", type: "text", required: true, presentable: true },
      { name: "city", type: "text" },
    ],
    listRule: "",
    viewRule: "",
  });
  const posts = await collection({
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true, presentable: true },
      { name: "status", type: "select", values: ["draft", "review", "published"] },
      { name: "author", type: "relation", collectionId: authors.id },
      { name: "published", type: "date" },
      { name: "featured", type: "bool" },
      { name: "words", type: "number", onlyInt: true },
      { name: "body", type: "editor" },
      { name: "meta", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "cover", type: "file", mimeTypes: ["image/png", "image/jpeg"], maxSelect: 1 },
      { name: "created", type: "autodate", onCreate: true },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
    listRule: "status = 'published' || author = @request.auth.id",
    viewRule: "status = 'published' || author = @request.auth.id",
    search: { fields: ["title"] },
  });
  await collection({
    name: "comments",
    fields: [
      { name: "post", type: "relation", collectionId: posts.id, cascadeDelete: true },
      { name: "text", type: "text", required: true },
      { name: "email", type: "email" },
    ],
    listRule: "",
  });
  const ids: string[] = [];
  for (const [name, city] of people) {
    const email = `${name.split(" ")[0]!.toLowerCase()}@example.com`;
    const password = "1234567890";
    const data = { name, city, email, password, passwordConfirm: password, verified: true };
    ids.push((await api("POST /collections/authors/records", data)).id);
  }
  for (const [index, title] of titles.entries()) {
    const day = String(index + 1).padStart(2, "0");
    await api("POST /collections/posts/records", {
      title,
      status: ["draft", "review", "published"][index % 3],
      author: ids[index % ids.length],
      published: `2026-03-${day} 08:30:00.000Z`,
      featured: index % 4 === 0,
      words: 320 + index * 173,
      body: `<p>${title}. <strong>A story</strong> in ${index + 2} parts.</p>`,
      meta: { readingMinutes: index + 3, tags: ["night", "city"].slice(index % 2) },
      place: { lon: 8.54 + index, lat: 47.37 - index },
    });
  }
  await haveFlags(api);
  await haveWebhooks(api);
  await haveAgents(api, url);
  await haveScripts(api);
  await api("POST /backups", { name: "before_the_redesign.zip" });
  await api("POST /backups", {});
}

/** Hooks, routes and jobs, most of which have run, and one of which cannot. */
async function haveScripts(api: Admin["api"]): Promise<void> {
  await api("POST /hooks", {
    name: "no-shouting",
    collection: "comments",
    event: "beforeCreate",
    help: "Comments in capitals are refused.",
    // Tests have to do on machines that are busy with others.
    timeoutMs: 5000,
    source: `const { text } = event.record;
if (text === text.toUpperCase()) {
  throw new Refusal("Not so loud.", { text: "Write it in small letters." });
}
event.record.text = text.trim();
log("let through", text.length, "characters");
`,
  });
  await api("POST /hooks", {
    name: "tell-the-desk",
    collection: "comments",
    event: "afterCreate",
    source: `const post = await records.get("posts", event.record.post);
log("a comment on", post.title);
`,
  });
  await api("POST /hooks", {
    name: "welcome",
    collection: "authors",
    event: "afterSignUp",
    enabled: false,
    source: `await mail.send({ to: event.record.email, subject: "Welcome", text: "…" });`,
  });
  await api("POST /routes", {
    name: "latest",
    method: "GET",
    path: "/posts/latest/:count",
    access: "public",
    help: "The newest stories, for the front page.",
    source: `const { items } = await records.list("posts", { sort: "-published", perPage: Number(event.params.count) || 5 });
return items.map(({ title, published }) => ({ title, published }));
`,
  });
  await api("POST /jobs", {
    name: "count-words",
    schedule: "0 6 * * 1",
    help: "How much was written, for the Monday meeting.",
    source: `const { items } = await records.list("posts", { perPage: 200 });
log(items.reduce((sum, post) => sum + post.words, 0), "words in", items.length, "stories");
`,
  });
  await api("POST /jobs", {
    name: "fetch-weather",
    schedule: "*/30 * * * *",
    source: `const place = event.place;
log("looking at", place.name);
`,
  });
  const { items } = await api("GET /collections/posts/records");
  for (const text of ["Lovely light in this one.", "More of these, please."]) {
    await api("POST /collections/comments/records", { post: items[0].id, text });
  }
  await api("POST /collections/comments/records", { text: "FIRST!!!" }).catch(() => "refused");
  await api("POST /collections/comments/records", { text: "Where is this?" });
  await api("GET /custom/posts/latest/3");
  await api("POST /jobs/count-words/run");
  await api("POST /jobs/fetch-weather/run");
}

/** One whose receiver is well, and one whose receiver is not. */
async function haveWebhooks(api: Admin["api"]): Promise<void> {
  const receiver = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: ({ url }) =>
      url.endsWith("/crm")
        ? new Response('{"stored":true}')
        : new Response("the database is being moved", { status: 503 }),
  });
  receiver.unref();
  const host = `127.0.0.1:${receiver.port}`;
  await api("PATCH /settings", { outgoing: { privateHosts: [host] } });
  await api("POST /webhooks", {
    ...{ name: "crm", url: `http://${host}/crm`, events: ["comments.create", "order.*"] },
    headers: { "X-Team": "north" },
  });
  await api("POST /webhooks", {
    ...{ name: "billing", url: `http://${host}/billing`, events: ["order.paid"] },
  });
  await api("POST /webhooks/events/order.paid", { data: { order: "a1", total: 42 } });
  await api("POST /webhooks/billing/test", {});
}

/** A rollout, a switch that is off, and a limit by plan. */
async function haveFlags(api: Admin["api"]): Promise<void> {
  const is = (attribute: string, operator: string, value: unknown) => ({
    attribute,
    operator,
    value,
  });
  await api("PUT /flags/new-checkout", {
    help: "The new checkout, until all shops have moved",
    public: true,
    rules: [
      { name: "Staff", when: is("email", "ends_with", "@example.com"), value: true },
      {
        name: "Early shops",
        when: {
          all: [
            is("plan", "in", ["pro", "team"]),
            { any: [is("country", "eq", "CH"), { not: is("orders", "lt", 100) }] },
          ],
        },
        value: true,
      },
      {
        name: "Some of the others",
        rollout: [
          { value: true, percent: 25 },
          { value: false, percent: 75 },
        ],
      },
    ],
  });
  await api("PUT /flags/banner", {
    type: "json",
    enabled: false,
    default: { text: "", tone: "calm" },
    help: "What stands above every page",
  });
  await api("PUT /flags/upload-limit", {
    type: "number",
    default: 10,
    rules: [
      { name: "Paying", when: is("plan", "neq", "free"), value: 100 },
      {
        name: "Trial",
        by: "team",
        rollout: [
          { value: 20, percent: 30 },
          { value: 50, percent: 10 },
        ],
      },
    ],
  });
  await api("PUT /flags/search.engine", { type: "string", default: "classic", public: true });
}

/** Two tokens, one of which has been at work, and one that is over. */
async function haveAgents(api: Admin["api"], url: string): Promise<void> {
  const mint = (name: string, scopes: string[], more = {}) =>
    api("POST /tokens", { name, scopes, ...more });
  const { token } = await mint("support-bot", ["mcp:read", "mcp:write"], {
    collections: ["posts", "comments"],
    rateLimit: 60,
  });
  await mint("claude-laptop", ["mcp:admin"], { ttl: "30d" });
  await api("PUT /prompts/letter-to-author", {
    description: "A friendly letter about somebody's latest story",
    template: "Read the latest story of {{author}} and write them a letter in a {{tone}} tone.",
    arguments: [
      {
        name: "author",
        description: "Whom to write to",
        required: true,
        completion: "authors.name",
      },
      { name: "tone" },
    ],
  });
  const old = await mint("intern", ["mcp:read"]);
  await api(`DELETE /tokens/${old.id}`);
  const client = new Client({ name: "support-desk", version: "2.4.0" });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/api/v1/mcp`), {
    requestInit,
  });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  await client.callTool({ name: "list_posts", arguments: { filter: "words > 900" } });
  await client.callTool({
    name: "create_comments",
    arguments: { data: { text: "Thank you, it is mended." } },
  });
  await client.callTool({ name: "list_posts", arguments: { filter: "nobody = 1" } });
  await client.close();
}

const people = [
  ["Mara Lindqvist", "Malmö"],
  ["Tomás Herrera", "Valparaíso"],
  ["Aiko Tanabe", "Kobe"],
  ["Samuel Oduya", "Lagos"],
] as const;

const titles = [
  "A night at the harbour",
  "What the lighthouse keeper saw",
  "Bread before dawn",
  "The last ferry",
  "Letters to a stranger",
  "Rain over the old town",
  "How to mend a clock",
  "The gardener's almanac",
  "Seven bridges",
  "Notes from a quiet room",
  "The cartographer's mistake",
  "An afternoon without news",
];
