import { afterAll } from "bun:test";

export interface S3Sink {
  /** `http://localhost:PORT`. */
  readonly endpoint: string;
  /** Method, bucket and how it was named, of every request. */
  readonly requests: readonly string[];
  /** What is left, by bucket and key. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

const open: Bun.Server<undefined>[] = [];

afterAll(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop(true)));
});

/** A server with one bucket, `files`, for the key `me`: as much of S3 as a probe needs. */
export function openS3Sink(): S3Sink {
  const requests: string[] = [];
  const objects = new Map<string, Uint8Array>();
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { hostname, pathname } = new URL(request.url);
      const inHost = hostname.endsWith(".localhost");
      const path = inHost ? `/${hostname.replace(/\.localhost$/, "")}${pathname}` : pathname;
      const [, bucket = ""] = path.split("/");
      requests.push(`${request.method} ${bucket} in the ${inHost ? "host" : "path"}`);
      const credential = /Credential=(\w+)\/\d+\/(\S+?)\/s3\/aws4_request/.exec(
        request.headers.get("authorization") ?? "",
      );
      if (credential?.[1] !== "me") return refusal(403, "InvalidAccessKeyId");
      if (bucket !== "files") return refusal(404, "NoSuchBucket");
      if (request.method === "PUT") {
        objects.set(path, await request.bytes());
        return new Response(null);
      }
      if (request.method === "DELETE") {
        objects.delete(path);
        return new Response(null, { status: 204 });
      }
      const found = objects.get(path);
      return found ? new Response(found) : refusal(404, "NoSuchKey");
    },
  });
  open.push(server);
  return { endpoint: `http://localhost:${server.port}`, requests, objects };
}

function refusal(status: number, code: string): Response {
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return new Response(text, { status, headers: { "content-type": "application/xml" } });
}
