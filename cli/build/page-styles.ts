import { basename, join } from "node:path";
import type { BuildMetafile } from "bun";

/**
 * All styles in one text, with those of Mantine's components that the page uses; `root` is the
 * project's. Bun writes a page's styles for browsers of 2020, where a margin at the start of a line
 * takes hundreds of `:lang()`; for its own target it leaves them as they are, which is what every
 * browser of today understands.
 */
export async function pageStyles(root: string, made: BuildMetafile): Promise<string> {
  const source = join(root, "admin-ui");
  const mantine = join(root, "node_modules", "@mantine", "core");
  const entry = join(source, "styles", "page.css");
  // A chunk that is loaded later cannot bring its styles along: all of them come with the page.
  const modules = await Array.fromAsync(new Bun.Glob("**/*.module.css").scan(source));
  const imports = modules
    .toSorted()
    .map((file) => `@import ${JSON.stringify(join(source, file))};`);
  const result = await Bun.build({
    entrypoints: [entry],
    target: "bun",
    minify: true,
    files: {
      [entry]: [await Bun.file(entry).text(), ...imports].join("\n"),
      [join(mantine, "styles.css")]: await usedStyles(mantine, made),
    },
  });
  const styles = result.outputs.find(({ path }) => path.endsWith(".css"));
  if (!styles) throw new AggregateError(result.logs, "The page's styles cannot be built.");
  return styles.text();
}

/** What stands in no component's file, and all of them lean on. */
const always = ["baseline", "default-css-variables", "global"];

/**
 * Mantine's `styles.css` without the components that are not used, which are two fifths of it: each
 * has a file of its own as well. Their order decides which rule wins, so it stays.
 */
async function usedStyles(mantine: string, { inputs }: BuildMetafile): Promise<string> {
  const whole = await Bun.file(join(mantine, "styles.css")).text();
  const components = Object.keys(inputs)
    .filter((path) => path.includes("@mantine/core") && path.endsWith(".module.mjs"))
    .map((path) => basename(path, ".module.mjs"));
  const pieces = await Promise.all(
    [...always, ...components].map(async (name) => {
      const piece = await Bun.file(join(mantine, "styles", `${name}.css`)).text();
      const at = whole.indexOf(piece.trim());
      if (at < 0) throw new Error(`The styles of ${name} are not in styles.css as they are.`);
      return { piece, at };
    }),
  );
  return pieces
    .toSorted((a, b) => a.at - b.at)
    .map(({ piece }) => piece)
    .join("\n");
}
