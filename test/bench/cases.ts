import type { Load } from "./load.ts";
import { makeRow, someId } from "./rows.ts";

/** One request, as each server wants it; absent where a server has no such thing. */
export interface Case {
  readonly name: string;
  readonly floor?: Request;
  readonly rest?: Request;
  readonly mcp?: Request;
  /** Highest CPU, as a multiple of the floor's (REST) or of the same REST call's (MCP). */
  readonly mark?: number;
}

type Request = Pick<Load, "method" | "body"> & { readonly path: string };

const get = (path: string): Request => ({ method: "GET", path });
const { id: _, at: __, ...row } = makeRow(1);
const newRow = JSON.stringify({ ...row, title: "New {n}" });
const newTitle = JSON.stringify({ title: "Changed {n}" });
const records = "/api/collections/items/records";

export const cases: readonly Case[] = [
  {
    name: "get by id",
    floor: get(`/get/${someId}`),
    rest: get(`${records}/${someId}`),
    mcp: call("get_items", { id: someId }),
    mark: 2,
  },
  {
    name: "list 30 of 10,000",
    floor: get("/list"),
    rest: get(`${records}?skipTotal=1`),
    mcp: call("list_items", { skipTotal: true }),
    mark: 1.5,
  },
  { name: "list 30, with total", floor: get("/listTotal"), rest: get(records), mark: 1.5 },
  {
    name: "list 30, filtered and sorted",
    floor: get("/filtered"),
    rest: get(`${records}?skipTotal=1&sort=-n&filter=${encodeURIComponent("n > 500")}`),
    mark: 1.5,
  },
  {
    name: "create",
    floor: { method: "POST", path: "/create", body: newRow },
    rest: { method: "POST", path: records, body: newRow },
    mcp: call("create_items", { data: JSON.parse(newRow) as unknown }),
  },
  {
    name: "update",
    floor: { method: "PATCH", path: `/update/${someId}`, body: newTitle },
    rest: { method: "PATCH", path: `${records}/${someId}`, body: newTitle },
  },
];

/** How much dearer than the same call over REST an MCP call may be. */
export const mcpMark = 3;

export const listTools: Request = rpc("tools/list", {});

function call(name: string, args: unknown): Request {
  return rpc("tools/call", { name, arguments: args });
}

function rpc(method: string, params: unknown): Request {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  return { method: "POST", path: "/api/v1/mcp", body };
}
