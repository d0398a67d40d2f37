import { listBackups } from "../../../features/backups/list-backups.ts";
import { receiveBackup } from "../../../features/backups/receive-backup.ts";
import { guest, type Caller } from "../../../kernel/caller.ts";
import type { Context, RequestFacts } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { authorize, invoke } from "../../../kernel/invoke.ts";
import { Upload } from "../../../kernel/upload.ts";
import { refuse } from "../answer-operation.ts";
import { fileResponse } from "../file-response.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { identifyRequest } from "../identify-request.ts";
import { noSuchRoute } from "../no-such-route.ts";
import { readForm } from "../read-form.ts";
import { queryOf } from "../request-facts.ts";
import { emptyHeaders } from "../response-headers.ts";

/** Backups as files: `GET …/NAME.zip?token=` takes one away, `POST …/upload` brings one. */
export function backupsDoor(host: HttpHost): Door {
  const roots = ["/api/v1/backups", "/api/backups"];
  return {
    paths: roots.flatMap((root) => [`${root}/upload`, `${root}/:key`]),
    async answer(request, facts) {
      try {
        const name = new URL(request.url).pathname.split("/").at(-1) ?? "";
        if (request.method === "POST" && name === "upload")
          return await receive(host, request, facts);
        if (request.method === "GET") return await give(host, request, facts, name);
        throw noSuchRoute();
      } catch (thrown) {
        return refuse(host, thrown, `${request.method} backup`);
      }
    },
  };
}

async function receive(host: HttpHost, request: Request, facts: RequestFacts): Promise<Response> {
  const context = host.contextFor(await identifyRequest(host, request), facts);
  // Nobody else gets to send that much.
  authorize(context, receiveBackup);
  if (!/^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "")) throw noFile();
  const uploads: Upload[] = [];
  try {
    const maxBytes = Number.MAX_SAFE_INTEGER;
    const parts = await readForm(request, { maxBytes, blobs: context.blobs, uploads });
    const file = parts.find(([name]) => name === "file")?.[1];
    if (!(file instanceof Upload)) throw noFile();
    await invoke(context, receiveBackup, { file });
    return new Response(null, { status: 204, headers: emptyHeaders });
  } finally {
    for (const { staged } of uploads) await staged?.discard();
  }
}

async function give(
  host: HttpHost,
  request: Request,
  facts: RequestFacts,
  name: string,
): Promise<Response> {
  const context = host.contextFor(await takerOf(host, request), facts);
  allow(context);
  const { backups } = context.services;
  const file = await backups.find(decodeURIComponent(name));
  if (!file) throw noSuchRoute();
  return fileResponse(request.headers, {
    content: Bun.file(backups.pathOf(file.key)),
    size: file.size,
    modified: file.modified,
    name: file.key,
    type: "application/zip",
    download: true,
    private: true,
  });
}

/** A link is followed without a session: its file token says who asks. An API token counts as it is. */
async function takerOf(host: HttpHost, request: Request): Promise<Caller> {
  const token = queryOf(request.url).get("token");
  if (token) return host.contextFor(guest).services.identity.identifyFileToken(token);
  const caller = await identifyRequest(host, request);
  return caller.token ? caller : guest;
}

function allow(context: Context): void {
  if (!context.caller.superuser) {
    throw new Failure("forbidden", "Insufficient permissions to access the resource.", {
      hint: "Put a superuser's file token in the address: POST /api/v1/files/token",
    });
  }
  authorize(context, listBackups);
}

function noFile(): Failure {
  return new Failure("invalid", "An error occurred while validating the submitted data.", {
    hint: "Send a form whose part `file` is the zip.",
    problems: { file: { code: "validation_required", message: "Cannot be blank." } },
  });
}
