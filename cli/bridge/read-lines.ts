/** Characters of one message: what a server takes, and then some. */
const longest = 64 * 1024 * 1024;

/** Messages as standard input frames them: one a line. @throws RangeError for a line without end. */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const [first = "", ...rest] = decoder.decode(chunk, { stream: true }).split("\n");
    begun.push(first);
    length += first.length;
    if (length > longest) throw new RangeError(`A message is longer than ${longest} characters.`);
    for (const piece of rest) {
      const line = begun.join("").trim();
      begun = [piece];
      length = piece.length;
      if (line !== "") yield line;
    }
  }
  const last = begun.join("").trim();
  if (last !== "") yield last;
}
