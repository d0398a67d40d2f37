import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import { callerServer } from "./caller-server.ts";
import type { McpRequest } from "./mcp-request.ts";
import type { Mcp } from "./mcp-surface.ts";
import { singleRequest } from "./note-client.ts";

/** One request of a 2025 revision outside any session: one JSON answer, nothing kept. */
export async function answerWithoutSession(mcp: Mcp, asked: McpRequest): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  const { server } = callerServer(mcp, singleRequest(mcp, asked), "legacy");
  await server.connect(transport);
  try {
    // The answer is JSON whatever the client prefers; the SDK insists on seeing both named.
    const headers = new Headers(asked.request.headers);
    headers.set("accept", "application/json, text/event-stream");
    const request = new Request(asked.request.url, { method: "POST", headers });
    return await transport.handleRequest(request, { parsedBody: asked.body });
  } finally {
    await server.close();
  }
}
