import type { Caller } from "../../kernel/caller.ts";
import type { Connection } from "./mcp-part.ts";

/** A POST, GET or DELETE, with what the door found out about it. */
export interface McpRequest {
  readonly request: Request;
  /** Parsed; undefined where none comes. */
  readonly body: unknown;
  readonly caller: Caller;
  readonly credential: string;
  /** A superuser tries a token: its agent is not there because of that. */
  readonly tried: boolean;
  readonly connection: Omit<Connection, "caller" | "transport" | "note">;
}
