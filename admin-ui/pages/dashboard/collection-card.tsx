import { Group, Skeleton, Text } from "@mantine/core";
import type { Collection } from "../../../src/product.ts";
import { collectionIcons } from "../../parts/collection-icons.ts";
import { LinkCard } from "../../parts/links.tsx";
import styles from "./collection-card.module.css";
import { dashboardText } from "./strings.ts";

interface CollectionCardProps {
  readonly collection: Collection;
  /** Undefined where they are not counted yet, or never, as a view's. */
  readonly records: number | undefined;
}

export function CollectionCard({ collection, records }: CollectionCardProps) {
  const { name, type, fields } = collection;
  const Icon = collectionIcons[type];
  return (
    <LinkCard
      to="/records/$collection"
      params={{ collection: name }}
      padding="md"
      className={styles.card}
    >
      <Group gap={8} wrap="nowrap">
        <Icon size={18} stroke={1.6} />
        <Text fw={580} truncate>
          {name}
        </Text>
      </Group>
      <Group gap={6} mt={6} c="dimmed" fz="sm" className="number">
        {type !== "view" && (
          <>
            {records === undefined ? <Skeleton h={16} w={70} /> : dashboardText.records(records)}
            <span aria-hidden>·</span>
          </>
        )}
        {dashboardText.fields(fields.length)}
      </Group>
    </LinkCard>
  );
}
