import { beforeEach, expect, test } from "bun:test";
import { openMembers, password, type Members } from "./members.ts";

let members: Members;
beforeEach(async () => {
  members = await openMembers();
});

const signIn = (program: string, address = "203.0.113.7") =>
  members.ask("auth.withPassword", { identity: "anna@example.com", password }, undefined, {
    address,
    headers: { user_agent: program },
  });
const origins = async () =>
  (await members.app.call("records.list", { collection: "_authOrigins" })).items;

test("a sign-in from a new place is told by mail; the first one ever is not", async () => {
  await signIn("A browser");
  await signIn("A browser");
  expect(await origins()).toHaveLength(1);
  members.wait(60);
  await signIn("<b>Another</b>\r\nbrowser", "198.51.100.4");
  const mail = await members.sink.next();
  expect(mail).toMatchObject({
    to: ["anna@example.com"],
    subject: "A sign-in to The Library from a new place",
  });
  expect(mail.html).toContain("2027-01-15 12:01 UTC, 198.51.100.4, &lt;b&gt;Another&lt;/b&gt;");
  await signIn("A browser");
  expect(members.sink.mails).toHaveLength(1);
});

test("the five places that were used last are remembered", async () => {
  for (const program of ["A", "B", "C", "D", "E", "A", "F"]) {
    members.wait(1);
    await signIn(program);
  }
  expect(await origins()).toHaveLength(5);
  const before = members.sink.mails.length;
  members.wait(1);
  await signIn("A");
  expect(await origins()).toHaveLength(5);
  members.wait(1);
  await signIn("B");
  for (let mails = 0; mails < 6; mails++) await members.sink.next();
  expect(members.sink.mails.length).toBeGreaterThanOrEqual(before);
});

test("a new password forgets them all", async () => {
  await signIn("A browser");
  const data = { password: "another horse", passwordConfirm: "another horse" };
  await members.app.call("records.update", { collection: "members", id: members.anna, data });
  expect(await origins()).toEqual([]);
});

test("nothing is remembered where alerts are off, or nobody came from anywhere", async () => {
  const input = { collection: "members", identity: "anna@example.com", password };
  await members.app.call("auth.withPassword", input);
  await members.change({ authAlert: { enabled: false } });
  await signIn("A browser");
  expect(await origins()).toEqual([]);
});

test("a mail that cannot be sent keeps nobody out", async () => {
  await members.app.call("settings.set", { smtp: { enabled: false } });
  await signIn("A browser");
  expect((await signIn("Another browser")).record.id).toBe(members.anna);
});
