/** What a mail's HTML says to those who read text: links in angle brackets, a line per block. */
export function plainText(html: string): string {
  const text = html
    .replaceAll(/<(style|script|head|title)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replaceAll(/<a\b[^>]*\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a\s*>/gi, link)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/<br\s*\/?>|<\/(?:div|tr|li)\s*>/gi, "\n")
    .replaceAll(/<\/(?:p|h[1-6]|table|ul|ol|blockquote)\s*>/gi, "\n\n")
    .replaceAll(/<[^>]*>/g, "");
  return decode(text)
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function link(_all: string, double: string | undefined, single: string | undefined, inner: string) {
  const address = double ?? single ?? "";
  const said = inner.replaceAll(/<[^>]*>/g, "").trim();
  return said === "" || said === address ? address : `${said} &lt;${address}&gt;`;
}

function decode(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi,
    (all, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      return named[String(name).toLowerCase()] ?? all;
    },
  );
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};
