// A thread of the process that runs raw SQL: the process's first thread stays free to end it.
import { parentPort } from "node:worker_threads";
import {
  RawSqlError,
  type RawAnswer,
  type RawQuery,
  type RawRefusal,
} from "../../../kernel/raw-sql.ts";
import { PointOfNoReturn } from "./point-of-no-return.ts";
import { runRawQuery } from "./run-raw-query.ts";

export interface RawJob {
  readonly path: string;
  readonly asked: RawQuery;
}

export type RawReply =
  | { readonly answer: RawAnswer }
  | {
      readonly message: string;
      readonly code: number;
      readonly kind: string;
      readonly refused: RawRefusal | null;
      readonly position?: number | undefined;
    }
  | { readonly fault: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
parentPort?.on("message", (job: SharedJob) => parentPort?.postMessage(reply(job)));

interface SharedJob extends RawJob {
  readonly shared: SharedArrayBuffer;
}

function reply({ path, asked, shared }: SharedJob): RawReply {
  try {
    return { answer: runRawQuery(path, asked, new PointOfNoReturn(shared)) };
  } catch (thrown) {
    if (!(thrown instanceof RawSqlError))
      return { fault: String((thrown as Error)?.stack ?? thrown) };
    const { message, code, kind, refused, position } = thrown;
    return { message, code, kind, refused, position };
  }
}
