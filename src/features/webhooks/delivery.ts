import { sql } from "../../kernel/sql.ts";
import type { Writer } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Attempt } from "./attempt.ts";

export const deliveriesTable = "_webhookDeliveries";

export const deliveryStates = ["waiting", "delivered", "dead"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One message for one webhook, from when it is made until it is forgotten. */
export interface Delivery {
  /** The message's id: the same however often it is sent, so that a receiver knows it again. */
  readonly id: string;
  readonly webhook: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When it is to be sent. */
  readonly due: string;
  /** Until when whoever sends it has it alone; "" where nobody does. */
  readonly claimed: string;
  readonly created: string;
  /** When it was delivered or given up; "" while it waits. */
  readonly ended: string;
  /** What came of the last times it was sent, as JSON. */
  readonly log: string;
  /** The message as it is sent. */
  readonly body: string;
}

export const createDeliveriesTable: readonly TableChange[] = [
  {
    change: "createTable",
    table: deliveriesTable,
    columns: [
      { name: "webhook", kind: "text", default: "" },
      { name: "event", kind: "text", default: "" },
      { name: "state", kind: "text", default: "waiting" },
      { name: "attempts", kind: "number", default: 0 },
      { name: "due", kind: "text", default: "" },
      { name: "claimed", kind: "text", default: "" },
      { name: "created", kind: "text", default: "" },
      { name: "ended", kind: "text", default: "" },
      { name: "log", kind: "text", default: "[]" },
      // Last, since it may be long: what is asked of many deliveries stands before it.
      { name: "body", kind: "text", default: "" },
    ],
  },
  {
    change: "createIndex",
    table: deliveriesTable,
    index: {
      name: "_webhookDeliveries_state",
      unique: false,
      columns: ["webhook", "state", "ended"].map((name) => ({ name, collate: "", order: "" })),
      where: "",
    },
  },
];

/** One that nobody has sent yet. */
export function newDelivery(
  made: Pick<Delivery, "id" | "webhook" | "event" | "body">,
  now: Date,
): Delivery {
  const at = now.toISOString();
  const sent = { state: "waiting", attempts: 0, claimed: "", ended: "", log: "[]" } as const;
  return { ...made, ...sent, due: at, created: at };
}

/** The same when it is over. */
export function ended(
  delivery: Delivery,
  state: DeliveryState,
  attempt: Attempt,
  now: Date,
): Delivery {
  return { ...delivery, state, ended: now.toISOString(), log: JSON.stringify([attempt]) };
}

export async function insertDelivery(writer: Writer, delivery: Delivery): Promise<void> {
  const { id, webhook, event, state, attempts, due, claimed, created, ended, log, body } = delivery;
  await writer.execute(
    sql`INSERT INTO "_webhookDeliveries" ("id", "webhook", "event", "state", "attempts", "due",
        "claimed", "created", "ended", "log", "body")
      VALUES (${id}, ${webhook}, ${event}, ${state}, ${attempts}, ${due}, ${claimed}, ${created},
        ${ended}, ${log}, ${body})`,
  );
}
