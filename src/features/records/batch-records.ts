import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Writer } from "../../kernel/storage.ts";
import { type BatchCall, type BatchRequest, readBatchRequest } from "./batch-request.ts";
import { createInside } from "./create-record.ts";
import { deleteInside, foreseeDeletion } from "./delete-record.ts";
import { type Foresight, whileForeseen } from "./foresight.ts";
import { openWritable } from "./open-collection.ts";
import { discardPrepared, prepareWrite, type PreparedWrite } from "./prepare-write.ts";
import { recordOutput } from "./record-options.ts";
import { updateInside } from "./update-record.ts";

const request = Type.Object(
  {
    method: Type.String({
      enum: ["POST", "PUT", "PATCH", "DELETE"],
      pattern: "^(GET|POST|PUT|PATCH|DELETE)$",
      description: "POST creates, PUT creates or changes by the body's id, PATCH changes.",
    }),
    url: Type.String({
      maxLength: limits.batchUrlCharacters,
      description:
        "/api/collections/NAME/records; PATCH, DELETE: and /ID. May end in ?expand=…&if_updated=…",
    }),
    body: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: "Values by field name." }),
    ),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);

const badBatch = "Invalid batch request data.";

/** PocketBase's limit where the settings name none: 128 MB. */
const defaultFileBytes = 128 * 1024 * 1024;

