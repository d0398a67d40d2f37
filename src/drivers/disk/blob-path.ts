import { join } from "node:path";

/**
 * Where a blob lies below `root`. Letters, digits, `_`, `-` and `.` stay as they are; everything else
 * is percent-encoded, so that no segment leads out of its folder or means something to the system.
 */
export function toFilePath(root: string, path: string): string {
  if (path === "") return root;
  return join(root, ...path.split("/").map(encodeSegment));
}

/** The segment behind a file's name; null for a name that none of ours can have. */
export function decodeSegment(name: string): string | null {
  try {
    const segment = decodeURIComponent(name);
    return encodeSegment(segment) === name ? segment : null;
  } catch {
    return null; // a broken escape: somebody else put it there
  }
}

function encodeSegment(segment: string): string {
  if (segment === "") throw new Error("a blob's path has an empty segment");
  return segment
    .replaceAll(/[^\w.-]/gu, (character) => percent(character))
    .replace(/^\.|\.$/g, percent("."));
}

function percent(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
