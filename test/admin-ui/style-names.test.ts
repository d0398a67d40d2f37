// To the compiler a style sheet's names are any texts: one that is misspelt, or gone, shows only on the page.
import { expect, test } from "bun:test";
import { join } from "node:path";

const root = join(import.meta.dir, "../../admin-ui");

test("pages use the names that their style sheets have, and all of them", async () => {
  const written = new Map<string, readonly string[]>();
  const used = new Map<string, Set<string>>();
  const use = (sheet: string, names: readonly string[]) =>
    used.set(sheet, new Set([...(used.get(sheet) ?? []), ...names]));

  for await (const [path, text] of files("**/*.module.css")) {
    // What libraries call theirs is not the pages' to use.
    const own = text.replaceAll(/\/\*.*?\*\/|"[^"]*"|:global\([^)]*\)/gs, "");
    written.set(path, namesIn(own, /\.([a-zA-Z]\w*)/g));
    for (const [, names = "", from] of text.matchAll(/composes: ([\w ]+?)(?: from "(.+)")?;/g)) {
      use(from ? join(path, "..", from) : path, names.split(" "));
    }
  }
  for await (const [path, text] of files("**/*.{ts,tsx}")) {
    for (const [, styles, from = ""] of text.matchAll(/import (\w+) from "(.+\.module\.css)"/g)) {
      use(join(path, "..", from), namesIn(text, new RegExp(`\\b${styles}\\.(\\w+)`, "g")));
    }
  }

  for (const [sheet, names] of written) {
    const found = [...(used.get(sheet) ?? [])].toSorted();
    expect({ sheet, names: found }).toEqual({ sheet, names: names.toSorted() });
  }
});

async function* files(pattern: string): AsyncGenerator<readonly [path: string, text: string]> {
  for await (const file of new Bun.Glob(pattern).scan(root)) {
    const path = join(root, file);
    yield [path, await Bun.file(path).text()];
  }
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}
