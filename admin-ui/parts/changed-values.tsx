import { text } from "../strings.ts";
import styles from "./changed-values.module.css";

type Values = Readonly<Record<string, unknown>> | null;

/** A record's fields before and after; null where it was not there yet, or is not any more. */
export function ChangedValues({ before, after }: { before: Values; after: Values }) {
  const names = Object.keys(before ?? after ?? {}).filter(
    (name) => name !== "updated" || !before || !after,
  );
  return (
    <table className={styles.changes}>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {before && (
              <td>
                <del>{wordValue(before[name])}</del>
              </td>
            )}
            {after && (
              <td>
                <ins>{wordValue(after[name])}</ins>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value in a line or a few. */
export function wordValue(value: unknown): string {
  if (value === undefined || value === null || value === "") return text.empty;
  const files = [value].flat().filter((each) => each instanceof File);
  if (files.length > 0) return files.map(({ name }) => name).join(", ");
  const word = typeof value === "string" ? value : JSON.stringify(value);
  return word.length > 300 ? `${word.slice(0, 300)}…` : word;
}
