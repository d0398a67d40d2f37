import { Failure } from "../../kernel/failure.ts";
/** What a request says, by name. */
export type Input = Record<string, unknown>;

/**
 * A request's body as an object: JSON, a form, or a form whose `@jsonPayload` parts hold JSON.
 * `isText` names what stays text in a form, where other values that look like numbers become them.
 * @throws Failure `invalid` (not readable, not supported) or `tooLarge`.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  isText: (name: string) => boolean,
): Promise<Input> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const type = (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "" || type === "application/json") return readJson(request, maxBytes);
  if (type === "multipart/form-data" || type === "application/x-www-form-urlencoded") {
    return readForm(await request.formData().catch(unreadable), isText);
  }
  throw new Failure("invalid", "Unsupported Content-Type.", {
    hint: `Send application/json or a form, not ${type}.`,
  });
}

async function readJson(request: Request, maxBytes: number): Promise<Input> {
  const text = await request.text();
  if (text.length > maxBytes) throw tooLarge(maxBytes);
  if (text.trim() === "") return {};
  const value = parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Input;
  throw new Failure("invalid", "Failed to load the submitted data due to invalid formatting.", {
    hint: "The body must be a JSON object.",
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    return unreadable(thrown);
  }
}

function unreadable(thrown: unknown): never {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  throw new Failure("invalid", "Failed to load the submitted data due to invalid formatting.", {
    hint: `The body cannot be read: ${reason.slice(0, 200)}`,
    cause: thrown,
  });
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
    if (name === "@jsonPayload") payloads.push(...texts.map((text) => parse(text) as Input));
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

function tooLarge(maxBytes: number): Failure {
  return new Failure("tooLarge", "Request entity too large.", {
    hint: `A body has at most ${maxBytes} bytes.`,
  });
}
