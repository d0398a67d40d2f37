import { redact } from "./redact.ts";

export interface RedactOptions {
  /** Names, in lower case, whose values are secret beside those that sound like it. */
  readonly names: ReadonlySet<string>;
  /** Characters that are left of a text, entries of a list, and levels. */
  readonly characters: number;
  readonly entries: number;
  readonly depth: number;
}

/**
 * A copy of what was sent that may be kept: what a property's name gives away as secret becomes
 * `***`, and so does what looks like a secret inside any text. Long texts and lists are cut.
 */
export function redactValue(value: unknown, options: RedactOptions): unknown {
  const { names, characters, entries, depth } = options;
  if (typeof value === "string") return cut(redactText(value), characters);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  const inner = { ...options, depth: depth - 1 };
  if (Array.isArray(value)) {
    const kept = value.slice(0, entries).map((each) => redactValue(each, inner));
    const more = value.length - entries;
    return more > 0 ? [...kept, `… ${more} more`] : kept;
  }
  const told = "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : value;
  return Object.fromEntries(
    Object.entries(told).map(([name, each]) => [
      cut(redactText(name), characters),
      each !== null && (isSecretName(name, names) || isNamedBeside(told, name, names))
        ? "***"
        : redactValue(each, inner),
    ]),
  );
}

/** What is a secret wherever it stands: tokens, keys, passwords in addresses and in what looks like JSON. */
function redactText(text: string): string {
  return redact(text)
    .replaceAll(credentials, "$1***")
    .replaceAll(assigned, "$1***")
    .replaceAll(privateKey, "***")
    .replaceAll(issuedKey, "***");
}

/** Whether a name sounds like a secret, or is among `names` (lower case). */
export function isSecretName(name: string, names?: ReadonlySet<string>): boolean {
  if (secretName.test(name)) return true;
  // An update's `pin+` is the field pin.
  return names?.has(name.toLowerCase().replaceAll(/^\+|[+-]$/g, "")) ?? false;
}

/** `{key: "smtp.password", value: …}` and `{name: "Authorization", value: …}` say it beside the value. */
function isNamedBeside(holder: object, name: string, names: ReadonlySet<string>): boolean {
  if (name !== "value") return false;
  const { key, name: called } = holder as { readonly key?: unknown; readonly name?: unknown };
  return [key, called].some((each) => typeof each === "string" && isSecretName(each, names));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

const secretWords =
  "pass(?:word|wd|phrase)|pwd|secret|token|otp|credential|api_?-?key|access_?-?key|private_?-?key|authorization|cookie|signature";

/** Headers to be sent hold keys under names that nobody can foresee. */
const secretName = new RegExp(`${secretWords}|^headers$`, "i");

/** `Bearer …`, `Basic …`, and `//user:password@`. */
const credentials = /(\b(?:bearer|basic)\s+|\/\/[^\s/:@]*:)[^\s@"']+/gi;

/** `password = "…"` and `"password": "…"`, in filters, SQL and JSON inside texts. */
const assigned = new RegExp(
  `((?:${secretWords})\\w*\\\\?["'\`]?\\s*(?:[=:]|!=|~)\\s*)(\\\\?"(?:[^"\\\\]|\\\\.)*"?|'(?:[^']|'')*'?|[^\\s,;)&|]+)`,
  "gi",
);

const privateKey =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Keys that well-known services issue say what they are in their first letters. */
const issuedKey =
  /\b(?:sk|pk|rk)[-_](?:live|test|ant|proj)?[-_]?[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bxox[abeoprs]-[\w-]{10,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}/g;
