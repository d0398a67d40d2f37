import { Group, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Collection } from "../../../../src/product.ts";
import { IconPinFilled } from "@tabler/icons-react";
import { collectionIcons } from "../../../parts/collection-icons.ts";
import { usePins } from "../../../parts/pins.ts";
import { Time } from "../../../parts/time.tsx";
import { CollectionMenu } from "./collection-menu.tsx";
import styles from "./list.module.css";
import { collectionsText as words } from "../strings.ts";
import { RulesGlance } from "./rules-glance.tsx";

interface CollectionRowProps {
  readonly collection: Collection;
  /** Unknown for views, and while they are being counted. */
  readonly records: number | undefined;
}

export function CollectionRow({ collection, records }: CollectionRowProps) {
  const { name, type, fields, updated } = collection;
  const Icon = collectionIcons[type];
  const isPinned = usePins().isPinned(collection);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={9} wrap="nowrap">
          <Icon size={18} stroke={1.6} />
          <Link to="/collections/$collection" params={{ collection: name }} className={styles.name}>
            {name}
          </Link>
          {isPinned && <IconPinFilled size={14} role="img" aria-label={words.pinned} />}
        </Group>
      </Table.Td>
      <Table.Td ta="right" className="number">
        {records === undefined ? (
          <Text span c="dimmed">
            –
          </Text>
        ) : (
          <Link to="/records/$collection" params={{ collection: name }} className={styles.count}>
            {records.toLocaleString("en")}
          </Link>
        )}
      </Table.Td>
      <Table.Td ta="right" className="number" c="dimmed" visibleFrom="sm">
        {fields.length}
      </Table.Td>
      <Table.Td visibleFrom="xs">
        <RulesGlance collection={collection} />
      </Table.Td>
      <Table.Td c="dimmed" visibleFrom="sm">
        <Time value={updated} />
      </Table.Td>
      <Table.Td>
        <CollectionMenu collection={collection} records={records} />
      </Table.Td>
    </Table.Tr>
  );
}
