import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { FilterBuilder } from "./filter-builder.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { QueryBox } from "./query-box.tsx";
import { SavedViews } from "./saved-views.tsx";
import type { ToolbarProps } from "./toolbar-props.ts";

/** What the grid shows, and what else can be done with it. */
export function Toolbar(props: ToolbarProps) {
  const { collection, columns, rows, search, searches, onSearch } = props;
  // The editor takes as long to load as the rows do: they come first, and once it is there it stays.
  const isAnswered = rows.total !== undefined || rows.row(0) !== undefined || rows.error !== null;
  const [hasQuery, setHasQuery] = useState(isAnswered);
  if (isAnswered && !hasQuery) setHasQuery(true);
  return (
    <div className={styles.toolbar}>
      <div className={styles.query}>
        {hasQuery ? (
          <QueryBox
            collection={collection}
            value={search.q ?? ""}
            recent={searches.all}
            onChange={(q) => onSearch({ q: q === "" ? undefined : q })}
          />
        ) : (
          <Skeleton height={36} />
        )}
      </div>
      <FilterBuilder
        collection={collection}
        onFilter={(q) => onSearch({ q: q === "" ? undefined : q })}
      />
      <SavedViews
        collection={collection}
        columns={columns}
        search={search}
        searches={searches}
        onSearch={onSearch}
      />
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
      <MoreMenu {...props} />
    </div>
  );
}
