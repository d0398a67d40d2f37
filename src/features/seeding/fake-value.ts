import type { Faker } from "@faker-js/faker";
import { randomFromPattern } from "../../lib/random-from-pattern.ts";
import { listOption, numberOption, textOption, type Field } from "../collections/field.ts";
import { fakeNumber, likelyRange } from "./fake-number.ts";
import { fakeTextNamed } from "./fake-text.ts";

/** What values are made from besides the field itself. */
export interface Making {
  readonly faker: Faker;
  readonly now: Date;
  /** The targets' ids, by field name. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
}

/** A value that the field takes; undefined leaves it to the field's default. */
export function fakeValue(field: Field, making: Making): unknown {
  return makers[field.type]?.(field, making);
}

type Maker = (field: Field, making: Making) => unknown;

const makers: Partial<Record<string, Maker>> = {
  text: fakeText,
  editor: (_, { faker }) => `<p>${faker.lorem.paragraphs({ min: 1, max: 3 }, "</p><p>")}</p>`,
  email: (field, { faker }) => {
    const [provider] = listOption(field, "onlyDomains");
    return faker.internet.email({ provider: provider ?? "example.com" }).toLowerCase();
  },
  url: (field, { faker }) => {
    const [domain] = listOption(field, "onlyDomains");
    return `https://${domain ?? faker.internet.domainName()}/${faker.lorem.slug()}`;
  },
  number: (field, { faker }) => {
    const likely = likelyRange(field.name);
    const min = typeof field.min === "number" ? field.min : Math.min(likely.min, maxOf(field));
    const max = typeof field.max === "number" ? field.max : Math.max(likely.max, min + 1000);
    const isWhole = field.onlyInt === true || !/price|cost|lat|lon|lng|rate$/i.test(field.name);
    return fakeNumber(faker, { min, max, whole: isWhole });
  },
  bool: (_, { faker }) => faker.datatype.boolean(),
  date: (field, { faker, now }) => {
    const years = 365 * 24 * 60 * 60 * 1000;
    const from = textOption(field, "min") || new Date(now.getTime() - 2 * years).toISOString();
    const to = textOption(field, "max") || now.toISOString();
    return faker.date.between({ from: new Date(from), to: new Date(to) }).toISOString();
  },
  select: (field, { faker }) => {
    const values = [...listOption(field, "values")];
    const most = Math.max(1, numberOption(field, "maxSelect"));
    return most === 1 ? faker.helpers.arrayElement(values) : someOf(faker, values, 1, most);
  },
  relation: (field, { faker, targets }) => {
    const ids = [...(targets.get(field.name) ?? [])];
    const most = Math.max(1, numberOption(field, "maxSelect"));
    if (ids.length === 0) return undefined;
    if (most === 1) return faker.helpers.arrayElement(ids);
    const least = Math.max(1, numberOption(field, "minSelect"));
    return someOf(faker, ids, least, Math.min(most, Math.max(least, 3)));
  },
  json: (_, { faker }) => ({
    label: faker.lorem.word(),
    count: faker.number.int({ max: 100 }),
    tags: faker.lorem.words(2).split(" "),
  }),
  geoPoint: (_, { faker }) => ({
    lon: faker.location.longitude(),
    lat: faker.location.latitude(),
  }),
  vector: (field, { faker }) =>
    Array.from({ length: numberOption(field, "dimensions") || 3 }, () =>
      faker.number.float({ min: -1, max: 1, fractionDigits: 6 }),
    ),
  file: (field, { faker }) => fakeFile(field, faker),
};

function fakeText(field: Field, { faker }: Making): unknown {
  const pattern = textOption(field, "pattern");
  if (pattern !== "") {
    return randomFromPattern(pattern, (from, to) => faker.number.int({ min: from, max: to }));
  }
  const [min, max] = [numberOption(field, "min"), numberOption(field, "max") || 5000];
  let text = fakeTextNamed(field.name, faker) ?? faker.lorem.words({ min: 1, max: 4 });
  while (text.length < min) text += ` ${faker.lorem.words(3)}`;
  return text.slice(0, max).trimEnd().padEnd(min, "x");
}

function maxOf(field: Field): number {
  return typeof field.max === "number" ? field.max : Number.POSITIVE_INFINITY;
}

function someOf(faker: Faker, values: readonly string[], least: number, most: number): string[] {
  const max = Math.min(most, values.length);
  return faker.helpers.arrayElements([...values], { min: Math.min(least, max), max });
}

/** One pixel, for fields that take pictures; a line of text for the others. */
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function fakeFile(field: Field, faker: Faker): unknown {
  const types = listOption(field, "mimeTypes");
  if (types.includes("image/png")) return { name: `${faker.lorem.word()}.png`, base64: pixel };
  if (types.length > 0 && !types.includes("text/plain")) return undefined;
  return { name: `${faker.lorem.word()}.txt`, text: `${faker.lorem.sentence()}\n` };
}
