import { resolve } from "node:path";
import type { BuildMetafile, BunPlugin } from "bun";

/** Bytes below which asking for a chunk takes a browser longer than reading it. */
const smallBytes = 4000;

/**
 * What several chunks share and is small, as one chunk: Bun makes one for every combination of those
 * who share something, and a browser that asks for sixty of them does nothing else for a quarter of a
 * second. `first` is a build without this; the plugin is for the next.
 */
export function joinSmallChunks(first: BuildMetafile): BunPlugin {
  const { entries, shared } = smallModules(first);
  const names = shared.map((_, index) => `m${index}`);
  const imports = shared.map((path, index) => `import * as ${names[index]} from "${path}";`);
  const contents = `${imports.join("\n")}\nexport const shared = [${names.join(", ")}];`;
  return {
    name: "join-small-chunks",
    setup(building) {
      building.onResolve({ filter: /^small-chunks$/ }, ({ path }) => ({
        path,
        namespace: "build",
      }));
      building.onLoad({ filter: /^small-chunks$/, namespace: "build" }, () => {
        return { contents, loader: "js" };
      });
      // Modules that all later chunks want are in one, and an export is what makes them want it.
      building.onLoad({ filter: /\/admin-ui\/.*\.tsx?$/ }, async ({ path }) => {
        if (!entries.has(path)) return undefined;
        const source = await Bun.file(path).text();
        const loader = path.endsWith("x") ? "tsx" : "ts";
        return { contents: `${source}\nexport { shared } from "small-chunks";`, loader };
      });
    },
  };
}

/** The modules that later chunks begin with, and those that stand in small chunks, as absolute paths. */
function smallModules({ outputs }: BuildMetafile) {
  const comesFirst = (path: string) => outputs[path]?.entryPoint?.endsWith(".html") ?? false;
  const later = new Set(importedBy(Object.values(outputs), "dynamic-import"));
  const entries = [...later].map((path) => outputs[path]?.entryPoint ?? "");
  const small = new Map(
    Object.entries(outputs).filter(
      ([path, { bytes }]) =>
        path.endsWith(".js") && bytes < smallBytes && !later.has(path) && !comesFirst(path),
    ),
  );
  // One that leans on a large chunk would bring it along.
  const leans = (path: string) => !small.has(path) && !comesFirst(path);
  for (let before = 0; before !== small.size;) {
    before = small.size;
    for (const [path, output] of small) {
      if (importedBy([output], "import-statement").some(leans)) small.delete(path);
    }
  }
  const shared = [...small.values()].flatMap(({ inputs }) => Object.keys(inputs));
  return {
    entries: new Set(entries.map((path) => resolve(path))),
    shared: [...new Set(shared)].map((path) => resolve(path)).toSorted(),
  };
}

type Output = BuildMetafile["outputs"][string];

function importedBy(outputs: readonly Output[], kind: string): string[] {
  return outputs.flatMap(({ imports }) =>
    imports.filter((each) => each.kind === kind).map(({ path }) => path),
  );
}
