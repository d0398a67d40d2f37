import { ActionIcon, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
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
  return (
    <div className={styles.toolbar}>
      <div className={styles.query}>
        <QueryBox
          collection={collection}
          value={search.q ?? ""}
          recent={searches.all}
          onChange={(q) => onSearch({ q: q === "" ? undefined : q })}
        />
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
