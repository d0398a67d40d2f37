import type { Context } from "./context.ts";
import type { Reader, Storage, Writer } from "./storage.ts";

/** The same context, whose storage is a transaction that is already open: for batches and hooks. */
export function joining(context: Context, writer: Writer): Context {
  return { ...over(context, writer, (work) => work(writer)), inTurn: true };
}

/** The same context, which reads from elsewhere and writes nothing. */
export function readingFrom(context: Context, reader: Reader): Context {
  return over(context, reader, () => Promise.reject(new Error("this is only to be read")));
}

/** The same context, whose every write goes through `write`. */
export function writingThrough(context: Context, write: Storage["write"]): Context {
  return over(context, context.storage, write);
}

function over(context: Context, reader: Reader, write: Storage["write"]): Context {
  const storage: Storage = {
    all: (statement) => reader.all(statement),
    // What the transaction wrote is seen by itself alone.
    scan: (statement) => reader.all(statement),
    hasTable: (name) => reader.hasTable(name),
    write,
    writeElsewhere: () => Promise.reject(new Error("this transaction has the data for itself")),
    revision: () => context.storage.revision(),
    onCommit: (listener) => context.storage.onCommit(listener),
    copyTo: (path) => context.storage.copyTo(path),
    vitals: () => context.storage.vitals(),
    optimize: () => context.storage.optimize(),
    compact: () => context.storage.compact(),
    dialect: context.storage.dialect,
    close: () => Promise.resolve(),
  };
  return { ...context, storage };
}

/** Runs `work` for real, hands back its answer, and keeps nothing of what it wrote. */
export async function whileDry<R>(
  context: Context,
  work: (dry: Context) => Promise<R>,
): Promise<R> {
  try {
    await context.storage.write(async (writer) => {
      throw new Undo(await work(joining(context, writer)));
    });
  } catch (thrown) {
    if (thrown instanceof Undo) return thrown.answer as R;
    throw thrown;
  }
  throw new Error("a dry run always ends by throwing");
}

/** Not an error: the way out of a transaction that must not be kept. */
class Undo {
  constructor(readonly answer: unknown) {}
}
