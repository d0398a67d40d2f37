// The house's rules about who may know whom. Import lines are read as text, because a type-only
// import is a dependency too. When you add a rule, break it once on purpose and see this go red.
import { describe, expect, test } from "bun:test";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dir, "..");

/** A folder and what it may import besides itself. The longest matching folder speaks. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  "src/lib": [],
  "src/kernel": ["src/lib"],
  "src/drivers": ["src/kernel", "src/lib"],
  "src/features": ["src/kernel", "src/lib"],
  "src/surfaces": ["src/app.ts", "src/kernel", "src/lib"],
  "src/surfaces/http/doors": [
    "src/surfaces",
    "src/app.ts",
    "src/features",
    "src/kernel",
    "src/lib",
  ],
  "src/product.ts": ["src/features", "src/kernel"],
  "src/app.ts": ["src/product.ts", "src/drivers", "src/features", "src/kernel", "src/lib"],
  // The process that runs raw SQL is the same program.
  "src/main.ts": ["cli", "src/drivers/sqlite/raw-sql/raw-sql-process.ts"],
  cli: ["src/app.ts", "src/product.ts", "src/features", "src/surfaces", "src/kernel", "src/lib"],
  // It runs on Node as well, and goes nowhere near the product.
  "cli/bridge": ["src/kernel/failure.ts"],
  "cli/build": ["cli", "src/app.ts", "src/product.ts", "src/features", "src/kernel", "src/lib"],
  "admin-ui": ["src/product.ts"],
};

/** Which features know which; everything else goes through an event, a service or a caller. */
const featureMayUse: Readonly<Record<string, readonly string[]>> = {
  settings: [],
  collections: [],
  records: ["collections"],
  auth: ["collections", "records"],
  files: ["collections", "records"],
  realtime: ["collections", "records"],
  history: ["collections", "records"],
  security: ["collections", "auth", "settings", "scripts"],
  audit: [],
  crons: [],
  flags: [],
  prompts: ["collections"],
  scripts: ["collections", "records", "flags"],
  hooks: ["collections", "records", "scripts"],
  routes: ["scripts"],
  jobs: ["scripts"],
  seeding: ["collections", "records"],
  sql: ["collections"],
  upkeep: [],
  backups: [],
  webhooks: ["collections", "records"],
  metrics: [],
  mcp: ["audit", "settings"],
  logs: ["collections", "records", "settings"],
  health: ["collections"],
  rules: ["collections", "records"],
  types: ["collections", "records"],
  connecting: [],
  importing: ["collections", "records", "settings"],
};

/** What the surfaces, apart from HTTP's doors, read of features. */
const surfaceMayUse: Readonly<Record<string, readonly string[]>> = {
  http: [],
  mcp: ["mcp", "prompts"],
};

/** Each library, and words only one technology has, are spoken in one place. */
const spokenIn: Readonly<Record<string, readonly string[]>> = {
  elysia: ["src/surfaces/http"],
  "@modelcontextprotocol/server": ["src/surfaces/mcp", "cli/build/sdk-runtime.ts"],
  citty: ["cli"],
  "bun:sqlite": ["src/drivers/sqlite"],
  "node:sqlite": ["src/drivers/sqlite"],
  jose: ["src/features/auth"],
  nodemailer: ["src/drivers/smtp"],
  croner: ["src/lib"],
  yazl: ["src/features/backups", "cli/mcp"],
  yauzl: ["src/features/backups"],
  oauth4webapi: ["src/features/auth/oauth2"],
  "csv-parse": ["src/features/importing"],
  "file-type": ["src/lib"],
  "fast-png": ["src/features/files"],
  "p-limit": ["src/features/files"],
  "@fastify/busboy": ["src/surfaces/http"],
  "quickjs-emscripten-core": ["src/drivers/quickjs"],
  "@jitl/quickjs-singlefile-mjs-release-sync": ["src/drivers/quickjs"],
  re2js: ["src/features/flags"],
  "@faker-js/faker": ["src/features/seeding"],
  "eventsource-parser": ["cli/bridge"],
  "jsonc-parser": ["src/features/connecting"],
  "smol-toml": ["src/features/connecting"],
  ...Object.fromEntries(
    [
      "react",
      "react-dom",
      "@mantine",
      "@tanstack",
      "@tabler",
      "@codemirror",
      "@lezer",
      "@dnd-kit",
      "cronstrue",
    ].map((each) => [each, ["admin-ui"]]),
  ),
};

const sqliteWords = /\b(?:json_extract|json_each|pragma|sqlite_master|sqlite_schema|ilike)\b/i;

const bannedNames = ["index.ts", "utils.ts", "helpers.ts", "types.ts", "constants.ts"];

const sources = await readSources("{src,cli,admin-ui}/**/*.{ts,tsx,mjs}");

