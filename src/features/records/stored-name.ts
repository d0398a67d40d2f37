/**
 * What a file is called among the blobs: `Summer Photo.JPG` → `summer_photo_k2x9q0w1ze.JPG`. Only
 * letters, digits, `_` and `.`, and a part that nobody can guess.
 */
export function storedName(
  given: string,
  extensionOfType: string,
  randomId: (length: number) => string,
): string {
  const file = given.split(/[/\\]/).at(-1) ?? "";
  const { base, extension } = split(file);
  const readable = snakeCase(base).slice(0, 100).replace(/_$/, "");
  // A name too short to say anything is made longer, as PocketBase does.
  const start = readable.length < 3 ? readable + randomId(10) : readable;
  return `${start}_${randomId(10)}${extension || extensionOfType}`;
}

/** `.tar.gz` is one extension. A name that only has an extension has no base. */
function split(file: string): { base: string; extension: string } {
  const [extension = ""] = /(?:\.tar)?\.[a-z0-9]{1,20}$/i.exec(file) ?? [];
  return { base: file.slice(0, file.length - extension.length), extension };
}

function snakeCase(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^a-zA-Z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "")
    .toLowerCase();
}
