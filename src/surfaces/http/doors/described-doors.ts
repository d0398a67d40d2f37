import type { PathItems } from "../openapi-route.ts";

const failure = { default: { $ref: "#/components/responses/Failure" } };
const text = { type: "string" };

/** How records' files are fetched. */
export const filePaths: PathItems = {
  "/files/{collection}/{id}/{name}": {
    get: {
      operationId: "filesGet",
      tags: ["files"],
      summary: "Get a file of a record.",
      parameters: [
        { name: "collection", in: "path", required: true, schema: text },
        { name: "id", in: "path", required: true, description: "The record's id.", schema: text },
        {
          name: "name",
          in: "path",
          required: true,
          description: "As the record has it.",
          schema: text,
        },
        {
          name: "thumb",
          in: "query",
          description: "An image made smaller: 100x100, or a size that the field names.",
          schema: text,
        },
        { name: "download", in: "query", description: "To be saved.", schema: { type: "boolean" } },
        {
          name: "token",
          in: "query",
          description: "From POST /files/token, where the field is protected.",
          schema: text,
        },
      ],
      responses: {
        200: { description: "The file.", content: { "*/*": { schema: {} } } },
        206: { description: "The part that Range asked for.", content: { "*/*": { schema: {} } } },
        304: { description: "It is the one that the client has." },
        ...failure,
      },
    },
  },
};

/** How changes are listened to. */
export const realtimePaths: PathItems = {
  "/realtime": {
    get: {
      operationId: "realtimeOpen",
      tags: ["realtime"],
      summary: "Open a stream of events; the first one names the client.",
      responses: {
        200: {
          description: "Server-sent events.",
          content: { "text/event-stream": { schema: text } },
        },
        ...failure,
      },
    },
    post: {
      operationId: "realtimeSubscribe",
      tags: ["realtime"],
      summary: "Say what a stream is to tell of, in place of what it told of before.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: {
                clientId: { ...text, description: "From the stream's first event." },
                subscriptions: {
                  type: "array",
                  items: text,
                  description: "Such as posts/* or posts/ID; an empty list ends them.",
                },
              },
              required: ["clientId", "subscriptions"],
            },
          },
        },
      },
      responses: { 204: { description: "Done." }, ...failure },
    },
  },
};
