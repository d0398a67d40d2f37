import { ActionIcon, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { Collection } from "../../../../src/product.ts";
import type { Columns } from "../grid/columns.ts";
import type { Rows, RowsQuestion } from "../grid/use-rows.ts";
import styles from "../records.module.css";
import type { RecordsSearch } from "../records-search.ts";
import { recordsText } from "../strings.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { QueryBox } from "./query-box.tsx";

export interface ToolbarProps {
  readonly collection: Collection;
  readonly columns: Columns;
  readonly rows: Rows;
  readonly question: RowsQuestion;
  readonly search: RecordsSearch;
  readonly onSearch: (change: Partial<RecordsSearch>) => void;
}

export function Toolbar({ collection, columns, rows, search, onSearch }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <div className={styles.query}>
        <QueryBox
          collection={collection}
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q === "" ? undefined : q })}
        />
      </div>
      <ColumnMenu columns={columns} />
      <Tooltip label={recordsText.refresh}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={recordsText.refresh}
          loading={rows.isFetching}
          onClick={rows.refresh}
        >
          <IconRefresh size={17} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
