import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { limitBody, unreadable } from "./limit-body.ts";

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
): Promise<Input> {
  if (isEmpty(request)) return {};
  const type = (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "" || type === "application/json") {
    const body = await limitBody(request, limits.bodyBytes);
    const text = await body.text().catch(unreadable);
    return text.trim() === "" ? {} : parseObject(text);
  }
  if (type === "multipart/form-data" || type === "application/x-www-form-urlencoded") {
    const body = await limitBody(request, limits.bodyBytes);
    return readForm(await body.formData().catch(unreadable), isText);
  }
  throw new Failure("invalid", "Unsupported Content-Type.", {
    hint: `Send application/json or a form, not ${type}.`,
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
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return unreadable("it must be a JSON object.");
  }
  // Only a long text can be deep: the usual body is not walked.
  if (text.length > 2 * limits.jsonDepth && isDeeperThan(value, limits.jsonDepth)) {
    return unreadable(`it is nested more than ${limits.jsonDepth} levels deep.`);
  }
  return value as Input;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1));
}

function readForm(
  form: Awaited<ReturnType<Request["formData"]>>,
  isText: (name: string) => boolean,
): Input {
  const input: Input = {};
  const payloads: Input[] = [];
  for (const name of new Set(form.keys())) {
    const given = form.getAll(name);
    const file = given.find((value) => typeof value !== "string");
    if (file) {
      throw new Failure("invalid", "Files are not supported yet.", {
        hint: `Leave out the part ${name}.`,
      });
    }
    const texts = given as string[];
    if (name === "@jsonPayload") payloads.push(...texts.map(parseObject));
    else {
      const values = isText(name) ? texts : texts.map(infer);
      define(input, name, values.length === 1 ? values[0] : values);
    }
  }
  for (const payload of payloads) {
    for (const [name, value] of Object.entries(payload)) define(input, name, value);
  }
  return input;
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
function infer(text: string): unknown {
  if (text === "true") return true;
  if (text === "false") return false;
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && String(Number(text)) === text
    ? Number(text)
    : text;
}
