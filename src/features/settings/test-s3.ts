import { Type } from "@sinclair/typebox";
import type { ProbeBucket } from "../../kernel/bucket.ts";
import { blank, Failure, type Problem } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";

/** Whether the bucket that is set can be written, read and emptied. */
export const testS3 = operation({
  name: "settings.testS3",
  summary: "Try the S3 bucket in the settings.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  dryRun: false,
  input: Type.Object(
    {
      filesystem: Type.String({
        description: "storage (the setting s3) or backups (backups.s3).",
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  refusal: "Failed to test the S3 filesystem.",
  http: "POST /settings/test/s3",
  command: { positional: ["filesystem"], example: "vaultbase settings test-s3 backups" },

  async run(context, { filesystem }) {
    const { probeBucket, settings } = context.services;
    const { s3, backups } = await settings.current();
    const bucket = filesystem === "storage" ? s3 : filesystem === "backups" ? backups.s3 : null;
    if (!bucket) throw refusal(whatIsWrong(filesystem));
    const name = filesystem === "storage" ? "s3" : "backups.s3";
    if (!bucket.enabled) throw refusal(`${name}.enabled is false: set it first.`);
    try {
      await probeBucket(bucket, `vaultbase_test_${context.randomId(10)}`);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      throw refusal(`${thrown.message} ${thrown.hint ?? ""}`.trim(), thrown);
    }
    return {};
  },
});

function whatIsWrong(filesystem: string): Problem {
  return filesystem === ""
    ? blank
    : { code: "validation_in_invalid", message: "Must be a valid value." };
}

function refusal(what: string | Problem, cause?: unknown): Failure {
  return new Failure("invalid", "Failed to test the S3 filesystem.", {
    hint: typeof what === "string" ? what : "filesystem is storage or backups.",
    ...(typeof what !== "string" && { problems: { filesystem: what } }),
    cause,
  });
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly probeBucket: ProbeBucket;
  }
}
