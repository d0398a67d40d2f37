import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { holdsMany } from "../../../client/record.ts";
import { fieldKinds } from "../../../fields/field-kinds.ts";
import { collectionIcons } from "../../../parts/collection-icons.ts";
import { collectionsText as words } from "../strings.ts";
import { cardWidth, layOut, type MapCard } from "./map-layout.ts";
import styles from "./collection-map.module.css";

/** The collections as a picture: what is in them, and how they lead to each other. */
export function CollectionMap({ collections }: { collections: readonly Collection[] }) {
  const layout = useMemo(() => layOut(collections), [collections]);
  const [active, setActive] = useState<string | null>(null);
  const names = new Map(collections.map(({ id, name }) => [id, name]));
  return (
    <div className={styles.frame} role="region" aria-label={words.map} tabIndex={0}>
      <div
        className={styles.map}
        style={{ width: layout.width, height: layout.height }}
        data-active={active !== null || undefined}
      >
        <svg width={layout.width} height={layout.height} aria-hidden className={styles.lines}>
          <defs>
            <marker
              id="map-end"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerUnits="userSpaceOnUse"
              markerWidth="10"
              markerHeight="10"
              orient="auto"
            >
              <path d="M 0 0 L 8 4 L 0 8 z" />
            </marker>
          </defs>
          {layout.lines.map(({ id, from, to, path }) => (
            <path
              key={`${from} ${id}`}
              d={path}
              markerEnd="url(#map-end)"
              className={styles.line}
              data-active={from === active || to === active || undefined}
            />
          ))}
        </svg>
        {layout.cards.map((card) => (
          <Card
            key={card.collection.id}
            card={card}
            targetOf={(id) => names.get(id)}
            onActive={(on) => setActive(on ? card.collection.id : null)}
          />
        ))}
      </div>
    </div>
  );
}

interface CardProps {
  readonly card: MapCard;
  readonly targetOf: (id: string) => string | undefined;
  readonly onActive: (on: boolean) => void;
}

function Card({ card, targetOf, onActive }: CardProps) {
  const { collection, fields, more, x, y, height } = card;
  const Icon = collectionIcons[collection.type];
  return (
    <Link
      to="/collections/$collection"
      params={{ collection: collection.name }}
      className={styles.card}
      style={{ left: x, top: y, width: cardWidth, height }}
      onPointerEnter={() => onActive(true)}
      onPointerLeave={() => onActive(false)}
      onFocus={() => onActive(true)}
      onBlur={() => onActive(false)}
    >
      <span className={styles.head}>
        <Icon size={16} stroke={1.7} />
        {collection.name}
      </span>
      {fields.map((field) => {
        const { icon: FieldIcon, label } = fieldKinds[field.type];
        const target = field.type === "relation" && targetOf(String(field.collectionId));
        return (
          <span key={field.id} className={styles.row} data-relation={target ? true : undefined}>
            <FieldIcon size={13} stroke={1.7} />
            <span className={styles.field}>{field.name}</span>
            <Text span size="xs" c="dimmed" truncate>
              {target ? `→ ${target}${holdsMany(field) ? " *" : ""}` : label.toLowerCase()}
            </Text>
          </span>
        );
      })}
      {more > 0 && <span className={styles.row}>{words.moreFields(more)}</span>}
    </Link>
  );
}
