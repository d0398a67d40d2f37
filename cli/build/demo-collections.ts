/** The demo's fields, and its data in their shape. */
type Values = Record<string, unknown>;

export interface Movie {
  readonly Title: string | number | null;
  readonly Distributor: string | null;
  readonly Director: string | null;
  readonly [column: string]: unknown;
}

export interface Car {
  readonly Name: string;
  readonly [column: string]: unknown;
}

export function movieFields(
  movies: readonly Movie[],
  targets: { readonly distributorsId: string; readonly directorsId: string },
): Values[] {
  return [
    { name: "title", type: "text", presentable: true },
    { name: "release_date", type: "date" },
    { name: "major_genre", type: "select", maxSelect: 1, values: choices(movies, "Major Genre") },
    { name: "mpaa_rating", type: "select", maxSelect: 1, values: choices(movies, "MPAA Rating") },
    {
      name: "creative_type",
      type: "select",
      maxSelect: 1,
      values: choices(movies, "Creative Type"),
    },
    { name: "source", type: "select", maxSelect: 1, values: choices(movies, "Source") },
    { name: "director", type: "relation", collectionId: targets.directorsId, maxSelect: 1 },
    { name: "distributor", type: "relation", collectionId: targets.distributorsId, maxSelect: 1 },
    { name: "running_time_min", type: "number", onlyInt: true, help: "Minutes; 0 where unknown." },
    { name: "production_budget", type: "number", help: "US dollars." },
    { name: "us_gross", type: "number", help: "US dollars." },
    { name: "worldwide_gross", type: "number", help: "US dollars." },
    { name: "us_dvd_sales", type: "number", help: "US dollars." },
    { name: "imdb_rating", type: "number", min: 0, max: 10, help: "0 where there is none." },
    { name: "imdb_votes", type: "number", onlyInt: true },
    { name: "rotten_tomatoes_rating", type: "number", min: 0, max: 100, help: "Percent." },
  ];
}

/** Names of people and firms become the ids of their records. */
export function movieRows(movies: readonly Movie[]): Values[] {
  return movies.map((movie) => ({
    ...movie,
    Title: movie.Title === null ? null : String(movie.Title),
    Director: movie.Director && idOf(movie.Director),
    Distributor: movie.Distributor && idOf(movie.Distributor),
  }));
}

export function carFields(cars: readonly Values[], makersId: string): Values[] {
  return [
    { name: "name", type: "text", required: true, presentable: true },
    { name: "maker", type: "relation", collectionId: makersId, maxSelect: 1 },
    { name: "origin", type: "select", maxSelect: 1, values: choices(cars, "Origin") },
    { name: "year", type: "date", help: "The model year, as its first day." },
    { name: "cylinders", type: "number", onlyInt: true },
    { name: "displacement", type: "number", help: "Cubic inches." },
    { name: "horsepower", type: "number", help: "0 where unknown." },
    { name: "weight_in_lbs", type: "number" },
    { name: "miles_per_gallon", type: "number", help: "0 where unknown." },
    { name: "acceleration", type: "number", help: "Seconds from 0 to 60 miles per hour." },
  ];
}

/** A car's name begins with its maker's. */
export function carRows(cars: readonly Car[]): (Values & { makerName: string })[] {
  return cars.map((car) => {
    const word = car.Name.split(" ")[0] ?? "";
    const makerName = misspelt[word] ?? word;
    return { ...car, maker: idOf(makerName), makerName };
  });
}

const misspelt: Readonly<Record<string, string>> = {
  chevroelt: "chevrolet",
  chevy: "chevrolet",
  maxda: "mazda",
  mercedes: "mercedes-benz",
  toyouta: "toyota",
  vokswagen: "volkswagen",
  vw: "volkswagen",
};

export const airportFields: readonly Values[] = [
  { name: "iata", type: "text", required: true, min: 3, max: 4 },
  { name: "name", type: "text", required: true, presentable: true },
  { name: "city", type: "text" },
  { name: "state", type: "text" },
  { name: "country", type: "text" },
  { name: "location", type: "geoPoint" },
];

/** One row per name, in alphabetical order. */
export function namedRows(names: readonly (string | null)[]): Values[] {
  const distinct = new Set(names.filter((name) => name !== null));
  return [...distinct].toSorted().map((name) => ({ id: idOf(name), name }));
}

/** The same name has the same id on every machine. */
function idOf(name: string): string {
  return new Bun.CryptoHasher("sha256").update(name).digest("hex").slice(0, 15);
}

function choices(rows: readonly Values[], column: string): string[] {
  const values = rows.map((row) => row[column]).filter((value) => typeof value === "string");
  return [...new Set(values)].toSorted();
}
