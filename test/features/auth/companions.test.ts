import { beforeEach, describe, expect, test } from "bun:test";
import { decodeJwt } from "jose";
import { guest, type Caller } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

const password = "correct horse";
const names = ["_authOrigins", "_externalAuths", "_mfas", "_otps"];
let app: TestApp;
let ids: Record<string, string>;
let anna: string;
let berta: string;

beforeEach(async () => {
  app = await openTestApp();
  const { id: members } = await app.call("collections.create", { name: "members", type: "auth" });
  [anna, berta] = (await Promise.all(["anna", "berta"].map(join))) as [string, string];
  ids = { members };
});

async function join(name: string): Promise<string> {
  const data = { email: `${name}@example.com`, password, passwordConfirm: password };
  return (await app.call("records.create", { collection: "members", data })).id;
}

/** One of each kind about this record, made by a superuser. */
async function companionsOf(recordRef: string): Promise<void> {
  const about = { collectionRef: ids.members, recordRef };
  const more: Record<string, object> = {
    _externalAuths: { provider: "google", providerId: `g-${recordRef}` },
    _mfas: { method: "password" },
    _authOrigins: { fingerprint: "here" },
    _otps: { password: "123456" },
  };
  for (const collection of names) {
    await app.call("records.create", { collection, data: { ...about, ...more[collection] } });
  }
}

async function count(collection: string, caller?: Caller): Promise<number> {
  const { items } = await app.call("records.list", { collection }, caller);
  return items.length;
}

const counts = async (caller?: Caller) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await count(name, caller)])),
  );
const each = (many: number) => Object.fromEntries(names.map((name) => [name, many]));

test("their ids are the ones that PocketBase's clients know", async () => {
  const { items } = await app.call("collections.list", { filter: "system = true", sort: "name" });
  expect(
    items.map((collection: { name: string; id: string }) => [collection.name, collection.id]),
  ).toEqual([
    ["_authOrigins", "pbc_4275539003"],
    ["_externalAuths", "pbc_2281828961"],
    ["_mfas", "pbc_2279338944"],
    ["_otps", "pbc_1638494021"],
    ["_superusers", "pbc_3142635823"],
  ]);
});

describe("records about an auth record", () => {
  beforeEach(async () => {
    await companionsOf(anna);
    await companionsOf(berta);
  });

  test("are seen by the one they are about, and by superusers", async () => {
    expect(await counts()).toEqual(each(2));
    expect(await counts(await signedIn(app, "members", anna))).toEqual(each(1));
    expect(await counts(guest)).toEqual(each(0));
  });

  test("hide one-time passwords and where they went", async () => {
    const { items } = await app.call("records.list", { collection: "_otps" });
    expect(items[0]).not.toHaveProperty("password");
    const own = await app.call(
      "records.list",
      { collection: "_otps" },
      await signedIn(app, "members", anna),
    );
    expect(own.items[0]).not.toHaveProperty("sentTo");
  });

  test("an account elsewhere is unlinked by its owner and by nobody else", async () => {
    const mine = await signedIn(app, "members", anna);
    const { items } = await app.call("records.list", { collection: "_externalAuths" }, mine);
    const input = { collection: "_externalAuths", id: items[0].id };
    const other = await signedIn(app, "members", berta);
    expect((await app.refusal("records.delete", input, other)).code).toBe("notFound");
    expect((await app.refusal("records.delete", input, guest)).code).toBe("notFound");
    await app.call("records.delete", input, mine);
    expect(await count("_externalAuths")).toBe(1);
    const mfas = await app.call("records.list", { collection: "_mfas" }, mine);
    const locked = { collection: "_mfas", id: mfas.items[0].id };
    expect((await app.refusal("records.delete", locked, mine)).code).toBe("forbidden");
  });

  test("go with their record", async () => {
    await app.call("records.delete", { collection: "members", id: anna });
    expect(await counts()).toEqual(each(1));
  });

  test("go with their collection", async () => {
    await app.call("collections.delete", { collection: "members" });
    expect(await counts()).toEqual(each(0));
  });

  test("end with the password, but for accounts elsewhere", async () => {
    await app.call("records.update", {
      collection: "members",
      id: anna,
      data: { password: "another horse", passwordConfirm: "another horse" },
    });
    expect(await counts()).toEqual({ ...each(1), _externalAuths: 2 });
    await app.call("sessions.logoutAll", { collection: "members", id: berta });
    expect(await counts()).toEqual({ ...each(0), _externalAuths: 2 });
  });
});

test("a file token says who asks, and signs nobody in", async () => {
  const { identity } = app.services;
  const token = await identity.signFileToken(await signedIn(app, "members", anna));
  expect(decodeJwt(token!)).toMatchObject({ id: anna, collectionId: ids.members, type: "file" });
  expect((await identity.identifyFileToken(token!)).record?.id).toBe(anna);
  expect(await identity.identify(token!)).toBe(guest);
  const { token: session } = await app.call(
    "auth.withPassword",
    { collection: "members", identity: "anna@example.com", password },
    guest,
  );
  expect(await identity.identifyFileToken(session)).toBe(guest);
  expect(await identity.signFileToken(guest)).toBeNull();
  await app.call("sessions.logoutAll", { collection: "members", id: anna });
  expect(await identity.identifyFileToken(token!)).toBe(guest);
});
