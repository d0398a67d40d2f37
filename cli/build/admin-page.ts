// Bundles the admin page: `bun cli/build/admin-page.ts` alone is enough to try a change with
// `bun src/main.ts serve`.
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { BunPlugin } from "bun";
import { describeSettings } from "../../src/features/settings/describe-settings.ts";
import { features } from "../../src/product.ts";
import { pageStyles } from "./page-styles.ts";
import { joinSmallChunks } from "./small-chunks.ts";

const root = join(import.meta.dir, "..", "..");
const source = join(root, "admin-ui");
const compressible = new Set([".html", ".js", ".css", ".svg", ".json"]);

if (import.meta.main) console.log(await buildAdminPage());

/**
 * Answers the directory of the built page: `index.html` and hashed assets, each text twice, as `.br`
 * and as `.gz`, and in no third form.
 */
export async function buildAdminPage(): Promise<string> {
  const directory = join(root, "dist", "admin-ui");
  const fresh = `${directory}-${process.pid}`;
  // What is small or unused is known when everything has been put together once.
  const { metafile } = await bundle([]);
  if (!metafile) throw new Error("The bundler did not say what it made.");
  const result = await bundle([joinSmallChunks(metafile)]);
  const styles = await pageStyles(root, metafile);
  const stylesName = `page-${Bun.hash(styles).toString(36)}.css`;
  const files = result.outputs.filter(({ path }) => ![".html", ".css"].includes(extname(path)));
  await Promise.all([
    store(directory, fresh, "index.html", withStyles(await htmlOf(result), stylesName)),
    store(directory, fresh, join("assets", stylesName), Buffer.from(styles)),
    ...files.map(async (output) =>
      store(directory, fresh, output.path, Buffer.from(await output.arrayBuffer())),
    ),
  ]);
  await rm(directory, { recursive: true, force: true });
  await rename(fresh, directory);
  return directory;
}

async function bundle(plugins: BunPlugin[]): Promise<Bun.BuildOutput> {
  const result = await Bun.build({
    entrypoints: [join(source, "index.html")],
    target: "browser",
    minify: true,
    splitting: true,
    metafile: true,
    publicPath: "/_/",
    naming: {
      entry: "[name].[ext]",
      chunk: "assets/[name]-[hash].[ext]",
      asset: "assets/[name]-[hash].[ext]",
    },
    loader: { ".woff2": "file" },
    plugins,
    define: {
      "process.env.NODE_ENV": '"production"',
      SETTINGS: JSON.stringify(describeSettings()),
      OPERATION_ROUTES: JSON.stringify(operationRoutes()),
    },
  });
  if (!result.success) throw new AggregateError(result.logs, "The admin page cannot be built.");
  return result;
}

async function htmlOf({ outputs }: Bun.BuildOutput): Promise<string> {
  const page = outputs.find(({ path }) => path.endsWith(".html"));
  if (!page) throw new Error("The bundler made no index.html.");
  return page.text();
}

/** The page with these styles for those that the bundler made. */
function withStyles(html: string, name: string): Buffer {
  const link = /\/assets\/[^"/]+\.css/g;
  if (html.match(link)?.length !== 1) {
    throw new Error("index.html has no single link to its styles.");
  }
  return Buffer.from(html.replace(link, `/assets/${name}`));
}

/** What the page's client has to know of each operation to call it. */
function operationRoutes(): Record<string, readonly unknown[]> {
  const operations = features.flatMap((feature) => feature.operations);
  return Object.fromEntries(
    operations.flatMap(({ name, http, access, input, httpAnswer }) => {
      if (!http) return [];
      const route = [http, access, Object.hasOwn(input.properties, "data")];
      return [[name, httpAnswer === undefined ? route : [...route, httpAnswer]]];
    }),
  );
}

async function store(old: string, fresh: string, path: string, bytes: Buffer): Promise<void> {
  const target = join(fresh, path);
  await mkdir(dirname(target), { recursive: true });
  if (!compressible.has(extname(path))) return void (await Bun.write(target, bytes));
  const gz = await promisify(gzip)(bytes, { level: 9 });
  await Bun.write(`${target}.gz`, gz);
  await Bun.write(
    `${target}.br`,
    (await squeezedBefore(join(old, path), gz)) ?? (await brotli(bytes)),
  );
}

/** The best compression takes seconds: what has not changed since the last build has it already. */
async function squeezedBefore(path: string, gz: Buffer): Promise<ArrayBuffer | null> {
  const [before, squeezed] = [Bun.file(`${path}.gz`), Bun.file(`${path}.br`)];
  if (!(await before.exists()) || !(await squeezed.exists())) return null;
  return gz.equals(Buffer.from(await before.arrayBuffer())) ? squeezed.arrayBuffer() : null;
}

function brotli(bytes: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
