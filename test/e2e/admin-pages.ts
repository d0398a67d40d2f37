import type { Page } from "playwright-core";

/** One place of the admin page, as the checks and the screenshots go there. */
export interface AdminPage {
  /** Also the screenshots' name. */
  readonly name: string;
  /** Below `/_`. */
  readonly path: string;
  readonly signedOut?: boolean;
  /** Something is refused there, which the browser notes in its console. */
  readonly refuses?: boolean;
  /** Brings it to where it shall be looked at. */
  ready(page: Page): Promise<unknown>;
}

/** Every page, over the data of `fill-admin.ts`. A new page has its line here. */
export const adminPages: readonly AdminPage[] = [
  {
    name: "sign-in",
    path: "/",
    signedOut: true,
    ready: (page) => page.getByRole("button", { name: "Sign in" }).waitFor(),
  },
  {
    name: "setup",
    path: "/setup?token=aaaaaaaaaaaaaaaaaaaa",
    signedOut: true,
    ready: (page) => page.getByRole("button", { name: "Create superuser" }).waitFor(),
  },
  {
    name: "dashboard",
    path: "/",
    async ready(page) {
      await page.getByText("12 records").waitFor();
      await page
        .getByText(/^created /)
        .first()
        .waitFor();
      await page.getByRole("button", { name: /^Show \d+ more/ }).waitFor();
    },
  },
  {
    name: "palette",
    path: "/",
    async ready(page) {
      await page.getByText("12 records").waitFor();
      await page.getByRole("button", { name: /Jump to/ }).click();
      await page.getByPlaceholder("A collection, a record").waitFor();
    },
  },
  {
    name: "logs",
    path: "/logs?superusers=yes",
    ready: (page) =>
      page
        .getByRole("button", { name: /^GET \// })
        .first()
        .waitFor(),
  },
  {
    name: "logs-groups",
    path: "/logs?by=path&superusers=yes",
    ready: (page) =>
      page
        .getByRole("button", { name: /^\/api/ })
        .first()
        .waitFor(),
  },
  {
    name: "logs-entry",
    path: "/logs?superusers=yes&type=mcp&failed=yes",
    async ready(page) {
      await page.getByRole("button", { name: "MCP records.list" }).click();
      await page.getByRole("dialog").getByText("As it is stored").waitFor();
    },
  },
  {
    name: "audit",
    path: "/audit",
    ready: (page) => page.getByRole("button", { name: "records.create" }).first().waitFor(),
  },
  {
    name: "audit-call",
    path: "/audit?operation=records.create&collection=comments",
    async ready(page) {
      await page.getByRole("button", { name: "records.create" }).first().click();
      await page.getByRole("button", { name: "Undo this call" }).waitFor();
    },
  },
  {
    name: "records",
    path: "/records/posts",
    ready: (page) => page.getByText("A night at the harbour").first().waitFor(),
  },
  {
    name: "records-none-found",
    path: "/records/posts?q=zebra",
    ready: (page) => page.getByText("Nothing matches").waitFor(),
  },
  {
    name: "records-refused",
    path: "/records/posts?q=nobody%20%3D%201",
    refuses: true,
    ready: (page) => page.getByRole("alert").waitFor(),
  },
  { name: "record", path: "/records/posts", ready: openFirst },
  {
    name: "record-meanwhile",
    path: "/records/posts",
    async ready(page) {
      await openFirst(page);
      const form = page.getByRole("dialog");
      await form.getByRole("textbox", { name: "words" }).fill("12");
      await form.getByRole("textbox", { name: "title" }).fill("A day at the harbour");
      await writeElsewhere(page, /record=(\w+)/, (id) => `/collections/posts/records/${id}`, {
        title: `A night at the harbour, told ${Date.now() % 1000} times`,
        words: Date.now() % 1000,
        featured: Date.now() % 2 === 0,
      });
      await form.getByRole("button", { name: "Save", exact: true }).click();
      await form.getByRole("button", { name: "Take theirs: title" }).waitFor();
    },
  },
  {
    name: "record-history",
    path: "/records/posts",
    async ready(page) {
      await openFirst(page);
      await page.getByRole("tab", { name: "History" }).click();
      await page.getByRole("tabpanel").getByText("created", { exact: true }).waitFor();
    },
  },
  {
    name: "record-code",
    path: "/records/posts",
    async ready(page) {
      await openFirst(page);
      await page.getByRole("tab", { name: "Code" }).click();
      await page.getByText("getOne(").waitFor();
    },
  },
  {
    name: "records-api",
    path: "/records/posts?api=records.create",
    ready: (page) => page.getByRole("heading", { name: "Answers" }).waitFor(),
  },
  {
    name: "records-api-sign-in",
    path: "/records/authors?api=auth.withPassword",
    ready: (page) => page.getByRole("heading", { name: "Answers" }).waitFor(),
  },
  {
    name: "records-api-watch",
    path: "/records/posts?api=live",
    ready: (page) => page.getByRole("button", { name: "Listen" }).waitFor(),
  },
  {
    name: "record-new",
    path: "/records/authors?record=new",
    ready: (page) => page.getByRole("textbox", { name: "password" }).waitFor(),
  },
  {
    name: "records-columns",
    path: "/records/posts",
    async ready(page) {
      await page.getByText("A night at the harbour").first().waitFor();
      await page.getByRole("button", { name: "Columns" }).click();
      await page.getByText("As at first").waitFor();
    },
  },
  {
    name: "records-cell",
    path: "/records/posts",
    async ready(page) {
      await page.getByText("Mara Lindqvist").first().click({ button: "right" });
      await page.getByRole("menuitem", { name: "Look at Mara Lindqvist" }).waitFor();
    },
  },
  {
    name: "records-peek",
    path: "/records/posts",
    async ready(page) {
      await page.getByText("Mara Lindqvist").first().click({ button: "right" });
      await page.getByRole("menuitem", { name: "Look at Mara Lindqvist" }).click();
      await page.getByRole("dialog").getByText("Malmö").waitFor();
    },
  },
  {
    name: "records-filter-builder",
    path: "/records/posts",
    async ready(page) {
      await page.getByText("A night at the harbour").first().waitFor();
      await page.getByRole("button", { name: "Build a filter" }).click();
      await page.getByText("Add a condition").waitFor();
    },
  },
  {
    name: "records-views",
    path: "/records/posts?q=night",
    async ready(page) {
      await page.getByText("A night at the harbour").first().waitFor();
      await page.getByRole("button", { name: "Saved views" }).click();
      await page.getByPlaceholder("Name of this view").waitFor();
    },
  },
  {
    name: "records-as-guest",
    path: "/records/posts?as=guest",
    async ready(page) {
      await page.getByText("You see what somebody not signed in would see.").waitFor();
      await page.getByText("4 records").waitFor();
    },
  },
  {
    name: "records-import",
    path: "/records/posts",
    async ready(page) {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Import…" }).click();
      await page.locator("input[type=file]").setInputFiles({
        name: "stories.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "Title,Words,Editor\nThe quiet week,420,Mara\nThe loud week,510,Aiko\n",
        ),
      });
      await page.getByText("stories.csv: 2 rows").waitFor();
    },
  },
  {
    name: "records-bulk",
    path: "/records/posts",
    async ready(page) {
      await page.getByText("A night at the harbour").first().waitFor();
      await page.getByRole("checkbox", { name: "Select the records in sight" }).click();
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      await page.getByRole("dialog").getByRole("combobox", { name: "Field" }).waitFor();
    },
  },
  {
    name: "collections",
    path: "/collections",
    ready: (page) => page.getByRole("table").getByRole("link", { name: "12" }).waitFor(),
  },
  {
    name: "collections-map",
    path: "/collections?show=map",
    ready: (page) => page.getByRole("region", { name: "Map" }).waitFor(),
  },
  {
    name: "collection-fields",
    path: "/collections/posts",
    async ready(page) {
      await page.getByRole("button", { name: "Settings of status" }).click();
      await page.getByText("Choices").waitFor();
    },
  },
  {
    name: "collection-rules",
    path: "/collections/posts?tab=rules",
    ready: (page) => page.locator(".cm-content").last().waitFor(),
  },
  {
    name: "collection-indexes",
    path: "/collections/authors?tab=indexes",
    ready: (page) => page.getByRole("heading", { name: "Full-text search" }).waitFor(),
  },
  {
    name: "collection-sign-in",
    path: "/collections/authors?tab=signIn",
    ready: (page) => page.getByText("How long tokens are good").waitFor(),
  },
  {
    name: "collection-mails",
    path: "/collections/authors?tab=mails",
    ready: (page) => page.getByText("Confirm your address for").first().waitFor(),
  },
  {
    name: "collection-plan",
    path: "/collections/posts",
    async ready(page) {
      await page.getByRole("button", { name: "More for words" }).click();
      await page.getByRole("menuitem", { name: "Remove words" }).click();
      await page.getByLabel("Field name").nth(1).fill("headline");
      await page.getByRole("button", { name: "Review changes" }).click();
      await page.getByText("Drops the column words").waitFor();
    },
  },
  {
    name: "collection-new",
    path: "/new-collection",
    ready: (page) => page.getByRole("button", { name: "Create collection" }).waitFor(),
  },
  {
    name: "collection-view",
    path: "/new-collection?type=view",
    async ready(page) {
      await page.getByRole("textbox", { name: "Query" }).click();
      await page.keyboard.insertText("SELECT id, title, words, author FROM posts");
      await page.getByRole("cell", { name: "The last ferry" }).waitFor();
    },
  },
  {
    name: "collections-import",
    path: "/import-collections",
    async ready(page) {
      await page.getByRole("textbox", { name: "Definitions, as JSON" }).click();
      await page.keyboard.insertText('[{ "name": "tags", "fields": [] }]');
      await page.getByText("Creates the table tags").waitFor();
    },
  },
  {
    name: "sql",
    path: `/sql?q=${encodeURIComponent("SELECT p.id, p.title, p.words, p.featured, a.name AS author, a.city, nullif(p.status, 'draft') AS status, p.meta\nFROM posts p JOIN authors a ON a.id = p.author\nORDER BY p.words DESC")}`,
    ready: (page) => page.getByText("12 rows").first().waitFor(),
  },
  {
    name: "sql-plan",
    path: `/sql?view=plan&q=${encodeURIComponent("SELECT a.name, count(*) FROM posts p JOIN authors a ON a.id = p.author WHERE p.words > (SELECT avg(words) FROM posts) GROUP BY a.name")}`,
    ready: (page) => page.getByRole("list", { name: "Query plan" }).waitFor(),
  },
  {
    name: "sql-refused",
    path: `/sql?panel=history&q=${encodeURIComponent("SELECT titel, words\nFROM posts")}`,
    refuses: true,
    ready: (page) => page.getByText("Did you mean title?").waitFor(),
  },
  {
    name: "sql-tried",
    path: "/sql",
    async ready(page) {
      await page.getByText("Write records").click();
      await page.getByRole("textbox", { name: "SQL statement" }).click();
      await page.keyboard.insertText("UPDATE posts SET featured = 1 WHERE words > 1500");
      await page.getByRole("button", { name: "Try it" }).click();
      await page.getByText("rows would be written").waitFor();
    },
  },
  {
    name: "flags",
    path: "/flags",
    ready: (page) => page.getByText("new-checkout").waitFor(),
  },
  {
    name: "flag",
    path: "/flags/new-checkout",
    ready: (page) => page.getByText("by Some of the others").waitFor(),
  },
  {
    name: "flag-new",
    path: "/new-flag",
    async ready(page) {
      await page.getByText("JSON", { exact: true }).first().click();
      await page.getByRole("button", { name: "Add rule" }).click();
      await page.getByText("TARGETING_MATCH").waitFor();
    },
  },
  {
    name: "hooks",
    path: "/hooks",
    ready: (page) => page.getByRole("row").filter({ hasText: "no-shouting" }).waitFor(),
  },
  {
    name: "hooks-runs",
    path: "/hooks?tab=runs",
    async ready(page) {
      await page
        .getByRole("button", { name: /Details of beforeCreate/ })
        .first()
        .click();
      await page.getByRole("list", { name: "Log" }).waitFor();
    },
  },
  {
    name: "hook",
    path: "/hooks/no-shouting",
    async ready(page) {
      await page.getByText('"action": "create"').waitFor();
      await page.getByRole("button", { name: "Run test" }).click();
      await page.getByText("Nothing was kept.").waitFor();
    },
  },
  {
    name: "hook-versions",
    path: "/hooks/no-shouting?tab=versions",
    async ready(page) {
      await page
        .getByRole("button", { name: /The version of/ })
        .first()
        .click();
      await page.getByLabel("Source of this version", { exact: true }).waitFor();
    },
  },
  {
    name: "hook-new",
    path: "/new-hook?collection=posts",
    ready: (page) => page.getByRole("button", { name: /Refuse when/ }).waitFor(),
  },
  {
    name: "routes",
    path: "/routes",
    ready: (page) => page.getByRole("row").filter({ hasText: "latest" }).waitFor(),
  },
  {
    name: "route",
    path: "/routes/latest",
    async ready(page) {
      await page.getByText('"method": "GET"').waitFor();
      await page.getByRole("button", { name: "Run test" }).click();
      await page.getByText("Would answer").waitFor();
    },
  },
  {
    name: "jobs",
    path: "/jobs",
    ready: (page) => page.getByRole("row").filter({ hasText: "count-words" }).waitFor(),
  },
  {
    name: "jobs-server",
    path: "/jobs?tab=server",
    ready: (page) => page.getByText("__pbLogsCleanup__").waitFor(),
  },
  {
    name: "job",
    path: "/jobs/fetch-weather",
    async ready(page) {
      await page.getByText('"cause": "trial"').waitFor();
      await page.getByRole("button", { name: "Run test" }).click();
      await page.getByText("Nothing was kept.").waitFor();
    },
  },
  {
    name: "job-runs",
    path: "/jobs/count-words?tab=runs",
    ready: (page) => page.getByRole("row").filter({ hasText: "manual" }).waitFor(),
  },
  {
    name: "webhooks",
    path: "/webhooks",
    ready: (page) => page.getByText("503").first().waitFor(),
  },
  {
    name: "webhook",
    path: "/webhooks/billing",
    ready: (page) => page.getByText("order.paid").waitFor(),
  },
  {
    name: "webhook-delivery",
    path: "/webhooks/billing?state=dead",
    async ready(page) {
      await page.getByRole("button", { name: "Details of test" }).click();
      await page.getByRole("dialog").getByText("Attempt 1").waitFor();
    },
  },
  {
    name: "webhook-settings",
    path: "/webhooks/crm?tab=settings",
    ready: (page) => page.getByText("X-Team").or(page.getByLabel("Header")).first().waitFor(),
  },
  {
    name: "webhook-receiver",
    path: "/webhooks/crm?tab=receiver",
    ready: (page) => page.getByText("new Webhook(").waitFor(),
  },
  {
    name: "webhook-new",
    path: "/new-webhook",
    refuses: true,
    async ready(page) {
      await page.getByRole("textbox", { name: "Name" }).fill("inside");
      await page.getByRole("textbox", { name: "Address" }).fill("http://10.0.0.5/hooks");
      await page.getByRole("checkbox", { name: "posts: created" }).check();
      await page.getByRole("button", { name: "Create webhook" }).click();
      await page.getByText("is in the server's own network").waitFor();
    },
  },
  {
    name: "mcp-prompts",
    path: "/mcp?tab=prompts",
    ready: (page) => page.getByRole("button", { name: "letter-to-author", exact: true }).waitFor(),
  },
  {
    name: "mcp-prompt",
    path: "/mcp?tab=prompts&edit=letter-to-author",
    ready: (page) => page.getByRole("combobox", { name: "Proposals for tone" }).waitFor(),
  },
  {
    name: "mcp-connect",
    path: "/mcp",
    ready: (page) => page.getByRole("radio", { name: "Cursor" }).waitFor(),
  },
  {
    name: "mcp-clients",
    path: "/mcp?tab=clients",
    ready: (page) => page.getByRole("tab", { name: "Live clients", selected: true }).waitFor(),
  },
  {
    name: "mcp-catalog",
    path: "/mcp?tab=catalog",
    ready: (page) => page.getByRole("button", { name: /list_posts/ }).waitFor(),
  },
  {
    name: "mcp-playground",
    path: "/mcp?tab=catalog&tool=create_posts",
    async ready(page) {
      await page.getByRole("textbox", { name: "title" }).fill("A quiet morning");
      await page.getByRole("switch", { name: "Dry run" }).check({ force: true });
      await page.getByRole("button", { name: "Try", exact: true }).click();
      await page.getByRole("region", { name: "Answer" }).getByText("ok", { exact: true }).waitFor();
    },
  },
  {
    name: "mcp-definition",
    path: "/mcp?tab=catalog&tool=run_sql&view=definition",
    ready: (page) => page.getByText("What an agent is sent").first().waitFor(),
  },
  {
    name: "mcp-activity",
    path: "/mcp?tab=activity",
    ready: (page) => page.getByRole("row").nth(1).waitFor(),
  },
  {
    name: "mcp-tokens",
    path: "/mcp?tab=tokens",
    ready: (page) => page.getByText("support-bot").waitFor(),
  },
  {
    name: "mcp-mint",
    path: "/mcp?mint=edit",
    ready: (page) => page.getByRole("dialog").waitFor(),
  },
  ...["application", "backups", "security", "mcp", "logs", "encryption", "environment"].map(
    (section): AdminPage => ({
      name: `settings-${section}`,
      path: `/settings/${section}`,
      ready: (page) => page.locator("[data-setting], section pre, section table").first().waitFor(),
    }),
  ),
  {
    name: "settings-mail",
    path: "/settings/mail",
    async ready(page) {
      await page.getByRole("switch", { name: "Send mails" }).click({ force: true });
      await page.getByRole("textbox", { name: "Host" }).fill("mail.example.com");
      await page.getByText("2 changes").waitFor();
    },
  },
  {
    name: "settings-storage",
    path: "/settings/storage",
    async ready(page) {
      await page.getByRole("switch", { name: "Use a bucket for files" }).click({ force: true });
      await page.getByRole("textbox", { name: "Endpoint" }).waitFor();
    },
  },
  {
    name: "settings-limits",
    path: "/settings/limits",
    refuses: true,
    async ready(page) {
      await page.getByRole("switch", { name: "Limit requests" }).click({ force: true });
      await page.getByRole("button", { name: "Add a rule" }).click();
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("Cannot be blank.", { exact: true }).waitFor();
    },
  },
  {
    name: "settings-palette",
    path: "/settings",
    async ready(page) {
      await page.getByRole("button", { name: /Jump to/ }).click();
      await page.getByPlaceholder("A collection, a record").fill("days to keep");
      await page.getByText("Settings / Logs and audit / Audit").waitFor();
    },
  },
  {
    name: "backups",
    path: "/backups",
    ready: (page) => page.getByText("before_the_redesign.zip").waitFor(),
  },
  {
    name: "backups-verify",
    path: "/backups?do=verify&backup=before_the_redesign.zip",
    ready: (page) => page.getByText("It is whole, and can be restored.").waitFor(),
  },
  {
    name: "backups-verifying",
    path: "/backups",
    async ready(page) {
      const verifying = [
        {
          action: "verify",
          key: "before_the_redesign.zip",
          started: new Date().toISOString(),
          step: "reading",
          done: 412_000_000,
          total: 1_240_000_000,
        },
      ];
      await page.route("**/backups/*/verify", () => {});
      await page.route("**/backups/progress", (route) =>
        route.fulfill({ json: { work: null, verifying, notRestored: "" } }),
      );
      await page.getByRole("button", { name: "Actions for before_the_redesign.zip" }).click();
      await page.getByRole("menuitem", { name: "Verify" }).click();
      await page.getByText("Reading every file · 393 MB of 1.2 GB").waitFor();
    },
  },
  {
    name: "backups-restore",
    path: "/backups?do=restore&backup=before_the_redesign.zip",
    ready: (page) => page.getByRole("button", { name: "Restore", exact: true }).waitFor(),
  },
  {
    name: "backups-upload",
    path: "/backups?do=upload",
    async ready(page) {
      await page.locator("input[type=file]").setInputFiles({
        name: "@auto_backup_20260301 (1).zip",
        mimeType: "application/zip",
        buffer: Buffer.from("PK"),
      });
      await page.getByRole("textbox", { name: "Kept as" }).waitFor();
    },
  },
  {
    name: "backups-work",
    path: "/backups",
    async ready(page) {
      const work = {
        action: "create",
        key: "vaultbase_backup_20260301123456.zip",
        started: new Date().toISOString(),
        step: "packing",
        done: 412_000_000,
        total: 1_240_000_000,
      };
      await page.route("**/backups/progress", (route) =>
        route.fulfill({ json: { work, verifying: [], notRestored: "" } }),
      );
      await page.getByText("Packing data and files").waitFor();
    },
  },
  {
    name: "superusers",
    path: "/superusers",
    ready: (page) => page.getByRole("table").waitFor(),
  },
  {
    name: "superusers-add",
    path: "/superusers",
    async ready(page) {
      await page.getByRole("button", { name: "Add superuser" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];

async function openFirst(page: Page): Promise<void> {
  await page.getByText("A night at the harbour").first().click();
  await page.locator(".ProseMirror").waitFor();
}

/** Somebody else writes what is open on the page: `found` reads its name from the address. */
async function writeElsewhere(
  page: Page,
  found: RegExp,
  path: (name: string) => string,
  data: object,
): Promise<void> {
  const address = path(found.exec(page.url())?.[1] ?? "");
  await page.evaluate(
    async ([to, body]) => {
      const { token } = JSON.parse(localStorage.getItem("vaultbase.session") ?? "{}");
      await fetch(`/api/v1${to}`, {
        method: "PATCH",
        headers: { authorization: token, "content-type": "application/json" },
        body,
      });
    },
    [address, JSON.stringify(data)] as const,
  );
}
