import { Failure } from "../../kernel/failure.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { Upload } from "../../kernel/upload.ts";
import type { Input } from "./read-body.ts";

/**
 * Puts the files of a form where the operation wants them: a batch's `requests.0.photo` into the body
 * of its first request.
 * @throws Failure `invalid` where there is no such place.
 */
export function placeFiles(operation: AnyOperation, body: Input): void {
  if (!operation.filePath) return;
  for (const [name, value] of Object.entries(body)) {
    const holdsFiles = [value].flat().some((each) => each instanceof Upload);
    const path = holdsFiles ? operation.filePath(name) : null;
    if (!path) continue;
    delete body[name];
    if (!place(body, path, value)) {
      throw new Failure("invalid", `There is no place for the file ${JSON.stringify(name)}.`, {
        hint: "Files come as requests.0.photo beside @jsonPayload, which holds the requests.",
      });
    }
  }
}

function place(container: object, [step, ...deeper]: readonly string[], value: unknown): boolean {
  if (step === undefined) return false;
  if (deeper.length === 0) {
    const property = { value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(container, step, property);
    return true;
  }
  const inner: unknown = Object.hasOwn(container, step)
    ? (container as Record<string, unknown>)[step]
    : undefined;
  return typeof inner === "object" && inner !== null && place(inner, deeper, value);
}
