import { readRange } from "./read-range.ts";

/** Something stored, on its way to whoever asked. */
export interface OutgoingFile {
  readonly content: Blob;
  readonly size: number;
  readonly modified: Date;
  readonly name: string;
  /** Its media type, by its content. */
  readonly type: string;
  /** To be saved in any case, rather than shown. */
  readonly download: boolean;
  /** Only for whoever asked: no cache in between may keep it. */
  readonly private: boolean;
}

/**
 * A file as a response: whole (200), a part (206), a part that is not there (416), or nothing new
 * (304). Whatever it is, a browser runs nothing of it: RFC 9110, sections 13 and 14.
 */
export function fileResponse(asked: Headers, file: OutgoingFile): Response {
  const headers = headersOf(file);
  if (isUnchanged(asked, file.modified)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  const range = isSameFile(asked, file.modified) ? readRange(asked.get("range"), file.size) : null;
  if (range === null) return new Response(file.content, { headers });
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range;
  headers.set("content-range", `bytes ${first}-${last}/${file.size}`);
  return new Response(file.content.slice(first, last + 1, file.type), { status: 206, headers });
}

function headersOf({ name, type, modified, ...file }: OutgoingFile): Headers {
  const shown = !file.download && shownTypes.test(type);
  return new Headers({
    "accept-ranges": "bytes",
    "access-control-allow-origin": "*",
    // A file never changes under its name.
    "cache-control": `${file.private ? "private, " : ""}max-age=2592000, stale-while-revalidate=86400`,
    "content-disposition": `${shown ? "inline" : "attachment"}; ${asFileName(name)}`,
    "content-security-policy":
      "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "last-modified": modified.toUTCString(),
    "x-content-type-options": "nosniff",
  });
}

/** What browsers show without running anything; everything else is saved. */
const shownTypes =
  /^(?:image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon)|video\/.+|audio\/.+|application\/pdf)$/;

function isUnchanged(asked: Headers, modified: Date): boolean {
  const since = Date.parse(asked.get("if-modified-since") ?? "");
  return since >= wholeSeconds(modified);
}

/** A part is only wanted of the file that the other parts were of. */
function isSameFile(asked: Headers, modified: Date): boolean {
  const condition = asked.get("if-range");
  return condition === null || Date.parse(condition) === wholeSeconds(modified);
}

function wholeSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000) * 1000;
}

/** RFC 6266: what is not plain comes percent-encoded as well. */
function asFileName(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return plain === name ? `filename="${name}"` : `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
