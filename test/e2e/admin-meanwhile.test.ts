// Two people at the same thing: nobody's work is written over unseen.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("what two people change", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  const record = async (collection: string, filter: string) =>
    (
      await admin.api(
        `GET /collections/${collection}/records?filter=(${encodeURIComponent(filter)})`,
      )
    ).items[0];
  const inputOf = (page: Page, name: string) =>
    page.getByRole("dialog").getByRole("textbox", { name, exact: true });
  const save = (page: Page) =>
    page.getByRole("dialog").getByRole("button", { name: "Save", exact: true });

  const said = "Somebody else has changed this meanwhile";

  describe("of a record", () => {
    test("of the same field is asked, of another is kept: both are saved", async () => {
      const { id } = await record("posts", 'title = "Seven bridges"');
      const one = await admin.open(`/records/posts?record=${id}`);
      const two = await admin.open(`/records/posts?record=${id}`);
      // Hears of nothing: only what is refused tells it.
      await two.page.route("**/api/v1/realtime", (request) => request.abort());
      await two.page.reload();
      await inputOf(two.page, "title").fill("Seven tunnels");
      await inputOf(one.page, "title").fill("Eight bridges");
      await inputOf(one.page, "words").fill("77");
      await save(one.page).click();
      await one.page.getByRole("row", { name: /Eight bridges/ }).waitFor();

      await save(two.page).click();
      const question = two.page.getByRole("alert").filter({ hasText: said });
      await question.getByText("Eight bridges", { exact: true }).waitFor();
      await question.getByText("Seven tunnels", { exact: true }).waitFor();
      await question.getByText("Taken over from them: words.").waitFor();
      expect(await inputOf(two.page, "title").inputValue()).toBe("Seven tunnels");
      expect(await inputOf(two.page, "words").inputValue()).toBe("77");
      expect(await record("posts", `id = "${id}"`)).toMatchObject({ title: "Eight bridges" });
      // Saving again decides nothing.
      await save(two.page).click();
      await question.waitFor();
      await question.getByRole("button", { name: "Keep mine: title" }).click();
      await save(two.page).click();
      await two.page.getByRole("row", { name: /Seven tunnels/ }).waitFor();
      expect(await record("posts", `id = "${id}"`)).toMatchObject({
        title: "Seven tunnels",
        words: 77,
      });
      await one.context.close();
      await two.context.close();
    });

    test("is said as it happens; theirs is taken, or mine is saved over it", async () => {
      const { id } = await record("posts", 'title = "The last ferry"');
      const { page, context } = await admin.open(`/records/posts?record=${id}`);
      await inputOf(page, "title").fill("The first ferry");
      // The stream has said hello once its client is known.
      await page.waitForTimeout(500);
      const write = (data: object) => admin.api(`PATCH /collections/posts/records/${id}`, data);
      await write({ title: "The night ferry" });
      const question = page.getByRole("alert").filter({ hasText: said });
      await question.getByRole("button", { name: "Take theirs: title" }).click();
      await question.waitFor({ state: "detached" });
      expect(await inputOf(page, "title").inputValue()).toBe("The night ferry");
      expect(await save(page).isDisabled()).toBe(true);

      await inputOf(page, "title").fill("The first ferry");
      await write({ title: "The morning ferry" });
      await question.getByText("The morning ferry", { exact: true }).waitFor();
      await question.getByRole("button", { name: "Save mine over theirs" }).click();
      await page.getByRole("row", { name: /The first ferry/ }).waitFor();
      expect(await record("posts", `id = "${id}"`)).toMatchObject({ title: "The first ferry" });
      await context.close();
    });

    test("that shows no difference keeps nobody waiting", async () => {
      const { id } = await record("posts", 'title = "The first ferry"');
      const { page, context } = await admin.open(`/records/posts?record=${id}`);
      await page.route("**/api/v1/realtime", (request) => request.abort());
      await page.reload();
      await inputOf(page, "words").fill("5");
      await admin.api(`PATCH /collections/posts/records/${id}`, { title: "Another ferry" });
      await admin.api(`PATCH /collections/posts/records/${id}`, { title: "The first ferry" });
      await save(page).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await record("posts", `id = "${id}"`)).toMatchObject({ words: 5 });
      await context.close();
    });

    test("where no date tells of changes is written as ever", async () => {
      await admin.api("POST /collections", {
        name: "dateless",
        fields: [
          { name: "text", type: "text" },
          { name: "created", type: "autodate", onCreate: true },
        ],
      });
      const made = await admin.api("POST /collections/dateless/records", { text: "Thank you" });
      const { page, context } = await admin.open(`/records/dateless?record=${made.id}`);
      await page.route("**/api/v1/realtime", (request) => request.abort());
      await page.reload();
      await inputOf(page, "text").fill("Thanks");
      await admin.api(`PATCH /collections/dateless/records/${made.id}`, { text: "Thank you both" });
      await save(page).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await record("dateless", `id = "${made.id}"`)).toMatchObject({ text: "Thanks" });
      await context.close();
    });
  });

  describe("of a flag", () => {
    const flag = async (key: string) =>
      (await admin.api("GET /flags")).items.find((each: { key: string }) => each.key === key);

    test("is asked part by part; what only one has changed is kept", async () => {
      const { page, context } = await admin.open("/flags/new-checkout");
      const help = page.getByRole("textbox", { name: "What it is for" });
      const rule = page.getByRole("textbox", { name: "Name of the rule" }).first();
      await help.fill("Mine");
      await rule.fill("Everybody here");
      const { rules } = await flag("new-checkout");
      await admin.api("PUT /flags/new-checkout", {
        help: "Theirs",
        enabled: false,
        rules: rules.slice(0, 2),
      });
      await page.getByRole("button", { name: "Save", exact: true }).click();
      const question = page.getByRole("alert").filter({ hasText: said });
      await question.getByText("Taken over from them: enabled.").waitFor();
      expect(await page.getByRole("switch", { name: "On" }).isChecked()).toBe(false);
      await question.getByRole("button", { name: "Take theirs: help" }).click();
      expect(await help.inputValue()).toBe("Theirs");
      await question.getByText(/^Everybody here: \{"when"/).waitFor();
      await question.getByRole("button", { name: "Keep mine: rules" }).click();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("new-checkout is saved", { exact: false }).waitFor();
      const stored = await flag("new-checkout");
      expect(stored).toMatchObject({ help: "Theirs", enabled: false });
      expect(stored.rules.map(({ name }: { name: string }) => name)).toEqual([
        "Everybody here",
        ...rules.slice(1).map(({ name }: { name: string }) => name),
      ]);
      await context.close();
    });

    test("does not go unseen where the page could not look", async () => {
      const { page, context } = await admin.open("/flags/new-checkout");
      const help = page.getByRole("textbox", { name: "What it is for" });
      await help.fill("Mine");
      await page.route("**/api/v1/flags", (request) => request.abort());
      await admin.api("PUT /flags/new-checkout", { help: "Theirs again" });
      await page.unroute("**/api/v1/flags");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      const question = page.getByRole("alert").filter({ hasText: said });
      await question.getByText("Theirs again", { exact: true }).waitFor();
      expect(await flag("new-checkout")).toMatchObject({ help: "Theirs again" });
      await question.getByRole("button", { name: "Save mine over theirs" }).click();
      await page.getByText("new-checkout is saved", { exact: false }).waitFor();
      expect(await flag("new-checkout")).toMatchObject({ help: "Mine" });
      await context.close();
    });
  });

  // Theirs or mine as a whole.
  const rows: [
    what: string,
    path: () => Promise<string>,
    label: string,
    theirs: readonly [route: `${string} /${string}`, body: object],
    stored: () => Promise<string>,
    values?: readonly [theirs: string, mine: string],
  ][] = [
    [
      "of a webhook",
      async () => {
        const { items } = await admin.api("GET /webhooks");
        const crm = items.find(({ name }: { name: string }) => name === "crm");
        return `/webhooks/${crm.id}?tab=settings`;
      },
      "Name",
      ["PATCH /webhooks/crm", { name: "theirs" }],
      async () => (await admin.api("GET /webhooks")).items[1].name,
    ],
    [
      "of a prompt",
      async () => "/mcp?tab=prompts&edit=letter-to-author",
      "What it is for",
      ["PUT /prompts/letter-to-author", { template: "Dear author", description: "theirs" }],
      async () =>
        (await admin.api("GET /prompts")).items.find(
          ({ name }: { name: string }) => name === "letter-to-author",
        ).description,
    ],
    [
      "of a job",
      async () => "/jobs/count-words",
      "Schedule (UTC)",
      ["PATCH /jobs/count-words", { schedule: "0 1 * * *" }],
      async () => (await admin.api("GET /jobs/count-words")).schedule,
      ["0 1 * * *", "0 2 * * *"],
    ],
  ];
  for (const [what, path, label, [route, body], stored, values = ["theirs", "mine"]] of rows) {
    test(`${what} is not written over unless one says so`, async () => {
      const { page, context } = await admin.open(await path());
      const input = page.getByRole("textbox", { name: label, exact: true });
      const [theirs, mine] = values;
      await input.fill(mine);
      await admin.api(route, body);
      await page.getByRole("button", { name: "Save", exact: true }).click();
      const over = page.getByRole("button", { name: "Save mine over theirs" });
      await over.waitFor();
      await page.getByText(said).waitFor();
      expect(await stored()).toBe(theirs);
      expect(await input.inputValue()).toBe(mine);
      await over.click();
      await page.getByText(said).waitFor({ state: "detached" });
      while ((await stored()) !== mine) await page.waitForTimeout(50);
      await context.close();
    });
  }
});
