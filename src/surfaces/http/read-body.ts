import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Upload } from "../../kernel/upload.ts";
import { isTooDeep } from "../../kernel/input-depth.ts";
import { limitBody, unreadable } from "./limit-body.ts";
import { readForm, type FileReception, type FormParts } from "./read-form.ts";

/** What a request says, by name. */
export type Input = Record<string, unknown>;

/**
 * A request's body as an object: JSON, a form, or a form whose `@jsonPayload` parts hold JSON.
 * `isText` names what stays text in a form, where other values that look like numbers become them.
 * @throws Failure `invalid` (not readable, not supported) or `tooLarge`.
 */
export async function readBody(
  request: Request,
  isText: (name: string) => boolean,
  files: FileReception | null = null,
): Promise<Input> {
  if (isEmpty(request)) return {};
  const type = (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "" || type === "application/json") {
    const body = await limitBody(request, limits.bodyBytes);
    const text = await body.text().catch(unreadable);
    return text.trim() === "" ? {} : parseObject(text);
  }
  if (type === "multipart/form-data") return fromParts(await readForm(request, files), isText);
  if (type === "application/x-www-form-urlencoded") {
    const body = await limitBody(request, limits.bodyBytes);
    const text = await body.text().catch(unreadable);
    // Of a field with such a name nothing would be kept, and nobody would hear of it.
    if (/^\s*\{/.test(text)) throw jsonAsForm();
    return fromParts([...new URLSearchParams(text)], isText);
  }
  throw new Failure("invalid", "Unsupported Content-Type.", {
    hint: `Send application/json or a form, not ${type}.`,
  });
}

/** What curl sends with `-d` where no header says more. */
function jsonAsForm(): Failure {
  return new Failure("invalid", "The body is JSON, and its Content-Type says it is a form.", {
    hint: "Send the header Content-Type: application/json.",
  });
}

/** Without a body, its type does not matter. Looking at `body` makes reading it slower: last. */
function isEmpty(request: Request): boolean {
  const length = request.headers.get("content-length");
  return length === "0" || (length === null && request.body === null);
}

function parseObject(text: string): Input {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return unreadable(thrown);
  }
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) {
    return unreadable("it must be a JSON object.");
  }
  // Only a long text can be deep: the usual body is not walked.
  if (text.length > 2 * limits.jsonDepth && isTooDeep(value)) {
    return unreadable(`it is nested more than ${limits.jsonDepth} levels deep.`);
  }
  return value as Input;
}

/** A part that comes again makes a list; what the JSON parts say goes on top. */
function fromParts(parts: FormParts, isText: (name: string) => boolean): Input {
  const input: Input = {};
  const payloads: Input[] = [];
  for (const [name, given] of Map.groupBy(parts, ([each]) => each)) {
    const values = given.map(([, value]) => value);
    if (name === "@jsonPayload") payloads.push(...values.map(parsePayload));
    else {
      const meant = values.map((value) => (isText(name) ? value : infer(value)));
      define(input, name, meant.length === 1 ? meant[0] : meant);
    }
  }
  for (const payload of payloads) {
    for (const [name, value] of Object.entries(payload)) define(input, name, value);
  }
  return input;
}

function parsePayload(value: string | Upload): Input {
  return typeof value === "string" ? parseObject(value) : unreadable("@jsonPayload is a file.");
}

/** Also for a key like `__proto__`, which an assignment would take for something else. */
function define(input: Input, name: string, value: unknown): void {
  Object.defineProperty(input, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** Forms know only text; what is plainly a boolean or a number is meant as one. */
function infer(text: string | Upload): unknown {
  if (typeof text !== "string") return text;
  if (text === "true") return true;
  if (text === "false") return false;
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && String(Number(text)) === text
    ? Number(text)
    : text;
}
