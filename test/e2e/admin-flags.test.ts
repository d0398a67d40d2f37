// The flags' page: rules are written, tried on somebody while they are, moved, saved and deleted.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { hasChromium, startAdmin, type Admin } from "./admin-browser.ts";
import { fillAdmin } from "./fill-admin.ts";

describe.skipIf(!hasChromium)("the flags' page", () => {
  let admin: Admin;

  beforeAll(async () => {
    admin = await startAdmin();
    await fillAdmin(admin);
  });
  afterAll(() => admin.close());

  const flag = async (key: string) =>
    (await admin.api("GET /flags")).items.find((each: { key: string }) => each.key === key);

  test("a flag is made with a rule, tried before it is saved, and evaluated by the copied command", async () => {
    const { page, context, trouble } = await admin.open("/flags");
    await page.getByRole("link", { name: "New flag" }).click();
    await page.getByRole("textbox", { name: "Flag", exact: true }).fill("dark-mode");
    await page.getByRole("switch", { name: "Public" }).click();
    await page.getByRole("button", { name: "Add rule" }).click();
    await page.getByRole("textbox", { name: "Name of the rule" }).fill("Adults");
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page.getByRole("combobox", { name: "Attribute" }).fill("age");
    await page.getByRole("combobox", { name: "Comparison" }).click();
    await page.getByRole("option", { name: "at least" }).click();
    await page.getByRole("button", { name: "Kind of value: Text" }).first().click();
    await page.getByRole("menuitem", { name: "Number" }).click();
    await page.getByRole("textbox", { name: "Value", exact: true }).fill("18");

    const evaluator = page.getByRole("region", { name: "Who would get what" });
    await evaluator.getByText("as no rule wins").waitFor();
    await page.getByText("does not fit").waitFor();
    await evaluator.getByRole("button", { name: "Add age" }).click();
    await evaluator.getByText("JSON", { exact: true }).click();
    await evaluator.getByRole("textbox", { name: "Somebody, as JSON" }).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText('{"targetingKey": "u1", "age": 20}');
    await evaluator.getByText("by Adults").waitFor();
    await page.getByText("wins", { exact: true }).waitFor();
    expect(await evaluator.locator("pre").textContent()).toBe("true");
    expect(await flag("dark-mode")).toBeUndefined();

    const curl =
      (await page.getByRole("tabpanel", { name: "curl" }).locator("pre").textContent()) ?? "";
    await page.getByRole("button", { name: "Create flag" }).click();
    await page.waitForURL(/\/flags\/dark-mode$/);
    expect(await flag("dark-mode")).toMatchObject({
      public: true,
      rules: [
        {
          name: "Adults",
          when: { all: [{ attribute: "age", operator: "gte", value: 18 }] },
          value: true,
        },
      ],
    });
    const ran = Bun.spawn(["sh", "-c", `${curl} -s`], { stdout: "pipe" });
    expect(JSON.parse(await ran.stdout.text())).toMatchObject({ value: true, variant: "Adults" });
    // A rule that is half written is refused, which the browser notes.
    expect(trouble.filter((line) => !line.includes("400"))).toEqual([]);
    await context.close();
  });

  test("rules are moved with the keyboard, and the first that fits wins then", async () => {
    const { page, context } = await admin.open("/flags/upload-limit");
    const evaluator = page.getByRole("region", { name: "Who would get what" });
    await evaluator.getByText("by Paying").waitFor();
    await evaluator.getByRole("button", { name: "Add team" }).click();
    await evaluator.getByRole("textbox", { name: "Value of team" }).fill("t1");
    await page.getByRole("button", { name: /Move Trial/ }).focus();
    await page.keyboard.press("Space");
    await page.waitForTimeout(300);
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(300);
    await page.keyboard.press("Space");
    const names = page.getByRole("textbox", { name: "Name of the rule" });
    while ((await names.first().inputValue()) !== "Trial") await page.waitForTimeout(50);
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("upload-limit is saved", { exact: false }).waitFor();
    const { rules } = await flag("upload-limit");
    expect(rules.map(({ name }: { name: string }) => name)).toEqual(["Trial", "Paying"]);
    await context.close();
  });

  test("shares are bars, and more than a hundred percent is refused in its place", async () => {
    const { page, context } = await admin.open("/flags/new-checkout");
    await page.getByRole("img", { name: "Shares: true 25 %, false 75 %" }).waitFor();
    const share = page.getByRole("textbox", { name: "Percent of share 1" });
    await share.fill("60");
    await page.getByText("The shares make 135 percent.").first().waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("region", { name: "Who would get what" }).getByText("Rule 3:").waitFor();
    expect((await flag("new-checkout")).rules[2].rollout[0].percent).toBe(25);
    await page.getByRole("button", { name: "Discard" }).click();
    expect(await share.inputValue()).toBe("25 %");
    await context.close();
  });

  test("conditions are grouped, negated, and marked where they are wrong", async () => {
    const { page, context } = await admin.open("/flags/search.engine");
    await page.getByRole("button", { name: "Add rule" }).click();
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Must name an attribute", { exact: false }).first().waitFor();
    const attribute = page.getByRole("combobox", { name: "Attribute" });
    expect(await attribute.getAttribute("aria-invalid")).toBe("true");
    await attribute.fill("plan");
    await page.getByRole("textbox", { name: "Value", exact: true }).first().fill("free");
    await page.getByRole("button", { name: "More for this condition" }).nth(1).click();
    await page.getByRole("menuitem", { name: "Negate" }).click();
    await page.getByRole("button", { name: "Group", exact: true }).click();
    await page.getByRole("combobox", { name: "Attribute" }).nth(1).fill("beta");
    await page.getByRole("combobox", { name: "Comparison" }).nth(1).click();
    await page.getByRole("option", { name: "is there" }).click();
    await page.getByRole("textbox", { name: "Value", exact: true }).last().fill("fast");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("search.engine is saved", { exact: false }).waitFor();
    expect((await flag("search.engine")).rules).toMatchObject([
      {
        when: {
          all: [
            { not: { attribute: "plan", operator: "eq", value: "free" } },
            { any: [{ attribute: "beta", operator: "exists", value: true }] },
          ],
        },
        value: "fast",
      },
    ]);
    await context.close();
  });

  test("a value that is no JSON is kept, marked, and not saved", async () => {
    const { page, context } = await admin.open("/flags/banner");
    const value = page.getByRole("textbox", { name: "Default" });
    await value.click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText('{"text": ');
    await page.getByText("This is no JSON.").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect((await flag("banner")).default).toEqual({ text: "", tone: "calm" });
    await page.keyboard.press("ControlOrMeta+A");
    await page.getByRole("button", { name: "Discard" }).click();
    expect(await value.textContent()).toContain("calm");
    await context.close();
  });

  test("the list switches, finds and deletes; a key that is taken makes no second flag", async () => {
    const { page, context } = await admin.open("/flags");
    await page.getByText("banner", { exact: true }).waitFor();
    await page.getByRole("switch", { name: "banner is on" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("banner is on.").waitFor();
    expect(await flag("banner")).toMatchObject({ enabled: true });
    await page.getByRole("searchbox", { name: "Find a flag" }).fill("every page");
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByRole("button", { name: "Actions for banner" }).click();
    await page.getByRole("menuitem", { name: "Delete flag" }).click();
    await page.getByRole("textbox", { name: "Type banner to confirm" }).fill("banner");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("banner is deleted.").waitFor();
    expect(await flag("banner")).toBeUndefined();

    await page.goto(`${admin.url}/_/new-flag`);
    await page.getByRole("textbox", { name: "Flag", exact: true }).fill("new-checkout");
    await page.getByRole("button", { name: "Create flag" }).click();
    await page.getByText("There is a flag new-checkout already.").first().waitFor();
    expect((await flag("new-checkout")).rules).toHaveLength(3);
    await context.close();
  });
});
