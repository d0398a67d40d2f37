export interface Point {
  /** Degrees, -180 to 180. */
  readonly lon: number;
  /** Degrees, -90 to 90. */
  readonly lat: number;
}

export function readPoint(value: unknown): Point {
  const { lon = 0, lat = 0 } = (value ?? {}) as Partial<Point>;
  return { lon: Number(lon) || 0, lat: Number(lat) || 0 };
}
