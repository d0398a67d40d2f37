import type { LedgerServer } from "./ledger-server.ts";

/** What an answer's `structuredContent` may hold. */
export type Answer = Readonly<Record<string, any>>;

interface Step {
  readonly tool: string;
  /** The arguments, or how they follow from the answers so far. */
  readonly args: object | ((answers: readonly Answer[]) => object);
  /** The call is wrong on purpose: its answer has to say this. */
  readonly fails?: string;
}

/** What somebody asks an agent for, and the calls that get there. */
export interface GoldenTask {
  readonly goal: string;
  readonly steps: readonly Step[];
  /** Calls and tokens of results beyond which it is a regression, whatever was pinned. */
  readonly atMost: { readonly calls: number; readonly result?: number };
  /** Whether the goal was reached, from the last answer. */
  readonly reached: (answer: Answer, answers: readonly Answer[]) => boolean;
  readonly toolset?: "auto" | "compact";
  /** What has happened before. */
  readonly before?: (server: LedgerServer) => Promise<unknown>;
}

const failedSignIns = async ({ rest }: LedgerServer): Promise<void> => {
  for (const identity of ["ana@example.com", "ana@example.com", "ben@example.com"]) {
    await rest("POST /api/collections/users/auth-with-password", { identity, password: "wrong" });
  }
};

const anonymousWrites = async ({ rest }: LedgerServer): Promise<void> => {
  for (let count = 0; count < 4; count++) await rest("DELETE /api/collections/users");
};

