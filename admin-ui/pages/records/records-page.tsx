import { Group, Table, Text } from "@mantine/core";
import { IconTable } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import type { Collection } from "../../../src/product.ts";
import { useCollection } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { PageSkeleton } from "../../parts/page-skeleton.tsx";
import { TableFrame } from "../../parts/table-frame.tsx";
import { text } from "../../strings.ts";
import { recordsText } from "./strings.ts";

const route = getRouteApi("/records/$collection");
const perPage = 50;

/** A collection's records, in pages. */
export function RecordsPage() {
  const { collection: name } = route.useParams();
  const collection = useCollection(name);
  if (collection === undefined) return <PageSkeleton />;
  if (collection === null) {
    return (
      <EmptyState
        icon={IconTable}
        title={recordsText.missing(name)}
        description={recordsText.missingHint}
      />
    );
  }
  return <Records key={collection.id} collection={collection} />;
}

function Records({ collection }: { collection: Collection }) {
  const { page = 1 } = route.useSearch();
  const records = useRead(
    "records.list",
    { collection: collection.name, page, perPage },
    { keepPrevious: true },
  );
  const total = records.data?.totalItems;
  return (
    <Page
      title={collection.name}
      {...(total !== undefined && { description: recordsText.count(total) })}
    >
      <Loaded query={records}>
        {({ items, totalPages }) =>
          items.length === 0 ? (
            <EmptyState
              icon={IconTable}
              title={recordsText.none}
              description={recordsText.noneHint}
            />
          ) : (
            <>
              <Rows collection={collection} items={items} />
              {totalPages > 1 && <Pager page={page} pages={totalPages} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface RowsProps {
  readonly collection: Collection;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

function Rows({ collection, items }: RowsProps) {
  const fields = collection.fields.filter(({ type, hidden }) => type !== "password" && !hidden);
  return (
    <TableFrame label={collection.name}>
      <Table.Thead>
        <Table.Tr>
          {fields.map(({ id, name }) => (
            <Table.Th key={id}>{name}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={String(item.id)}>
            {fields.map(({ id, name }) => (
              <Table.Td key={id}>
                <Text size="sm" maw={280} truncate>
                  {wordValue(item[name])}
                </Text>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

function Pager({ page, pages }: { page: number; pages: number }) {
  return (
    <Group justify="flex-end" gap="xs" mt="md">
      <Text size="sm" c="dimmed" className="number">
        {text.page(page, pages)}
      </Text>
      <LinkButton
        variant="default"
        size="xs"
        disabled={page <= 1}
        from="/records/$collection"
        to="."
        search={{ page: page - 1 }}
      >
        {recordsText.previous}
      </LinkButton>
      <LinkButton
        variant="default"
        size="xs"
        disabled={page >= pages}
        from="/records/$collection"
        to="."
        search={{ page: page + 1 }}
      >
        {recordsText.next}
      </LinkButton>
    </Group>
  );
}

function wordValue(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
}