describe("who may know whom", () => {
  test("folders point in one direction", () => {
    expect(edges().filter(({ from, to }) => !directionAllows(from, to))).toEqual([]);
  });

  test("a feature uses another only where the table says so", () => {
    expect(edges().filter(({ from, to }) => !featuresAllow(from, to))).toEqual([]);
  });

  test("nothing imports itself around a corner", () => {
    expect(findCycles()).toEqual([]);
  });

  test("a library is spoken to in one place", () => {
    const strays = [...sources].flatMap(([file, source]) =>
      source.imports
        .filter((name) => !name.startsWith("."))
        .filter((name) => !libraryAllows(file, name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });

  test("the admin page takes types from the product, and nothing else", () => {
    const strays = [...sources]
      .filter(([file]) => file.startsWith("admin-ui/"))
      .flatMap(([file, { text }]) =>
        [...text.matchAll(/^(?:import|export) (?!type )[^;]*from "[./]+src\/[^;]*/gm)].map(
          ([line]) => `${file}: ${line}`,
        ),
      );
    expect(strays).toEqual([]);
  });

  test("a feature keeps its operations' types, which the admin page calls them by", () => {
    const vague = [...sources]
      .filter(([file, { text }]) => file.endsWith("/feature.ts") && /: Feature = /.test(text))
      .map(([file]) => `${file}: write "} satisfies Feature" at its end instead`);
    expect(vague).toEqual([]);
  });

  test("only drivers know SQLite's words", () => {
    const strays = [...sources]
      .filter(([file]) => file.startsWith("src/") && !file.startsWith("src/drivers/"))
      .flatMap(([file, { text }]) =>
        (sqliteWords.exec(text) ?? []).map((word) => `${file}: ${word}`),
      );
    expect(strays).toEqual([]);
  });
});

test("files say in their name what is in them", async () => {
  const files = [...sources.keys(), ...(await readSources("test/**/*.ts")).keys()];
  const isBad = (file: string) => {
    const name = file.slice(file.lastIndexOf("/") + 1);
    return (
      bannedNames.includes(name) ||
      !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$|^[a-z]+[A-Z]\w*\.ts$/.test(name)
    );
  };
  expect(files.filter(isBad)).toEqual([]);
});

interface Source {
  readonly text: string;
  /** As written: `./x.ts`, `elysia`. */
  readonly imports: readonly string[];
}

async function readSources(pattern: string): Promise<Map<string, Source>> {
  const found = new Map<string, Source>();
  for await (const file of new Bun.Glob(pattern).scan(root)) {
    const text = await Bun.file(join(root, file)).text();
    found.set(file.replaceAll("\\", "/"), { text, imports: importsOf(text) });
  }
  return found;
}

function importsOf(text: string): string[] {
  const lines = /^(?:import|export)\s[\w\s{},*$]*?\bfrom\s+"([^"]+)"/gm;
  const bare = /^import\s+"([^"]+)"/gm;
  const calls = /\bimport\("([^"]+)"\)/g;
  return [lines, bare, calls].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ""),
  );
}

function edges(): { from: string; to: string }[] {
  return [...sources].flatMap(([from, { imports }]) =>
    imports
      .filter((name) => name.startsWith("."))
      .map((name) => ({ from, to: relative(root, join(root, dirname(from), name)) })),
  );
}

function directionAllows(from: string, to: string): boolean {
  if (!/^(src|cli|admin-ui|package\.json)\b/.test(to)) return false;
  if (to === "package.json") return true;
  const home = Object.keys(mayUse)
    .filter((folder) => isIn(from, folder))
    .toSorted((a, b) => b.length - a.length)[0];
  if (home === undefined) return false;
  if (home === "src/surfaces" && isIn(to, "src/features")) return true;
  return [home, ...(mayUse[home] ?? [])].some((folder) => isIn(to, folder));
}

function featuresAllow(from: string, to: string): boolean {
  const target = /^src\/features\/([^/]+)/.exec(to)?.[1];
  if (target === undefined || isIn(from, "src/surfaces/http/doors")) return true;
  const feature = /^src\/features\/([^/]+)/.exec(from)?.[1];
  if (feature !== undefined) {
    return feature === target || (featureMayUse[feature] ?? []).includes(target);
  }
  const surface = /^src\/surfaces\/([^/]+)/.exec(from)?.[1];
  return surface === undefined || (surfaceMayUse[surface] ?? []).includes(target);
}

function libraryAllows(file: string, name: string): boolean {
  const library = Object.keys(spokenIn).find(
    (each) => name === each || name.startsWith(`${each}/`),
  );
  return library === undefined || (spokenIn[library] ?? []).some((folder) => isIn(file, folder));
}

function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/** Each cycle once, as the path around it. */
function findCycles(): string[] {
  const next = Map.groupBy(edges(), (edge) => edge.from);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file].join(" -> "));
    if (start >= 0 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return cycles;
}
