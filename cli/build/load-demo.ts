import { join } from "node:path";
import { localOperator } from "../../src/kernel/caller.ts";
import { insideRequest } from "../../src/kernel/context.ts";
import { invoke } from "../../src/kernel/invoke.ts";
import { openDirectory } from "../open-directory.ts";
import {
  airportFields,
  carFields,
  carRows,
  movieFields,
  movieRows,
  namedRows,
  type Car,
  type Movie,
} from "./demo-collections.ts";

type Values = Record<string, unknown>;
type Call = (operation: string, input: Values) => Promise<Values>;

/** Real data of the npm package vega-datasets, through the importer, into an empty directory. */
export async function loadDemo(directory: string): Promise<{ loaded: string; token: string }> {
  const app = await openDirectory(directory);
  const call: Call = (name, input) => {
    const operation = app.operations.get(name);
    if (!operation) throw new Error(`There is no operation ${name}.`);
    return invoke(
      app.contextFor(localOperator, { ...insideRequest, door: "cli" }),
      operation,
      input,
    );
  };
  try {
    const counts = [
      ...(await loadMovies(call)),
      ...(await loadCars(call)),
      await loadAirports(call),
    ];
    const minted = await call("tokens.mint", { name: "demo", scopes: ["mcp:admin"] });
    return { loaded: `Demo: ${counts.join(", ")}.`, token: String(minted.token) };
  } finally {
    await app.close();
  }
}

async function loadMovies(call: Call): Promise<string[]> {
  const movies = JSON.parse(await dataset("movies.json")) as Movie[];
  const distributors = namedRows(movies.map((movie) => movie.Distributor));
  const directors = namedRows(movies.map((movie) => movie.Director));
  const distributorsId = await createNamed(call, "distributors");
  const directorsId = await createNamed(call, "directors");
  await create(call, "movies", movieFields(movies, { distributorsId, directorsId }), [
    "CREATE INDEX idx_movies_title ON movies (title)",
    "CREATE INDEX idx_movies_release_date ON movies (release_date)",
  ]);
  return [
    await load(call, "distributors", distributors),
    await load(call, "directors", directors),
    await load(call, "movies", movieRows(movies)),
  ];
}

async function loadCars(call: Call): Promise<string[]> {
  const cars = carRows(JSON.parse(await dataset("cars.json")) as Car[]);
  const makersId = await createNamed(call, "makers");
  await create(call, "cars", carFields(cars, makersId), []);
  const makers = namedRows(cars.map((car) => car.makerName));
  return [
    await load(call, "makers", makers),
    await load(
      call,
      "cars",
      cars.map(({ makerName: _, ...car }) => car),
    ),
  ];
}

async function loadAirports(call: Call): Promise<string> {
  await create(call, "airports", airportFields, [
    "CREATE UNIQUE INDEX idx_airports_iata ON airports (iata)",
  ]);
  return load(call, "airports", await dataset("airports.csv"));
}

/** Everybody may read; only superusers, and the tokens they mint, write. Answers the collection's id. */
async function create(
  call: Call,
  name: string,
  fields: readonly Values[],
  indexes: readonly string[],
): Promise<string> {
  const rules = { listRule: "", viewRule: "" };
  const created = await call("collections.create", {
    name,
    type: "base",
    fields,
    indexes,
    ...rules,
  });
  return String(created.id);
}

function createNamed(call: Call, name: string): Promise<string> {
  const field = { name: "name", type: "text", required: true, presentable: true };
  return create(call, name, [field], [`CREATE UNIQUE INDEX idx_${name}_name ON ${name} (name)`]);
}

async function load(
  call: Call,
  collection: string,
  rows: string | readonly Values[],
): Promise<string> {
  const source =
    typeof rows === "string"
      ? { format: "csv", text: rows }
      : { format: "json", text: JSON.stringify(rows) };
  const { records } = await call("records.import", { collection, ...source });
  return `${String(records)} ${collection}`;
}

function dataset(file: string): Promise<string> {
  const path = join(import.meta.dir, "..", "..", "node_modules", "vega-datasets", "data", file);
  return Bun.file(path).text();
}
