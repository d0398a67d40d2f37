/** How much of a text is looked at, bytes. */
const headBytes = 64 * 1024;

export interface ContentType {
  /** The media types it goes by, the most exact first. */
  readonly types: readonly [string, ...string[]];
  /** Of a file's name, for one that has none: `.png`, or "". */
  readonly extension: string;
}

/**
 * What content is, from the content itself: a name only tells which kind of text a text is. Formats
 * with a signature are `file-type`'s knowledge; texts have none.
 */
export async function contentType(content: Blob, name: string): Promise<ContentType> {
  const head = new Uint8Array(await content.slice(0, headBytes).arrayBuffer());
  const text = textOf(head, content.size > headBytes);
  if (text !== null) return textType(text, content.size > headBytes, extensionOf(name));
  const { fileTypeFromBlob } = await import("file-type");
  const found = await fileTypeFromBlob(content);
  if (!found) return { types: ["application/octet-stream"], extension: "" };
  const type = found.mime.split(";")[0]!;
  return { types: [type, ...(alsoCalled.get(type) ?? [])], extension: `.${found.ext}` };
}

/** What only a name tells of a text. */
const textExtensions: ReadonlyMap<string, string> = new Map([
  ["css", "text/css"],
  ["csv", "text/csv"],
  ["tsv", "text/tab-separated-values"],
  ["js", "text/javascript"],
  ["mjs", "text/javascript"],
  ["md", "text/markdown"],
  ["ics", "text/calendar"],
  ["vcf", "text/vcard"],
]);

/** Names that are common besides the one `file-type` chose. */
const alsoCalled: ReadonlyMap<string, readonly string[]> = new Map([
  ["application/x-rar-compressed", ["application/vnd.rar"]],
  ["audio/wav", ["audio/x-wav", "audio/vnd.wave"]],
  ["audio/x-flac", ["audio/flac"]],
  ["audio/flac", ["audio/x-flac"]],
  ["audio/x-m4a", ["audio/mp4"]],
  ["image/x-icon", ["image/vnd.microsoft.icon"]],
  ["video/matroska", ["video/x-matroska"]],
  ["video/vnd.avi", ["video/x-msvideo"]],
]);

function textType(text: string, cut: boolean, extension: string): ContentType {
  const start = text.trimStart().slice(0, 4096).toLowerCase();
  const root = start.replace(/^(?:<\?xml[^>]*>|<!--.*?-->|<!doctype svg[^>]*>|\s)*/s, "");
  if (root.startsWith("<svg")) return { types: ["image/svg+xml"], extension: ".svg" };
  if (/^<(!doctype html|html|head|body|script|iframe|title|h1|table|div)[\s>]/.test(root)) {
    return { types: ["text/html"], extension: ".html" };
  }
  if (start.startsWith("<?xml")) {
    return { types: ["text/xml", "application/xml"], extension: ".xml" };
  }
  if (start.startsWith("%pdf-")) return { types: ["application/pdf"], extension: ".pdf" };
  if (isJson(text, cut, extension)) return { types: ["application/json"], extension: ".json" };
  const named = textExtensions.get(extension);
  return { types: named ? [named, "text/plain"] : ["text/plain"], extension: ".txt" };
}

/** A text too long to be read whole is what its name says. */
function isJson(text: string, cut: boolean, extension: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  if (cut) return extension === "json";
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // not JSON, which is an answer and no fault
  }
}

/** Null for what is no UTF-8 text; a character cut in two at the end is none the worse. */
function textOf(head: Uint8Array, cut: boolean): string | null {
  if (head.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: cut });
  } catch {
    return null; // some other encoding, or no text at all
  }
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}
