import type { Bucket, ProbeBucket } from "../../kernel/bucket.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";

export const probeBucket: ProbeBucket = async (bucket, name) => {
  const object = clientFor(bucket).file(`${name}/test.txt`);
  const work = async () => {
    await object.write(name);
    const read = await object.text();
    await object.delete();
    if (read !== name) throw new Error("What was written is not what was read.");
  };
  try {
    await within(limits.bucketProbeMs, work());
  } catch (thrown) {
    throw explain(thrown, bucket);
  }
};

/** Bun's client wants the bucket in the endpoint's host, where it is not in the path. */
function clientFor({ bucket, region, endpoint, accessKey, secret, forcePathStyle }: Bucket) {
  const url = new URL(/^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`);
  if (!forcePathStyle) url.hostname = `${bucket}.${url.hostname}`;
  return new Bun.S3Client({
    bucket,
    region,
    endpoint: url.href.replace(/\/$/, ""),
    accessKeyId: accessKey,
    secretAccessKey: secret,
    virtualHostedStyle: !forcePathStyle,
  });
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error("Nobody answered in time."), { code: "Timeout" })),
    milliseconds,
  );
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function explain(thrown: unknown, { endpoint }: Bucket): Failure {
  const { code = "", message = "" } = thrown as { code?: string; message?: string };
  const said = `${code} ${message}`.trim().slice(0, 300);
  return new Failure("unavailable", `The bucket at ${endpoint} cannot be used.`, {
    cause: thrown,
    hint: `${advice[code] ?? "Check endpoint, region and bucket."} It was: ${said}`,
  });
}

/** By S3's error codes and Bun's. */
const advice: Readonly<Record<string, string>> = {
  NoSuchBucket: "Check bucket, and forcePathStyle: many servers but Amazon's want it.",
  InvalidAccessKeyId: "Check accessKey.",
  SignatureDoesNotMatch: "Check secret and region.",
  AccessDenied: "The key may not write, read and delete there.",
  ConnectionRefused: "Check endpoint: nobody answers there.",
  Timeout: "Check endpoint.",
};