/** Several writes as one: in order, each seeing those before it, and all of them or none. */
export const batchRecords = operation({
  name: "records.batch",
  summary: "Create, change and delete records of any collections, all or none.",
  access: "byRules",
  scope: "write:tables",
  effect: "destroy",
  async fileBytes({ services }) {
    const { batch } = await services.settings.current();
    if (!batch.enabled) throw batchesAreOff();
    return batch.maxBodySize || defaultFileBytes;
  },
  // PocketBase's client writes both; the fields are the request's body.
  filePath(name) {
    const [, number, field] = /^requests(?:\.(?=\d+\.)|\[)(\d+)\]?\.(.+)$/.exec(name) ?? [];
    return number === undefined || field === undefined ? null : ["requests", number, "body", field];
  },
  input: Type.Object(
    { requests: Type.Array(request, { minItems: 1, description: "In order." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    responses: Type.Array(
      Type.Object({
        status: Type.Integer({ description: "200, or 204 for a delete." }),
        body: Type.Union([recordOutput, Type.Null()]),
      }),
    ),
  }),
  refusal: badBatch,
  http: "POST /batch",
  httpAnswer: "responses",
  tool: { name: "batch_records", title: "Write several records", records: true },
  command: {
    positional: [],
    example: `vaultbase records batch --requests '[{"method":"POST","url":"/api/collections/movies/records","body":{"title":"Alien"}}]'`,
  },

  async run(context, { requests }) {
    const deadline = await checkBatch(context, requests.length);
    const calls: Prepared[] = [];
    try {
      for (const [index, each] of requests.entries()) {
        calls.push(await naming(index, each, () => prepare(context, each)));
      }
      const foresights = calls.map(({ foresight }) => foresight);
      return await whileForeseen(context, foresights, async (writer) => {
        const inside = joining(context, writer);
        const responses = [];
        for (const [index, call] of calls.entries()) {
          refuseLate(context, deadline);
          responses.push(
            await naming(index, requests[index]!, () => carryOut(inside, writer, call)),
          );
        }
        return { responses };
      });
    } finally {
      for (const { prepared, foresight } of calls) {
        await (prepared ? discardPrepared(prepared) : foresight?.discard());
      }
    }
  },
});

interface Prepared extends BatchCall {
  /** Null for a delete. */
  readonly prepared: PreparedWrite | null;
  readonly foresight: Foresight | null;
}

async function prepare(context: Context, each: BatchRequest): Promise<Prepared> {
  const call = readBatchRequest(each);
  const { verb, collection, id, data } = call;
  const asked = asking(context, methods[verb === "upsert" ? "create" : verb], call);
  if (verb === "delete") {
    return { ...call, prepared: null, foresight: await foreseeDeletion(asked, call) };
  }
  const upsert = verb === "upsert" && id !== "";
  const prepared = await prepareWrite(asked, collection, id || null, data, { upsert });
  return { ...call, prepared, foresight: prepared.foresight };
}

async function carryOut(batch: Context, writer: Writer, call: Prepared) {
  const { query, prepared, foresight, ...rest } = call;
  const { fields, expand, if_updated } = query;
  const input = { ...rest, fields, expand, if_updated };
  const verb = call.verb === "upsert" ? await upsertVerb(batch, writer, call) : call.verb;
  const context = asking(batch, methods[verb], call);
  if (verb === "create" && if_updated !== undefined) throw nothingToHoldAgainst(call);
  if (!prepared) {
    await deleteInside(context, writer, input, foresight);
    return { status: 204, body: null };
  }
  const body =
    verb === "create"
      ? await createInside(context, writer, input, prepared)
      : await updateInside(context, writer, input, prepared);
  return { status: 200, body };
}

function nothingToHoldAgainst({ collection, id }: BatchCall): Failure {
  return new Failure("conflict", `There is no record ${JSON.stringify(id)} in ${collection}.`, {
    hint: "if_updated is for a record that is there. Leave it out to create one.",
  });
}

const methods = { create: "POST", update: "PATCH", delete: "DELETE" } as const;

async function upsertVerb(
  context: Context,
  writer: Writer,
  { collection, id }: BatchCall,
): Promise<"create" | "update"> {
  if (id === "") return "create";
  const { name } = openWritable(
    context,
    await context.services.catalogs.within(writer),
    collection,
  );
  const found = await writer.all(sql`SELECT 1 FROM ${identifier(name)} WHERE "id" = ${id}`);
  return found.length > 0 ? "update" : "create";
}

/** What rules see as `@request.*`: the request's own query and headers, beside the batch's headers. */
function asking(batch: Context, method: string, { query, headers }: BatchCall): Context {
  const { request } = batch;
  const facts = { ...request, method, context: "batch", query };
  return { ...batch, request: { ...facts, headers: { ...request.headers, ...headers } } };
}

/** The time it has to end by. @throws Failure where batches are off, or this one is too long. */
async function checkBatch(context: Context, length: number): Promise<number> {
  const { enabled, maxRequests, timeout } = (await context.services.settings.current()).batch;
  if (!enabled) throw batchesAreOff();
  if (length > maxRequests) {
    const message = `The length must be no more than ${maxRequests}.`;
    const params = { min: 0, max: maxRequests };
    throw new Failure("invalid", badBatch, {
      hint: `A batch has at most ${maxRequests} requests (batch.maxRequests in the settings), not ${length}.`,
      problems: { requests: { code: "validation_length_too_long", message, params } },
    });
  }
  return context.now().getTime() + timeout * 1000;
}

function batchesAreOff(): Failure {
  return new Failure("forbidden", "Batch requests are not allowed.", {
    hint: "A superuser can allow them: batch.enabled in the settings.",
  });
}

function refuseLate(context: Context, deadline: number): void {
  if (context.now().getTime() <= deadline) return;
  throw new Failure("invalid", "Batch transaction failed.", {
    hint: "It took longer than batch.timeout in the settings allows, and nothing was written: send fewer requests.",
  });
}

/** Which of many requests it was stands in what went wrong. */
async function naming<R>(index: number, each: BatchRequest, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === "unavailable") throw thrown;
    const reason = [thrown.message, thrown.hint].filter(Boolean).join(" ");
    const problem = { code: "batch_request_failed", message: "Batch request failed." };
    throw new Failure("invalid", "Batch transaction failed.", {
      cause: thrown,
      hint: `Request ${index}, ${each.method} ${each.url.slice(0, 200)}: ${reason} Nothing was written.`,
      problems: { requests: { [index]: { ...problem, failure: thrown } } },
    });
  }
}