export const goldenTasks: readonly GoldenTask[] = [
  {
    goal: "Which tables are there?",
    steps: [{ tool: "list_collections", args: {} }],
    atMost: { calls: 1, result: 600 },
    reached: ({ items }) => items.length === 10,
  },
  {
    goal: "Show me the first 5 users",
    steps: [{ tool: "list_users", args: { perPage: 5 } }],
    atMost: { calls: 1 },
    reached: ({ items }) => items.length === 5,
  },
  {
    goal: "Create a new task with the title …",
    steps: [{ tool: "create_tasks", args: { data: { title: "Water the plants" } } }],
    atMost: { calls: 2 },
    reached: ({ title }) => title === "Water the plants",
  },
  {
    goal: "What functions are deployed?",
    before: ({ app }) =>
      app.call("routes.create", {
        name: "hello",
        method: "GET",
        path: "/hello/:who",
        access: "public",
        source: "return { hello: event.params.who }",
      }),
    steps: [
      { tool: "find_tools", args: { query: "list routes", limit: 1 } },
      { tool: "call_tool", args: { name: "list_routes" } },
    ],
    atMost: { calls: 2 },
    reached: ({ items }) => items[0].path === "/hello/:who",
  },
  {
    goal: "Incomplete tasks, ordered by creation date",
    steps: [{ tool: "list_tasks", args: { filter: "done = false", sort: "created_at" } }],
    atMost: { calls: 1 },
    reached: ({ totalItems }) => totalItems === 9,
  },
  {
    goal: "How many records are in the posts collection?",
    steps: [{ tool: "list_posts", args: { perPage: 1, fields: "id" } }],
    atMost: { calls: 1, result: 120 },
    reached: ({ totalItems }) => totalItems === 24,
  },
  {
    goal: "Users who signed up last week",
    steps: [
      {
        tool: "list_users",
        args: {
          filter: "created_at >= @now-7d",
          fields: "id,name,created_at",
          sort: "-created_at",
        },
      },
    ],
    atMost: { calls: 1 },
    reached: ({ totalItems }) => totalItems === 7,
  },
  {
    goal: "Why did we get 401s today?",
    before: anonymousWrites,
    steps: [
      { tool: "read_logs", args: { status: "401", since: "24h", group_by: "path" } },
      { tool: "read_audit_log", args: { outcome: "unauthenticated", from: "24h", perPage: 5 } },
    ],
    atMost: { calls: 2 },
    reached: ({ items }, [logs]) => logs?.groups[0].count === 4 && items.length === 4,
  },
  {
    goal: "Failed log-in attempts in the last hour",
    before: failedSignIns,
    steps: [
      { tool: "read_logs", args: { path: "auth-with-password", status: "4xx", since: "1h" } },
    ],
    atMost: { calls: 1 },
    reached: ({ total }) => total === 3,
  },
  {
    goal: "What does the users collection look like?",
    steps: [{ tool: "describe_collection", args: { collection: "users" } }],
    atMost: { calls: 1 },
    reached: ({ fields }) => fields.some(({ name }: Answer) => name === "email"),
  },
  {
    goal: "An order for Ana of two Lamp 3",
    steps: [
      { tool: "list_users", args: { filter: 'name = "Ana"', fields: "id" } },
      { tool: "list_products", args: { filter: 'name = "Lamp 3"', fields: "id" } },
      {
        tool: "create_orders",
        args: ([users, products]: readonly Answer[]) => ({
          data: {
            customer: users?.items[0].id,
            product: products?.items[0].id,
            quantity: 2,
            state: "open",
          },
        }),
      },
    ],
    atMost: { calls: 3 },
    reached: ({ quantity }) => quantity === 2,
  },
  {
    goal: "Five products at once, all or none",
    steps: [
      {
        tool: "batch_records",
        args: {
          requests: Array.from({ length: 5 }, (_, index) => ({
            method: "POST",
            url: "/api/collections/products/records",
            body: { name: `Chair ${index + 1}`, price: 49 },
          })),
        },
      },
    ],
    atMost: { calls: 1 },
    reached: ({ responses }) => responses.length === 5,
  },
  {
    goal: "The latest posts with their authors' names",
    steps: [
      {
        tool: "list_posts",
        args: {
          sort: "-created_at",
          perPage: 5,
          expand: "author",
          fields: "id,title,expand.author.name",
        },
      },
    ],
    atMost: { calls: 1 },
    reached: ({ items }) => typeof items[0].expand.author.name === "string",
  },
  {
    goal: "Design a collection for rooms and fill it",
    steps: [
      {
        tool: "create_collection",
        args: {
          name: "rooms",
          fields: [
            { name: "name", type: "text", required: true },
            { name: "seats", type: "number", min: 1, max: 40, onlyInt: true },
            { name: "floor", type: "select", values: ["ground", "first", "second"] },
          ],
          listRule: "",
          viewRule: "",
        },
      },
      { tool: "seed", args: { collection: "rooms", count: 20, seed: 7 } },
    ],
    atMost: { calls: 2 },
    reached: ({ created }) => created === 20,
  },
  {
    goal: "Add a field to tasks, try it first",
    steps: [
      {
        tool: "alter_collection",
        args: {
          collection: "tasks",
          addFields: [{ name: "priority", type: "select", values: ["low", "high"] }],
          dry_run: true,
        },
      },
      {
        tool: "alter_collection",
        args: {
          collection: "tasks",
          addFields: [{ name: "priority", type: "select", values: ["low", "high"] }],
        },
      },
    ],
    atMost: { calls: 2 },
    reached: ({ fields }) => fields.some(({ name }: Answer) => name === "priority"),
  },
  {
    goal: "Find the request that failed, and why",
    before: ({ rest }) => rest("GET /api/collections/posts/records?filter=titel='x'"),
    steps: [{ tool: "read_logs", args: { status: "400", path: "posts", limit: 1 } }],
    atMost: { calls: 1 },
    reached: ({ items }) => String(items[0].data.error).length > 0,
  },
  {
    goal: "Switch the new checkout on for a tenth of the users, and see what one gets",
    steps: [
      { tool: "find_tools", args: { query: "flag update evaluate", limit: 2 } },
      {
        tool: "call_tool",
        args: {
          name: "update_flag",
          arguments: {
            key: "checkout",
            rules: [
              {
                rollout: [
                  { value: true, percent: 10 },
                  { value: false, percent: 90 },
                ],
              },
            ],
            default: false,
          },
        },
      },
      {
        tool: "call_tool",
        args: {
          name: "evaluate_flag",
          arguments: { key: "checkout", context: { targetingKey: "u1" } },
        },
      },
    ],
    atMost: { calls: 3 },
    reached: ({ value }) => typeof value === "boolean",
  },
  {
    goal: "A hundred products to test with",
    steps: [{ tool: "seed", args: { collection: "products", count: 100, seed: 1 } }],
    atMost: { calls: 1 },
    reached: ({ created }) => created === 100,
  },
  {
    goal: "Read the terms",
    steps: [
      { tool: "list_documents", args: { filter: 'title = "Terms"', fields: "id,file" } },
      {
        tool: "read_file",
        args: ([documents]: readonly Answer[]) => ({
          collection: "documents",
          id: documents?.items[0].id,
          name: documents?.items[0].file,
        }),
      },
    ],
    atMost: { calls: 2 },
    reached: (file) => String(file.text).includes("Be kind."),
  },
  {
    goal: "Which agent changed products lately?",
    steps: [
      { tool: "read_audit_log", args: { operationPrefix: "records.", from: "1h", perPage: 5 } },
    ],
    atMost: { calls: 1 },
    reached: ({ items }) => items[0].client.startsWith("ledger"),
  },
  {
    goal: "A filter with a misspelt field, put right",
    steps: [
      { tool: "list_posts", args: { filter: 'titel ~ "week 3"' }, fails: "title" },
      { tool: "list_posts", args: { filter: 'title ~ "week 3"', fields: "id,title" } },
    ],
    atMost: { calls: 2 },
    reached: ({ totalItems }) => totalItems === 1,
  },
  {
    goal: "Everything in notes, which does not fit, and then what is missing",
    steps: [
      { tool: "list_notes", args: { perPage: 60, sort: "created_at" } },
      { tool: "list_notes", args: { perPage: 60, sort: "created_at", fields: "id,title" } },
    ],
    atMost: { calls: 2, result: 9_000 },
    reached: ({ items }, [first]) => first?.truncated !== undefined && items.length === 60,
  },
  {
    goal: "Delete what is archived: look, then do",
    before: ({ app }) =>
      app.call("records.create", {
        collection: "posts",
        data: { title: "Old", status: "archived" },
      }),
    steps: [
      { tool: "list_posts", args: { filter: 'status = "archived"', fields: "id,title" } },
      {
        tool: "delete_posts",
        args: ([found]: readonly Answer[]) => ({ id: found?.items[0].id, dry_run: true }),
      },
      { tool: "delete_posts", args: ([found]: readonly Answer[]) => ({ id: found?.items[0].id }) },
    ],
    atMost: { calls: 3 },
    reached: ({ deleted }) => typeof deleted === "string",
  },
  {
    goal: "Name the application, where not all tools are listed",
    toolset: "compact",
    steps: [
      { tool: "find_tools", args: { query: "update setting", limit: 1 } },
      {
        tool: "call_tool",
        args: { name: "update_setting", arguments: { key: "meta.appName", value: "Lamps" } },
      },
    ],
    atMost: { calls: 2 },
    reached: ({ value }) => value === "Lamps",
  },
  {
    goal: "Publish a draft, where collections have no tools of their own",
    toolset: "compact",
    steps: [
      {
        tool: "list_records",
        args: {
          collection: "posts",
          filter: 'status = "draft"',
          sort: "created_at",
          perPage: 1,
          fields: "id,title",
        },
      },
      {
        tool: "update_record",
        args: ([found]: readonly Answer[]) => ({
          collection: "posts",
          id: found?.items[0].id,
          data: { status: "published" },
        }),
      },
    ],
    atMost: { calls: 2 },
    reached: ({ status }) => status === "published",
  },
];
