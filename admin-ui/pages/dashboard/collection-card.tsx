import { Group, Skeleton, Text } from "@mantine/core";
import type { Collection } from "../../../src/product.ts";
import { useRead } from "../../client/use-read.ts";
import { collectionIcons } from "../../parts/collection-icons.ts";
import { LinkCard } from "../../parts/links.tsx";
import styles from "./collection-card.module.css";
import { dashboardText } from "./strings.ts";

export function CollectionCard({ collection: { name, type, fields } }: { collection: Collection }) {
  const count = useRead("records.list", { collection: name, perPage: 1, fields: "id" });
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
        {count.data ? dashboardText.records(count.data.totalItems) : <Skeleton h={16} w={70} />}
        <span aria-hidden>·</span>
        {dashboardText.fields(fields.length)}
      </Group>
    </LinkCard>
  );
}
