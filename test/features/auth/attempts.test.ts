import { beforeEach, describe, expect, test } from "bun:test";
import { untilWholeStep } from "../../../src/features/auth/whole-step.ts";
import { limits } from "../../../src/kernel/limits.ts";
import { openMembers, password, type Members } from "./members.ts";

let members: Members;
beforeEach(async () => {
  members = await openMembers();
});

const wrong = (identity = "anna@example.com", address = "203.0.113.7") =>
  members.refused("auth.withPassword", { identity, password: "wrong" }, undefined, { address });
const right = (address = "203.0.113.7") =>
  members.ask("auth.withPassword", { identity: "anna@example.com", password }, undefined, {
    address,
  });
const times = (count: number, work: (index: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe("after too many wrong passwords", () => {
  test("an account waits, from wherever it is asked for, and then goes on", async () => {
    await times(limits.wrongSignInsPerAccount, (index) =>
      wrong("anna@example.com", `203.0.113.${index}`),
    );
    const waiting = await wrong("Anna@Example.com", "198.51.100.1");
    expect(waiting).toMatchObject({ code: "rateLimited", retryAfterSeconds: 900 });
    expect(waiting.hint).toBe("Try again in 900 s.");
    await expect(right()).rejects.toThrow("Too many failed attempts");
    members.wait(900);
    expect((await right()).record.id).toBe(members.anna);
  });

  test("an account that does not exist waits just the same", async () => {
    await times(limits.wrongSignInsPerAccount, () => wrong("nobody@example.com"));
    expect((await wrong("nobody@example.com")).code).toBe("rateLimited");
    expect((await right()).record.id).toBe(members.anna);
  });

  test("an account of the same name elsewhere does not", async () => {
    await times(limits.wrongSignInsPerAccount, () => wrong());
    await members.app.call("collections.create", { name: "others", type: "auth" });
    const input = { collection: "others", identity: "anna@example.com", password };
    expect((await members.refused("auth.withPassword", input)).code).toBe("invalid");
  });

  test("a right one in between makes up for the wrong ones", async () => {
    for (let round = 0; round < 2; round++) {
      await times(limits.wrongSignInsPerAccount - 1, () => wrong());
      expect((await right()).record.id).toBe(members.anna);
    }
  });

  test("an address waits, whomever it asks for; right ones do not count", async () => {
    await times(30, () => right());
    await times(limits.wrongSignInsPerAddress, (index) => wrong(`nobody${index}@example.com`));
    await expect(right()).rejects.toThrow("Too many failed attempts");
    expect((await right("198.51.100.1")).record.id).toBe(members.anna);
  }, 120_000);

  test("many at once count as well", async () => {
    const codes = await times(limits.wrongSignInsPerAccount + 5, async () => (await wrong()).code);
    expect(codes.filter((code) => code === "rateLimited")).toHaveLength(5);
  });
});

test("an account with a hash from elsewhere is refused like any other, and like none", async () => {
  const bcrypt = await Bun.password.hash(password, { algorithm: "bcrypt", cost: 4 });
  await members.join("berta");
  await members.app.storage.write((writer) =>
    writer.execute({
      parts: [`UPDATE "members" SET "password" = `, ` WHERE "nick" = 'berta'`],
      values: [bcrypt],
    }),
  );
  const [known, ...others] = await Promise.all(
    ["anna", "berta", "nobody"].map((name) => wrong(`${name}@example.com`)),
  );
  expect(known).toMatchObject({ code: "invalid", message: "Failed to authenticate." });
  for (const other of others) expect({ ...other }).toEqual({ ...known! });
});

test.each([
  [0, 250],
  [1, 249],
  [249, 1],
  [250, 250],
  [610, 140],
  [-5, 250],
])("a refusal that took %p ms waits another %p: its time tells nothing", (spentMs, more) => {
  expect(untilWholeStep(spentMs, 250)).toBe(more);
});
