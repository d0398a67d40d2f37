import { expect, test } from "bun:test";
import { contentType } from "../../src/lib/content-type.ts";

const png = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
const zip = Uint8Array.fromHex("504b0506000000000000000000000000000000000000");

const rows: [name: string, content: string | Uint8Array<ArrayBuffer>, types: string[]][] = [
  ["a.png", png, ["image/png"]],
  ["a.txt", png, ["image/png"]],
  ["a.zip", zip, ["application/zip"]],
  ["a.pdf", "%PDF-1.7\n", ["application/pdf"]],
  ["a.bin", new Uint8Array([1, 2, 0, 255]), ["application/octet-stream"]],
  ["a.txt", new Uint8Array([0xe4, 0xf6, 0x20]), ["application/octet-stream"]],
  ["a.png", "no picture", ["text/plain"]],
  ["a.txt", "", ["text/plain"]],
  ["a.txt", "hello wörld", ["text/plain"]],
  ["a.csv", "a,b\n1,2", ["text/csv", "text/plain"]],
  ["a.md", "# Title", ["text/markdown", "text/plain"]],
  ["a.json", '{"a":1}', ["application/json"]],
  ["a.txt", " [1, 2]", ["application/json"]],
  ["a.json", "{not json", ["text/plain"]],
  ["a.json", `{"a":"${"x".repeat(70_000)}`, ["application/json"]],
  ["a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', ["image/svg+xml"]],
  ["a.txt", '<?xml version="1.0"?>\n<!-- by hand -->\n<svg/>', ["image/svg+xml"]],
  ["a.xml", '<?xml version="1.0"?><a/>', ["text/xml", "application/xml"]],
  ["a.txt", "\n<!DOCTYPE html><p>", ["text/html"]],
  ["a.txt", "<script>alert(1)</script>", ["text/html"]],
  ["a.txt", "x < y and svg", ["text/plain"]],
];

for (const [name, content, types] of rows) {
  const shown = typeof content === "string" ? content.slice(0, 30) : `${content.length} bytes`;
  test(`${name} with ${JSON.stringify(shown)} is ${types[0]}`, async () => {
    expect((await contentType(new Blob([content]), name)).types).toEqual(types as [string]);
  });
}

test("a text cut within a character is still a text", async () => {
  const text = "ä".repeat(70_000);
  expect((await contentType(new Blob([`x${text}`]), "a.txt")).types).toEqual(["text/plain"]);
});
