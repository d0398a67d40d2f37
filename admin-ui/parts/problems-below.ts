/** The problems below a path, by what remains of theirs: `fields.2` → `{ name: … }`. */
export function problemsBelow(
  problems: Readonly<Record<string, string>>,
  path: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).flatMap(([name, problem]) =>
      name.startsWith(`${path}.`) ? [[name.slice(path.length + 1), problem]] : [],
    ),
  );
}
