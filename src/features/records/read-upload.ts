import { Failure } from "../../kernel/failure.ts";
import { Upload } from "../../kernel/upload.ts";

/**
 * A value of a body as a file: one a door received, or `{name, text}` or `{name, base64}` where a body
 * knows only JSON. Null for whatever is none.
 * @throws Failure `invalid` for base64 that is none.
 */
export function readUpload(given: unknown): Upload | null {
  if (given instanceof Upload) return given;
  if (typeof given !== "object" || given === null) return null;
  const { name, text, base64 } = given as Record<string, unknown>;
  if (typeof name !== "string") return null;
  if (typeof text === "string") return new Upload(name, new Blob([text]));
  return typeof base64 === "string" ? new Upload(name, new Blob([decode(name, base64)])) : null;
}

function decode(name: string, base64: string): Uint8Array<ArrayBuffer> {
  try {
    // Also with what a data URL has before it.
    return Uint8Array.fromBase64(base64.replace(/^data:[^,]*;base64,/, ""));
  } catch (thrown) {
    throw new Failure("invalid", `The content of ${name} is not base64.`, {
      cause: thrown,
      hint: `A file is {"name":"a.png","base64":"iVBORw0…"}, or {"name":"a.txt","text":"…"}.`,
    });
  }
}
