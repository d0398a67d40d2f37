import type { Collection, Field } from "../../../../src/product.ts";

export interface MapCard {
  readonly collection: Collection;
  /** Those that are shown; what there is beside them is counted. */
  readonly fields: readonly Field[];
  readonly more: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A relation, from the row of its field to the card of what it leads to. */
export interface MapLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

export interface MapLayout {
  readonly cards: readonly MapCard[];
  readonly lines: readonly MapLine[];
  readonly width: number;
  readonly height: number;
}

/** All in pixels, as the stylesheet draws them. */
export const cardWidth = 230;
const headHeight = 36;
const rowHeight = 24;
const foot = 8;
const gapAcross = 90;
const gapBelow = 26;
const mostFields = 14;

/**
 * What others lead to stands to their left, one column for each step; what leads nowhere and is led
 * to by nobody comes below the rest.
 */
export function layOut(collections: readonly Collection[]): MapLayout {
  const byId = new Map(collections.map((each) => [each.id, each]));
  const targets = (collection: Collection) =>
    relationsOf(collection).flatMap((field) => byId.get(String(field.collectionId)) ?? []);
  const led = new Set(collections.flatMap((each) => targets(each).map(({ id }) => id)));
  const isAlone = (each: Collection) => targets(each).length === 0 && !led.has(each.id);
  const depths = new Map<string, number>();
  const depthOf = (collection: Collection, above: readonly string[] = []): number => {
    const known = depths.get(collection.id);
    if (known !== undefined) return known;
    const trail = [...above, collection.id];
    const next = targets(collection).filter(({ id }) => !trail.includes(id));
    const depth = next.length === 0 ? 0 : 1 + Math.max(...next.map((each) => depthOf(each, trail)));
    depths.set(collection.id, depth);
    return depth;
  };

  const cards = new Map<string, MapCard>();
  const columns = Map.groupBy(
    collections.filter((each) => !isAlone(each)),
    (each) => depthOf(each),
  );
  let bottom = 0;
  for (const depth of [...columns.keys()].toSorted((a, b) => a - b)) {
    // Beside what it leads to, so that lines stay short.
    const middle = (collection: Collection) => {
      const placed = targets(collection).flatMap((each) => cards.get(each.id) ?? []);
      const sum = placed.reduce((all, { y, height }) => all + y + height / 2, 0);
      return placed.length === 0 ? 0 : sum / placed.length;
    };
    let y = 0;
    for (const collection of columns.get(depth)?.toSorted((a, b) => middle(a) - middle(b)) ?? []) {
      const card = cardOf(collection, depth * (cardWidth + gapAcross), y);
      cards.set(collection.id, card);
      y += card.height + gapBelow;
    }
    bottom = Math.max(bottom, y);
  }
  const across = Math.max(3, columns.size);
  const alone = collections.filter(isAlone);
  for (let first = 0; first < alone.length; first += across) {
    const row = alone
      .slice(first, first + across)
      .map((each, index) => cardOf(each, index * (cardWidth + gapAcross), bottom));
    for (const card of row) cards.set(card.collection.id, card);
    bottom += Math.max(...row.map(({ height }) => height)) + gapBelow;
  }
  const all = [...cards.values()];
  return {
    cards: all,
    lines: all.flatMap((card) => linesFrom(card, cards)),
    width: Math.max(0, ...all.map(({ x }) => x + cardWidth)) + gapAcross,
    height: bottom,
  };
}

function relationsOf({ fields }: Collection): readonly Field[] {
  return fields.filter(({ type }) => type === "relation");
}

function cardOf(collection: Collection, x: number, y: number): MapCard {
  const own = collection.fields.filter(({ system }) => !system);
  // Relations are what the map is about: none of them is left out.
  const first = own.filter(({ type }, index) => type === "relation" || index < mostFields);
  const more = own.length - first.length;
  const rows = first.length + (more > 0 ? 1 : 0);
  return {
    collection,
    fields: first,
    more,
    x,
    y,
    height: headHeight + rows * rowHeight + foot,
  };
}

function linesFrom(card: MapCard, cards: ReadonlyMap<string, MapCard>): MapLine[] {
  return card.fields.flatMap((field, index) => {
    const target = field.type === "relation" && cards.get(String(field.collectionId));
    if (!target) return [];
    const startY = card.y + headHeight + (index + 0.5) * rowHeight;
    const endY = target.y + headHeight / 2;
    const endX = target.x + cardWidth;
    const line = { id: field.id, from: card.collection.id, to: target.collection.id };
    // To the left it goes straight over; anywhere else around by the right.
    const isBefore = target.x < card.x;
    const startX = isBefore ? card.x : card.x + cardWidth;
    const bend = isBefore ? Math.max(40, (startX - endX) / 2) : -46;
    const path = `M ${startX} ${startY} C ${startX - bend} ${startY}, ${endX + Math.abs(bend)} ${endY}, ${endX + 5} ${endY}`;
    return [{ ...line, path }];
  });
}
