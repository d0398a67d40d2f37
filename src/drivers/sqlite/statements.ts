import type { Database, Statement } from "bun:sqlite";
import { limits } from "../../kernel/limits.ts";
import type { Sql } from "../../kernel/sql.ts";

/**
 * One connection's prepared statements: found by the identity of `parts` (a compiled query keeps
 * its own), else by their text. Preparing anew costs 6 µs, and Bun's own cache holds only 20.
 */
export class Statements {
  readonly #byParts = new WeakMap<readonly string[], Prepared>();
  readonly #byText = new Map<string, Prepared>();

  constructor(private readonly database: Database) {}

  prepare({ parts }: Sql): Statement {
    const known = this.#byParts.get(parts);
    if (known && !known.isOver) return known.statement;
    const prepared = this.#prepareText(textOf(parts));
    this.#byParts.set(parts, prepared);
    return prepared.statement;
  }

  /** A connection is not closed before its last statement is. */
  close(): void {
    for (const text of [...this.#byText.keys()]) this.#drop(text);
  }

  #prepareText(text: string): Prepared {
    const known = this.#byText.get(text);
    if (known) {
      this.#byText.delete(text);
      this.#byText.set(text, known);
      return known;
    }
    const prepared = { statement: this.database.prepare(text), isOver: false };
    this.#byText.set(text, prepared);
    if (this.#byText.size > limits.preparedStatements) {
      const [oldest = ""] = this.#byText.keys();
      this.#drop(oldest);
    }
    return prepared;
  }

  #drop(text: string): void {
    const prepared = this.#byText.get(text);
    if (!prepared) return;
    this.#byText.delete(text);
    prepared.isOver = true;
    prepared.statement.finalize();
  }
}

export function textOf(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : parts.join("?");
}

interface Prepared {
  readonly statement: Statement;
  isOver: boolean;
}

export type Bindable = string | number | bigint | null | Uint8Array;

/** Values as SQLite takes them. @throws TypeError for what would silently bind as something else. */
export function bindings(values: readonly unknown[]): Bindable[] {
  const bound: Bindable[] = [];
  for (const value of values) {
    switch (typeof value) {
      case "string":
      case "number":
      case "bigint":
        bound.push(value);
        break;
      case "boolean":
        bound.push(value ? 1 : 0);
        break;
      default:
        if (value !== null && !(value instanceof Uint8Array)) {
          throw new TypeError(`a value of type ${typeof value} cannot be bound`);
        }
        bound.push(value);
    }
  }
  return bound;
}
