import { limits } from "../../kernel/limits.ts";
import { identifier, nothing, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Reader, Storage, Writer } from "../../kernel/storage.ts";
import { deliveriesTable, type Delivery, type DeliveryState } from "./delivery.ts";
import type { Attempt } from "./attempt.ts";
import type { Webhook } from "./webhook.ts";

/** Whether as much waits for a webhook as there is room for. */
export async function isFull(reader: Reader, webhook: string): Promise<boolean> {
  const [row] = await reader.all<{ waiting: number }>(
    sql`SELECT count(*) AS "waiting" FROM "_webhookDeliveries" WHERE ${waitingFor(webhook)}`,
  );
  return (row?.waiting ?? 0) >= limits.webhookWaiting;
}

/** In the words of the index, whose entries stand in the order of insertion then. */
export function waitingFor(webhook: string): Sql {
  return sql`"webhook" = ${webhook} AND "state" = 'waiting' AND "ended" = ''`;
}

/** When something that waits may be sent. */
export function readyAt({ due, claimed }: Delivery): string {
  return claimed > due ? claimed : due;
}

/** What is to be sent next, which may not be ready yet. */
export async function nextDelivery(
  storage: Storage,
  { id, ordered }: Webhook,
  now: Date,
): Promise<Delivery | undefined> {
  const first = async (condition: Sql, order: Sql): Promise<Delivery | undefined> => {
    const [row] = await storage.all<Delivery>(
      sql`SELECT * FROM "_webhookDeliveries" WHERE "id" = (SELECT "id" FROM "_webhookDeliveries"
        WHERE ${waitingFor(id)}${condition} ORDER BY ${order} LIMIT 1)`,
    );
    return row;
  };
  const inOrder = storage.dialect.insertionOrder(identifier(deliveriesTable));
  if (ordered) return first(nothing, inOrder);
  const at = now.toISOString();
  const ready = await first(sql` AND "due" <= ${at} AND "claimed" <= ${at}`, inOrder);
  return ready ?? first(nothing, raw(`CASE WHEN "claimed" > "due" THEN "claimed" ELSE "due" END`));
}

/** What failed is not waited for any longer: its receiver is there again. */
export async function hastenDeliveries(writer: Writer, webhook: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await writer.execute(
    sql`UPDATE "_webhookDeliveries" SET "due" = ${at} WHERE ${waitingFor(webhook)} AND "due" > ${at}`,
  );
}

/**
 * True for one of all the processes on this directory: nobody else sends it for a while. If this one
 * ends without a word, somebody will after that.
 */
export async function claimDelivery(
  storage: Storage,
  { id, due, claimed, attempts }: Delivery,
  now: Date,
): Promise<boolean> {
  const until = new Date(now.getTime() + claimMs).toISOString();
  const { changes } = await storage.write((writer) =>
    writer.execute(
      sql`UPDATE "_webhookDeliveries" SET "claimed" = ${until}, "attempts" = ${attempts + 1}
        WHERE "id" = ${id} AND "state" = 'waiting' AND "due" = ${due} AND "claimed" = ${claimed}`,
    ),
  );
  return changes === 1;
}

/** It was not sent after all: it is as it was. */
export async function releaseDelivery(writer: Writer, { id, attempts }: Delivery): Promise<void> {
  await writer.execute(
    sql`UPDATE "_webhookDeliveries" SET "claimed" = '', "attempts" = ${attempts}
      WHERE "id" = ${id} AND "state" = 'waiting'`,
  );
}

/** Longer than sending takes. */
const claimMs = limits.webhookAnswerMs + 5_000;

/** Attempts of a delivery that are kept: those of a first and a second life. */
const keptAttempts = 2 * limits.webhookAttempts;

/** Writes down what came of a claimed delivery. `next` is when to try again, for those that wait. */
export async function noteAttempt(
  writer: Writer,
  { id, log }: Delivery,
  attempt: Attempt,
  state: DeliveryState,
  next: Date,
): Promise<void> {
  const attempts = [...(JSON.parse(log) as Attempt[]), attempt].slice(-keptAttempts);
  const moment = next.toISOString();
  await writer.execute(
    sql`UPDATE "_webhookDeliveries" SET "state" = ${state}, "log" = ${JSON.stringify(attempts)},
      "claimed" = '', "due" = ${moment}, "ended" = ${state === "waiting" ? "" : moment}
      WHERE "id" = ${id} AND "state" = 'waiting'`,
  );
}
