import type { Faker } from "@faker-js/faker";

/** The range that a number of this name is probably in. */
export function likelyRange(name: string): { readonly min: number; readonly max: number } {
  const word = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return ranges.find(([pattern]) => pattern.test(word))?.[1] ?? { min: 0, max: 1000 };
}

const ranges: readonly (readonly [RegExp, { readonly min: number; readonly max: number }])[] = [
  [/(^|_)age$/, { min: 18, max: 90 }],
  [/(^|_)year$/, { min: 1970, max: 2026 }],
  [/(^|_)(rating|stars|score)$/, { min: 1, max: 5 }],
  [/(^|_)(percent|percentage|progress)$/, { min: 0, max: 100 }],
  [/(^|_)(lat|latitude)$/, { min: -90, max: 90 }],
  [/(^|_)(lon|lng|longitude)$/, { min: -180, max: 180 }],
  [/(^|_)(quantity|qty|amount|stock)$/, { min: 1, max: 100 }],
  [/(^|_)month$/, { min: 1, max: 12 }],
];

export function fakeNumber(
  faker: Faker,
  { min, max, whole }: { readonly min: number; readonly max: number; readonly whole: boolean },
): number {
  if (!whole) return faker.number.float({ min, max, fractionDigits: 2 });
  return faker.number.int({ min: Math.ceil(min), max: Math.floor(max) });
}
