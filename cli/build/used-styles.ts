import { basename, join } from "node:path";
import type { BuildMetafile } from "bun";

/** What stands in no component's file, and all of them lean on. */
const always = ["baseline", "default-css-variables", "global"];

/**
 * Mantine's `styles.css` without the components that the page does not use, which are two fifths of
 * it: each has a file of its own as well. Their order decides which rule wins, so it stays.
 */
export async function usedStyles(packageDirectory: string, { inputs }: BuildMetafile) {
  const whole = await Bun.file(join(packageDirectory, "styles.css")).text();
  const components = Object.keys(inputs)
    .filter((path) => path.includes("@mantine/core") && path.endsWith(".module.mjs"))
    .map((path) => basename(path, ".module.mjs"));
  const pieces = await Promise.all(
    [...always, ...components].map(async (name) => {
      const piece = await Bun.file(join(packageDirectory, "styles", `${name}.css`)).text();
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
