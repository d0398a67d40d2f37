import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const csv = (collection: string, ...lines: string[]) => ({
  collection,
  format: "csv",
  text: lines.join("\n"),
});

const fieldTypes = (answer: { fields: { name: string; type: string }[] }) =>
  Object.fromEntries(answer.fields.map(({ name, type }) => [name, type]));

async function totalOf(app: TestApp, collection: string): Promise<number> {
  return (await app.call("records.list", { collection })).totalItems;
}

describe("a collection that is not there yet", () => {
  test("is made from what the columns hold", async () => {
    const app = await openTestApp();
    const answer = await app.call(
      "records.import",
      csv(
        "airports",
        "IATA,Name,Opened,Latitude,Longitude,Runways,Open?",
        "ORD,O'Hare,Feb 1 1944,41.97,-87.90,8,yes",
        "LHR,Heathrow,Mar 25 1946,51.47,-0.45,2,yes",
      ),
    );
    expect(answer).toMatchObject({ collection: "airports", created: true, records: 2 });
    expect(fieldTypes(answer)).toMatchObject({
      id: "text",
      iata: "text",
      name: "text",
      opened: "date",
      location: "geoPoint",
      runways: "number",
      open: "bool",
    });
    const { items } = await app.call("records.list", {
      collection: "airports",
      filter: 'iata = "LHR"',
    });
    expect(items).toMatchObject([
      {
        name: "Heathrow",
        opened: "1946-03-25 00:00:00.000Z",
        location: { lon: -0.45, lat: 51.47 },
        runways: 2,
        open: true,
      },
    ]);
  });

  test("only superusers can read it", async () => {
    const app = await openTestApp();
    await app.call("records.import", csv("notes", "text", "hello"));
    const refused = await app.refusal("records.list", { collection: "notes" }, guest);
    expect(refused.code).toBe("forbidden");
  });

  test("is not there either when a row is refused", async () => {
    const app = await openTestApp();
    const twice = "aaaaaaaaaaaaaaa";
    const refused = await app.refusal("records.import", {
      collection: "things",
      format: "json",
      text: JSON.stringify([{ id: twice }, { id: twice }]),
    });
    expect(refused.code).toBe("invalid");
    expect(refused.hint).toStartWith("Row 2: id");
    expect((await app.refusal("records.list", { collection: "things" })).code).toBe("notFound");
  });

  test("keeps the ids of what was exported", async () => {
    const app = await openTestApp();
    await app.call("records.import", csv("things", "id,name", "aaaaaaaaaaaaaaa,one"));
    const got = await app.call("records.get", { collection: "things", id: "aaaaaaaaaaaaaaa" });
    expect(got.name).toBe("one");
  });

  test.each(["_secret", "a b", "__proto__", ""])("cannot be called %p", async (name) => {
    const app = await openTestApp();
    const refused = await app.refusal("records.import", csv(name, "a", "1"));
    expect(refused.code).toBe("invalid");
  });
});

describe("a collection that is there", () => {
  async function withPeople(): Promise<TestApp> {
    const app = await openTestApp();
    await app.call("collections.create", {
      name: "people",
      type: "base",
      fields: [
        { name: "full_name", type: "text", required: true },
        { name: "born", type: "date" },
        { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
        { name: "added", type: "autodate", onCreate: true },
      ],
    });
    return app;
  }

  test("takes columns under its own names or the ones people write", async () => {
    const app = await withPeople();
    const answer = await app.call(
      "records.import",
      csv("people", "Full Name,born,tags,added", 'Anna,31/12/1999,"[""a"",""b""]",2001-01-01'),
    );
    expect(answer).toMatchObject({
      created: false,
      records: 1,
      skipped: [{ column: "added", reason: "is set by the server" }],
    });
    const { items } = await app.call("records.list", { collection: "people" });
    expect(items).toMatchObject([
      { full_name: "Anna", born: "1999-12-31 00:00:00.000Z", tags: ["a", "b"] },
    ]);
  });

  test("takes all rows or none, and says which are wrong", async () => {
    const app = await withPeople();
    const refused = await app.refusal(
      "records.import",
      csv("people", "full_name,tags", "Anna,a", ",b", "Bert,z"),
    );
    expect(refused.message).toBe("2 of 3 rows were refused; nothing was imported.");
    expect(refused.problems).toMatchObject({
      "row 2": { full_name: { code: "validation_required" } },
      "row 3": { tags: { code: "validation_invalid_value" } },
    });
    expect(await totalOf(app, "people")).toBe(0);
  });

  test("refuses what the field cannot mean, rather than guess", async () => {
    const app = await openTestApp();
    const fields = [
      { name: "day", type: "date" },
      { name: "count", type: "number" },
      { name: "done", type: "bool" },
    ];
    await app.call("collections.create", { name: "work", type: "base", fields });
    const refused = await app.refusal(
      "records.import",
      csv("work", "day,count,done", "someday,1,1", "2024-05-31,many,0", "2024-05-31,1,maybe"),
    );
    expect(refused.problems).toMatchObject({
      "row 1": { day: { message: '"someday" is not a date, such as 2024-05-31.' } },
      "row 2": { count: { message: '"many" is not a number.' } },
      "row 3": { done: { message: '"maybe" is not true or false.' } },
    });
    expect(await totalOf(app, "work")).toBe(0);
  });

  test("refuses a column it has no field for", async () => {
    const app = await withPeople();
    const refused = await app.refusal("records.import", csv("people", "ful_name", "Anna"));
    expect(refused.hint).toContain("Did you mean full_name?");
    expect(await totalOf(app, "people")).toBe(0);
  });
});

test("only superusers import", async () => {
  const app = await openTestApp();
  const refused = await app.refusal("records.import", csv("x", "a", "1"), guest);
  expect(refused.code).toBe("unauthenticated");
});

test("whoever listens hears how far it is", async () => {
  const app = await openTestApp();
  const heard: number[] = [];
  app.services.importProgress.subscribe(({ done }) => heard.push(done));
  await app.call("records.import", csv("numbers", "n", ...Array.from({ length: 600 }, String)));
  expect(heard).toEqual([0, 250, 500, 600]);
});
