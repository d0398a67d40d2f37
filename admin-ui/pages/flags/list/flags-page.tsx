import { Table } from "@mantine/core";
import { IconFlag, IconPlus, IconSearchOff } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Flag } from "../../../../src/product.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Page } from "../../../parts/page.tsx";
import { SearchInput } from "../../../parts/search-input.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { flagsText } from "../strings.ts";
import { useFlags } from "../use-flags.ts";
import { FlagLine } from "./flag-line.tsx";

const route = getRouteApi("/flags");

/** The flags, each with its switch. */
export function FlagsPage() {
  const { q = "" } = route.useSearch();
  const navigate = useNavigate({ from: "/flags" });
  const flags = useFlags();
  usePaletteActions(
    useMemo(
      () => [{ label: flagsText.add, run: () => void navigate({ to: "/new-flag" }) }],
      [navigate],
    ),
  );
  return (
    <Page
      title={flagsText.title}
      description={flagsText.description}
      actions={
        <LinkButton to="/new-flag" leftSection={<IconPlus size={16} />}>
          {flagsText.add}
        </LinkButton>
      }
    >
      <Loaded query={flags}>
        {(all) => {
          if (all.length === 0) return <NoFlags />;
          const word = q.trim().toLowerCase();
          const found = all.filter(({ key, help }) =>
            `${key} ${help}`.toLowerCase().includes(word),
          );
          return (
            <>
              <SearchInput
                w={260}
                mb="sm"
                label={flagsText.find}
                value={q}
                onChange={(typed) =>
                  void navigate({ search: { q: typed || undefined }, replace: true })
                }
              />
              {found.length === 0 ? (
                <EmptyState icon={IconSearchOff} title={flagsText.noneFound} />
              ) : (
                <FlagTable flags={found} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function NoFlags() {
  return (
    <EmptyState icon={IconFlag} title={flagsText.none} description={flagsText.noneText}>
      <LinkButton to="/new-flag">{flagsText.add}</LinkButton>
    </EmptyState>
  );
}

function FlagTable({ flags }: { flags: readonly Flag[] }) {
  return (
    <TableFrame label={flagsText.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={70}>{flagsText.on}</Table.Th>
          <Table.Th>{flagsText.key}</Table.Th>
          <Table.Th>{flagsText.type}</Table.Th>
          <Table.Th>{flagsText.default}</Table.Th>
          <Table.Th w={210}>{flagsText.rules}</Table.Th>
          <Table.Th>{flagsText.updated}</Table.Th>
          <Table.Th w={56} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {flags.map((flag) => (
          <FlagLine key={flag.key} flag={flag} />
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}
