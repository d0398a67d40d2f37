import type { LogEntry } from "../../kernel/log.ts";
import { limits } from "../../kernel/limits.ts";
import type { Storage } from "../../kernel/storage.ts";
import type { Settings } from "../settings/settings.ts";
import { momentText } from "../../lib/moment.ts";

export interface TimedEntry extends LogEntry {
  readonly at: Date;
}

/** As the table has it; `data` is JSON. */
export interface LogRow {
  readonly id: string;
  /** `2026-03-01 12:34:56.789Z`. */
  readonly created: string;
  readonly level: number;
  readonly message: string;
  readonly data: string;
}

export async function insertLogs(
  storage: Storage,
  entries: readonly TimedEntry[],
  settings: Settings["logs"],
  randomId: (length: number) => string,
): Promise<void> {
  const group = randomId(4);
  const rows = entries.map((entry, index) => rowOf(entry, settings, group + idPart(index)));
  await storage.write(async (writer) => {
    let start = 0;
    for (; start + rowsPerInsert <= rows.length; start += rowsPerInsert) {
      const values = rows.slice(start, start + rowsPerInsert).flat();
      await writer.execute({ parts: insertMany, values });
    }
    for (const row of rows.slice(start)) await writer.execute({ parts: insertOne, values: row });
  });
}

/** Rows of one statement: a statement for each costs twice as much. */
const rowsPerInsert = 50;
const insertOne = insertParts(1);
const insertMany = insertParts(rowsPerInsert);

function insertParts(rows: number): readonly string[] {
  const values = Array.from({ length: rows }, () => "(?, ?, ?, ?, ?, ?, ?)").join(", ");
  return `INSERT INTO "logs" ("id", "created", "level", "message", "data", "status", "execTime") VALUES ${values}`.split(
    "?",
  );
}

/** Two characters for each entry of a group; 1,296 are more than a group has. */
function idPart(index: number): string {
  return index.toString(36).padStart(2, "0");
}

/** Ids sort by time, so the newest page of the index is the only one that is written. */
function rowOf(
  { at, level, message, data }: TimedEntry,
  settings: Settings["logs"],
  chance: string,
): readonly (string | number)[] {
  const id = at.getTime().toString(36).padStart(9, "0") + chance;
  const created = momentText(at);
  const text = cut(message, limits.logMessageCharacters);
  return [id, created, level, text, textOf(data, settings), statusOf(data), durationOf(data)];
}

/** HTTP's, and the nearest to it for calls over MCP; 0 for what is no answer. */
function statusOf({ status, type, outcome }: LogEntry["data"]): number {
  if (typeof status === "number") return status;
  if (type !== "mcp") return 0;
  if (outcome === "ok" || outcome === "dryRun") return 200;
  return outcome === "internal" || outcome === "unavailable" ? 500 : 400;
}

function durationOf({ execTime }: LogEntry["data"]): number {
  return typeof execTime === "number" ? execTime : 0;
}

function textOf(data: LogEntry["data"], settings: Settings["logs"]): string {
  const { authId, remoteIP, userIP, ...rest } = data;
  const kept = {
    ...rest,
    ...(settings.logAuthId && authId !== undefined && { authId }),
    ...(settings.logIP && remoteIP !== undefined && { remoteIP, userIP }),
  };
  const most = settings.maxDataSize || limits.logDataBytes;
  const text = JSON.stringify(kept);
  // A character has at most three bytes: most texts need no counting.
  if (text.length * 3 <= most || Buffer.byteLength(text) <= most) return text;
  // Long texts share what there is; a character takes up to six bytes when it is escaped.
  const values = Object.entries(kept);
  const each = Math.floor(most / values.length / 6);
  const short = values.map(([name, value]) => [
    name,
    typeof value === "string" ? cut(value, each) : value,
  ]);
  return JSON.stringify({ ...Object.fromEntries(short), truncated: true });
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
