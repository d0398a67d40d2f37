import { sql } from "../../kernel/sql.ts";
import { type OpenStep, sayRows } from "./change-step.ts";
import type { Collection } from "./collection.ts";
import { hasSeveral, hasValue } from "./count-rows.ts";
import type { Field } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";

/** What becomes of a table's columns, in the order in which it happens. */
export function fieldSteps(was: Collection, will: Collection): OpenStep[] {
  const known = new Set(was.fields.map(({ id }) => id));
  const kept = was.fields.flatMap((field) => {
    const next = will.fields.find(({ id }) => id === field.id);
    return next ? [[field, next] as const] : [];
  });
  const dropped = was.fields.filter(({ id }) => !will.fields.some((field) => field.id === id));
  return [
    ...dropped.map(drop),
    ...kept.flatMap(([field, next]) => change(field, next)),
    ...will.fields.filter(({ id }) => !known.has(id)).map(add),
    ...reorder(was, will),
  ];
}

function drop(field: Field): OpenStep {
  const files = field.type === "file" ? " and their files" : "";
  return {
    step: "dropColumn",
    name: field.name,
    effect: "loses",
    counts: hasValue(field),
    says: (rows) =>
      rows === 0
        ? `Drops the column ${field.name}, which is empty in every row.`
        : `Drops the column ${field.name} with the values of ${sayRows(rows)}${files}.`,
  };
}

function add({ name, type }: Field): OpenStep {
  return {
    step: "addColumn",
    name,
    effect: "adds",
    says: () => `Adds the column ${name} (${type}), empty in every row.`,
  };
}

function change(field: Field, next: Field): OpenStep[] {
  return [...rename(field, next), ...convert(field, next), ...configure(field, next)];
}

function rename(field: Field, next: Field): OpenStep[] {
  if (field.name === next.name) return [];
  return [
    {
      step: "renameColumn",
      name: next.name,
      effect: "changes",
      says: () =>
        `Renames the column ${field.name} to ${next.name}; its data stays, clients that use the old name do not find it.`,
    },
  ];
}

function convert(field: Field, next: Field): OpenStep[] {
  const several = fieldTypeOf(field).multiple(field);
  if (several === fieldTypeOf(next).multiple(next)) return [];
  if (!several) {
    return [
      {
        step: "toMultiple",
        name: next.name,
        effect: "changes",
        counts: hasValue(field),
        says: (rows) =>
          `Makes ${next.name} a list: the value of ${sayRows(rows)} becomes a list of one.`,
      },
    ];
  }
  return [
    {
      step: "toSingle",
      name: next.name,
      effect: "loses",
      counts: hasSeveral(field),
      says: (rows) =>
        rows === 0
          ? `Makes ${next.name} a single value; no row has more than one.`
          : `Makes ${next.name} a single value: ${sayRows(rows)} keep the last one of several.`,
    },
  ];
}

function configure(field: Field, next: Field): OpenStep[] {
  const names = [...new Set([...Object.keys(field), ...Object.keys(next)])].filter(
    (name) =>
      name !== "name" && JSON.stringify(field[name] ?? null) !== JSON.stringify(next[name] ?? null),
  );
  const others = names.filter((name) => name !== "required" || next.required !== true);
  const steps: OpenStep[] = [];
  if (others.length < names.length) {
    steps.push({
      step: "requireField",
      name: next.name,
      effect: "changes",
      counts: sql`NOT (${hasValue(field)})`,
      says: (rows) =>
        rows === 0
          ? `Makes ${next.name} required; every row has a value.`
          : `Makes ${next.name} required: ${sayRows(rows)} without a value must get one when they are next changed.`,
    });
  }
  if (others.length > 0) {
    steps.push({
      step: "changeField",
      name: next.name,
      effect: "changes",
      says: () =>
        `Changes ${next.name}: ${others.map((name) => `${name} ${show(next[name])}`).join(", ")}. Rows stay as they are.`,
    });
  }
  return steps;
}

function reorder(was: Collection, will: Collection): OpenStep[] {
  const order = ({ fields }: Collection, other: Collection) =>
    fields.filter(({ id }) => other.fields.some((field) => field.id === id)).map(({ id }) => id);
  if (order(was, will).join() === order(will, was).join()) return [];
  return [
    {
      step: "reorderFields",
      name: will.name,
      effect: "changes",
      says: () => "Shows the fields in another order; the table stays as it is.",
    },
  ];
}

function show(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
