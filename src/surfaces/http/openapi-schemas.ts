import type { FailureCode } from "../../kernel/failure.ts";
import { statuses } from "./failure-response.ts";

const codes = Object.keys(statuses) as FailureCode[];

/** What every answer that is not a success looks like. */
export const commonSchemas = {
  Failure: {
    type: "object",
    properties: {
      status: { type: "integer", description: "The HTTP status once more." },
      code: { type: "string", enum: codes },
      message: { type: "string", description: "One sentence." },
      reason: { type: "string", description: "What was wrong with a question." },
      hint: { type: "string", description: "What to do next." },
      data: {
        type: "object",
        description: "Problems by field; nested as the input is.",
        additionalProperties: true,
      },
      requestId: { type: "string", description: "The log's name for the request." },
    },
    required: ["status", "code", "message", "data", "requestId"],
  },
} as const;

export const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "A session token from signing in, or a token made by `vaultbase token mint`.",
  },
  key: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same tokens." },
} as const;

/** Where one of the document's own schemas is meant. */
export function refTo(schema: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${schema}` };
}
