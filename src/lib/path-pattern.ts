/**
 * Paths such as `/orders/:id/invoice`, and `/files/*` for all below: a segment that begins with a
 * colon is any one, and a star at the end, named `rest`, any number of them.
 */
export interface PathPattern {
  readonly text: string;
  readonly segments: readonly string[];
}

/** Null where it is none. */
export function readPathPattern(text: string): PathPattern | null {
  if (!text.startsWith("/")) return null;
  const segments = text === "/" ? [] : text.slice(1).split("/");
  const names = segments.filter((each) => each.startsWith(":"));
  const valid =
    new Set(names).size === names.length &&
    segments.every(
      (each, index) =>
        /^:[a-zA-Z_]\w*$/.test(each) ||
        (each === "*" && index === segments.length - 1) ||
        (/^[\w.~-]+$/.test(each) && each !== "." && each !== ".."),
    );
  return valid ? { text, segments } : null;
}

/** The parameters, decoded; null where the path is another one. `path` is as it was sent. */
export function matchPath(
  { segments }: PathPattern,
  path: string,
): Readonly<Record<string, string>> | null {
  const given = path === "/" || path === "" ? [] : path.replace(/^\//, "").split("/");
  const open = segments.at(-1) === "*";
  const fixed = open ? segments.slice(0, -1) : segments;
  if (open ? given.length < fixed.length : given.length !== fixed.length) return null;
  const found: Record<string, string> = {};
  for (const [index, segment] of fixed.entries()) {
    const value = decoded(given[index]!);
    if (value === null) return null;
    if (segment.startsWith(":") && value !== "") found[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  if (!open) return found;
  const rest = decoded(given.slice(fixed.length).join("/"));
  return rest === null ? null : { ...found, rest };
}

/** Two with the same shape lead to the same requests. */
export function shapeOf({ segments }: PathPattern): string {
  return segments.map((each) => (each.startsWith(":") ? ":" : each)).join("/");
}

/** What says more comes first: words before parameters, and these before a star. */
export function bySpecificity(one: PathPattern, other: PathPattern): number {
  const rank = (segment: string | undefined) =>
    segment === undefined ? 1 : segment === "*" ? 3 : segment.startsWith(":") ? 2 : 0;
  const length = Math.max(one.segments.length, other.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = rank(one.segments[index]) - rank(other.segments[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null; // a broken escape names nothing
  }
}
