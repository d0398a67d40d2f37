import { expect, test } from "bun:test";
import { plainText } from "../../src/lib/plain-text.ts";

test.each([
  ["<p>One</p><p>Two</p>", "One\n\nTwo"],
  ["a<br>b<br/>c", "a\nb\nc"],
  ["<p>  much \n\n space </p>", "much space"],
  ['<a href="https://example.com/?a=1&amp;b=2">open</a>', "open <https://example.com/?a=1&b=2>"],
  ["<a class=x href='https://example.com'><b>open</b></a>", "open <https://example.com>"],
  ['<a href="https://example.com">https://example.com</a>', "https://example.com"],
  ["<style>p { color: red }</style><title>t</title><p>x</p>", "x"],
  ["&lt;b&gt; &quot;&#39;&#x263a; &unknown; &#99999999;", "<b> \"'☺ &unknown; &#99999999;"],
  ["<h1>Title</h1><ul><li>a</li><li>b</li></ul>end", "Title\n\na\nb\n\nend"],
  ["", ""],
])("%j reads %j", (html, text) => {
  expect(plainText(html)).toBe(text);
});
