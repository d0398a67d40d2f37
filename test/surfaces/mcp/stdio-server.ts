// A pretend product on standard input and output, for tests that spawn it.
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { serveMcpStdio } from "../../../src/surfaces/mcp/stdio-transport.ts";
import { posts, PretendHost } from "./pretend-host.ts";

setTimeout(() => console.log("chatter"), 5);
const host = new PretendHost(posts);
host.put("posts", { id: "p1", title: "First" });
await serveMcpStdio(openMcp(host), {
  token: process.env.VAULTBASE_MCP_TOKEN ?? "",
  readOnly: process.argv.includes("--read-only"),
});
console.error("hung up");
