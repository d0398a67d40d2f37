import { nearest } from "../../lib/nearest.ts";
import type { ToolsetOptions } from "./mcp-host.ts";
import { refusal } from "./request-guards.ts";

/** What an address asks for beside the protocol. */
export interface RequestView {
  readonly toolset: ToolsetOptions["toolset"] | null;
  readonly readOnly: boolean;
}

/** `?toolset=` and `?read_only=`, or the refusal they earned. */
export function viewOf(url: URL): Response | RequestView {
  if (url.search === "") return { toolset: null, readOnly: false };
  const { searchParams } = url;
  const asked = searchParams.get("toolset");
  const known = ["auto", "collections", "compact"] as const;
  const toolset = known.find((each) => each === asked) ?? null;
  if (asked !== null && !toolset) {
    const near = nearest(asked, known);
    return refusal(400, -32602, `toolset is one of ${known.join(", ")}${near ? `; ${near}?` : ""}`);
  }
  const readOnly = searchParams.get("read_only");
  if (readOnly !== null && !["", "0", "1", "false", "true"].includes(readOnly)) {
    return refusal(400, -32602, "read_only is 1 or 0.");
  }
  return { toolset, readOnly: readOnly === "" || readOnly === "1" || readOnly === "true" };
}
