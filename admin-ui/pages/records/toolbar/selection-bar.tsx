import { ActionIcon, Button, Menu, Text, Tooltip } from "@mantine/core";
import { IconFileExport, IconPencil, IconTrash, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import type { ClientError } from "../../../client/client-error.ts";
import { notifyOfError } from "../../../client/use-call.ts";
import { useClient } from "../../../client/use-client.ts";
import { confirm } from "../../../parts/confirm.tsx";
import { text } from "../../../strings.ts";
import type { RowsQuestion } from "../grid/use-rows.ts";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";
import { useDeleteRecords } from "../use-delete-records.ts";
import { useExport } from "../use-export.ts";
import { BulkEdit } from "./bulk-edit.tsx";

interface SelectionBarProps {
  readonly collection: Collection;
  readonly selected: ReadonlySet<string>;
  /** What is looked at, and how many there are of it. */
  readonly question: RowsQuestion;
  readonly total: number;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onDone: () => void;
}

/** More than these are nobody's selection: that is a matter for SQL, or a script. */
const mostSelected = 10_000;

/** What can be done to the records that are selected. */
export function SelectionBar(props: SelectionBarProps) {
  const { collection, selected, total, onDone } = props;
  const all = useSelectAll(props);
  const remove = useDeleteRecords(collection);
  const exportAs = useExport(collection, props.question, selected);
  const [editing, setEditing] = useState(false);
  return (
    <div
      className={styles.selection}
      role="toolbar"
      aria-label={recordsText.selected(selected.size)}
    >
      <Text size="sm" fw={500} className="number">
        {recordsText.selected(selected.size)}
      </Text>
      {total > selected.size && total <= mostSelected && (
        <Button
          size="xs"
          variant="subtle"
          loading={all.isPending}
          onClick={() => all.mutate()}
          visibleFrom="xs"
        >
          {recordsText.selectAll(total)}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={14} />}
        onClick={() => setEditing(true)}
      >
        {recordsText.bulk.edit}
      </Button>
      <Menu position="top">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileExport size={14} />}
            visibleFrom="xs"
          >
            {recordsText.exportAs.title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(["csv", "json", "clipboard"] as const).map((format) => (
            <Menu.Item key={format} onClick={() => void exportAs(format)}>
              {recordsText.exportAs[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {editing && (
        <BulkEdit
          collection={collection}
          selected={selected}
          onClose={() => setEditing(false)}
          onDone={onDone}
        />
      )}
      <Button
        size="xs"
        color="red"
        variant="light"
        loading={remove.isPending}
        leftSection={<IconTrash size={14} />}
        onClick={() =>
          confirm({
            title: recordsText.deleteTitle(selected.size),
            message: recordsText.deleteText,
            onConfirm: () => remove.mutate([...selected], { onSuccess: onDone }),
          })
        }
      >
        {text.delete}
      </Button>
      <Tooltip label={recordsText.clearSelection}>
        <ActionIcon aria-label={recordsText.clearSelection} onClick={onDone}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** Reads the ids of everything that is looked at. */
function useSelectAll({ question, onSelect }: SelectionBarProps) {
  const client = useClient();
  return useMutation<void, ClientError>({
    async mutationFn() {
      const { expand: _, ...asked } = question;
      const ids = new Set<string>();
      const perPage = 1000;
      for (let page = 1; ; page++) {
        const some = { ...asked, fields: "id", page, perPage, skipTotal: true };
        const { items } = await client.call("records.list", some);
        for (const { id } of items) ids.add(String(id));
        if (items.length < perPage || ids.size >= mostSelected) break;
      }
      onSelect(ids);
    },
    onError: notifyOfError,
  });
}
