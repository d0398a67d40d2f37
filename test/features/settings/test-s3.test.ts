import { beforeEach, describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { openS3Sink, type S3Sink } from "../../s3-sink.ts";

let app: TestApp;
let sink: S3Sink;

beforeEach(async () => {
  [app, sink] = [await openTestApp(), openS3Sink()];
});

const bucket = () => ({
  enabled: true,
  bucket: "files",
  region: "eu-central-1",
  endpoint: sink.endpoint,
  accessKey: "me",
  secret: "very secret",
  forcePathStyle: true,
});

describe("trying a bucket", () => {
  test.each([
    ["storage", true, "path"],
    ["storage", false, "host"],
    ["backups", true, "path"],
  ])(
    "for %s, forcePathStyle %p: writes, reads, leaves nothing",
    async (filesystem, style, where) => {
      const s3 = { ...bucket(), forcePathStyle: style };
      await app.call("settings.set", filesystem === "storage" ? { s3 } : { backups: { s3 } });
      expect(await app.call("settings.testS3", { filesystem })).toEqual({});
      const methods = ["PUT", "GET", "DELETE"].map((method) => `${method} files in the ${where}`);
      expect(sink.requests).toEqual(methods);
      expect(sink.objects.size).toBe(0);
    },
  );

  test.each<[object, string]>([
    [{ enabled: false }, "s3.enabled"],
    [{ bucket: "other" }, "Check bucket"],
    [{ accessKey: "you" }, "Check accessKey"],
    [{ endpoint: "http://127.0.0.1:1" }, "nobody answers there"],
  ])("%j says what to look at, and no secret", async (change, hint) => {
    await app.call("settings.set", { s3: { ...bucket(), ...change } });
    const failure = await app.refusal("settings.testS3", { filesystem: "storage" });
    expect(failure).toMatchObject({
      code: "invalid",
      message: "Failed to test the S3 filesystem.",
    });
    expect(failure.hint).toContain(hint);
    expect(failure.hint).not.toContain("very secret");
  });

  test.each([
    [{}, "validation_required"],
    [{ filesystem: "" }, "validation_required"],
    [{ filesystem: "elsewhere" }, "validation_in_invalid"],
    [{ filesystem: "constructor" }, "validation_in_invalid"],
  ])("of %j cannot be", async (input, code) => {
    const { problems } = await app.refusal("settings.testS3", input);
    expect(problems).toHaveProperty("filesystem.code", code);
  });

  test("is the superusers' matter", async () => {
    const refused = await app.refusal("settings.testS3", { filesystem: "storage" }, guest);
    expect(refused.code).toBe("unauthenticated");
  });
});
