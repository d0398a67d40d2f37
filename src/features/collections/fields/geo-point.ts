import { Type } from "@sinclair/typebox";
import type { FieldType } from "../field.ts";
import { blank, parseJson, problem, toNumber } from "./casting.ts";

const zero = '{"lon":0,"lat":0}';

export const geoPoint: FieldType = {
  name: "geoPoint",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be lon 0, lat 0." }),
  },
  checkOptions: () => ({}),
  column: () => ({ kind: "json", default: zero }),
  multiple: () => false,
  encode(_field, value) {
    const given = typeof value === "string" ? parseJson(value) : value;
    const { lon, lat } = Object(given ?? {}) as { lon?: unknown; lat?: unknown };
    return JSON.stringify({ lon: toNumber(lon), lat: toNumber(lat) });
  },
  check(field, cell) {
    if (cell === zero) return field.required ? blank : null;
    const { lon, lat } = JSON.parse(String(cell)) as { lon: number; lat: number };
    if (Math.abs(lon) > 180) {
      return problem("validation_invalid_longitude", "Longitude must be -180 to 180 degrees.");
    }
    if (Math.abs(lat) <= 90) return null;
    return problem("validation_invalid_latitude", "Latitude must be -90 to 90 degrees.");
  },
  decoder: () => (cell) => JSON.parse(typeof cell === "string" && cell !== "" ? cell : zero),
  schema: () =>
    Type.Object({
      lon: Type.Number({ minimum: -180, maximum: 180 }),
      lat: Type.Number({ minimum: -90, maximum: 90 }),
    }),
};
