import type { Collection } from "../../../../src/product.ts";
import type { Endpoint } from "./endpoint.ts";

/** An answer as it is shown: the status, and a body where there is one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const ruleOf: Partial<Record<Endpoint, keyof Collection & `${string}Rule`>> = {
  "records.list": "listRule",
  "records.get": "viewRule",
  "records.create": "createRule",
  "records.update": "updateRule",
  "records.delete": "deleteRule",
};

/** Who may call it, by the collection's rules: null: superusers, "": everybody; undefined: no rule says. */
export function ruleFor(endpoint: Endpoint, collection: Collection): string | null | undefined {
  const name = ruleOf[endpoint];
  return name && collection[name];
}

/** How it is refused, in the server's own words. */
export function failuresOf(endpoint: Endpoint, collection: Collection): readonly Answer[] {
  const { name } = collection;
  const isLocked = ruleFor(endpoint, collection) === null;
  const locked = failure(403, "forbidden", "Only superusers can perform this action.", {
    hint: `The ${ruleOf[endpoint]} of ${name} is locked: a superuser has to set it first.`,
  });
  const missing = failure(404, "notFound", "The requested resource wasn't found.", {
    hint: `No record "RECORD_ID" that you may reach in ${name}; list its records for their ids.`,
  });
  const common = isLocked ? [locked] : [];
  switch (endpoint) {
    case "records.list":
      return [badFilter(name), ...common];
    case "records.get":
      return [...common, missing];
    case "records.create":
      return [badField("Failed to create record.", collection), ...common];
    case "records.update":
      return [
        badField("Failed to update record.", collection),
        ...common,
        missing,
        ...conflicts(collection),
      ];
    case "records.delete":
      return [...common, missing, ...conflicts(collection)];
    case "auth.withPassword":
      return [
        failure(400, "invalid", "Failed to authenticate.", {
          hint: "The identity or the password is wrong.",
        }),
      ];
    case "auth.refresh":
    case "auth.requestEmailChange":
      return [
        failure(401, "unauthenticated", "The request requires valid record authorization token.", {
          hint: `Sign in first: POST /collections/${name}/auth-with-password.`,
        }),
      ];
    case "auth.requestVerification":
    case "auth.requestPasswordReset":
    case "auth.requestOtp":
      return [badInput("email", { code: "validation_required", message: "Cannot be blank." })];
    case "auth.confirmVerification":
    case "auth.confirmPasswordReset":
    case "auth.confirmEmailChange":
      return [
        badInput("token", {
          code: "validation_invalid_token",
          message: "Invalid or expired token.",
        }),
      ];
    default:
      return [];
  }
}

function badFilter(name: string): Answer {
  return failure(400, "invalid", "Something went wrong while processing your request.", {
    reason: `There is no field "nobody" in ${name} (position 1).`,
    hint: "Did you mean …?",
    position: 1,
  });
}

interface Problem {
  readonly code: string;
  readonly message: string;
}

function badInput(name: string, problem: Problem, message = wrongInput): Answer {
  return failure(400, "invalid", message, {
    data: { [name]: problem },
    hint: `${name}: ${problem.message}`,
  });
}

const wrongInput = "An error occurred while validating the submitted data.";

/** Of a field that must not be empty, where there is one. */
function badField(message: string, { fields }: Collection): Answer {
  const field = fields.find(({ required, system }) => required && !system) ?? fields.at(-1);
  const problem = { code: "validation_required", message: "Cannot be blank." };
  return badInput(field?.name ?? "id", problem, message);
}

/** Only where a field tells when a record was last changed. */
function conflicts({ name, fields }: Collection): readonly Answer[] {
  const field = fields.find(({ type, onUpdate }) => type === "autodate" && onUpdate);
  if (!field) return [];
  const updated = "2026-03-01 08:30:00.000Z";
  const message = `${name}/RECORD_ID was changed meanwhile: its ${field.name} is ${updated}.`;
  return [
    failure(409, "conflict", message.charAt(0).toUpperCase() + message.slice(1), {
      hint: `Nothing was written. Read it again, see whether your change still fits, and send it with that ${field.name} as if_updated.`,
      updated,
    }),
  ];
}

function failure(
  status: number,
  code: string,
  message: string,
  { data = {}, ...more }: { readonly data?: object; readonly [key: string]: unknown },
): Answer {
  return { status, body: { data, message, status, code, ...more, requestId: "REQUEST_ID" } };
}
