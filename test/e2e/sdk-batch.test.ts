// Batches as PocketBase's own SDK sends them, against the executable.
import { beforeAll, describe, expect, test } from "bun:test";
import PocketBase, { ClientResponseError } from "pocketbase";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

let root: PocketBase;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const who = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...who, "--dir", directory])).exitCode).toBe(0);
  root = new PocketBase((await serve(directory)).url);
  root.autoCancellation(false);
  await root.collection("_superusers").authWithPassword("root@example.com", "1234567890");
  await root.collections.create({
    name: "boxes",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "size", type: "number" },
    ],
  });
}, 60_000);

const boxes = () => root.collection("boxes").getFullList({ sort: "title" });

describe("a batch", () => {
  test("creates, upserts, changes and deletes in one go", async () => {
    const batch = root.createBatch();
    batch.collection("boxes").create({ id: "box000000000001", title: "a" }, { fields: "title" });
    batch.collection("boxes").upsert({ id: "box000000000001", size: 4 });
    batch.collection("boxes").upsert({ id: "box000000000002", title: "b" });
    batch.collection("boxes").update("box000000000001", { "size+": 1 });
    batch.collection("boxes").delete("box000000000002");
    const answers = await batch.send();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 204]);
    expect(answers[0]!.body).toEqual({ title: "a" });
    expect(answers[3]!.body).toMatchObject({ title: "a", size: 5, collectionName: "boxes" });
    expect(answers[4]!.body).toBeNull();
    expect(await boxes()).toMatchObject([{ id: "box000000000001", size: 5 }]);
  });

  test("that fails says where and why, and leaves nothing", async () => {
    const before = await boxes();
    const batch = root.createBatch();
    batch.collection("boxes").create({ title: "undone" });
    batch.collection("boxes").create({ title: "" });
    const thrown: unknown = await batch.send().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ClientResponseError);
    expect((thrown as ClientResponseError).status).toBe(400);
    expect((thrown as ClientResponseError).response).toMatchObject({
      message: "Batch transaction failed.",
      data: {
        requests: {
          1: {
            code: "batch_request_failed",
            message: "Batch request failed.",
            response: {
              status: 400,
              message: "Failed to create record.",
              data: { title: { code: "validation_required" } },
            },
          },
        },
      },
    });
    expect(await boxes()).toEqual(before);
  });
});
