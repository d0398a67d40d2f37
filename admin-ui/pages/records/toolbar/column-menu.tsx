import { ActionIcon, Button, Checkbox, Group, ScrollArea, Stack } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconColumns3 } from "@tabler/icons-react";
import type { Field } from "../../../../src/product.ts";
import type { Columns } from "../grid/columns.ts";
import { recordsText } from "../strings.ts";
import { ToolbarPopover } from "./toolbar-popover.tsx";

/** Which columns are shown, and in which order. */
export function ColumnMenu({ columns }: { columns: Columns }) {
  const { all, choice, choose } = columns;
  const show = ({ id }: Field, shown: boolean) =>
    choose({
      ...choice,
      hidden: shown ? choice.hidden.filter((each) => each !== id) : [...choice.hidden, id],
    });
  const move = (index: number, by: -1 | 1) => {
    const order = all.map(({ id }) => id);
    const [moved] = order.splice(index, 1);
    if (moved !== undefined) order.splice(index + by, 0, moved);
    choose({ ...choice, order });
  };
  return (
    <ToolbarPopover label={recordsText.columns} icon={IconColumns3} p="xs">
      {() => (
        <>
          <ScrollArea.Autosize mah="min(420px, 60vh)" scrollbarSize={6}>
            <Stack gap={2}>
              {all.map((field, index) => (
                <Group key={field.id} gap="xs" wrap="nowrap" justify="space-between" miw={220}>
                  <Checkbox
                    size="xs"
                    label={field.name}
                    aria-label={recordsText.showColumn(field.name)}
                    checked={!choice.hidden.includes(field.id)}
                    onChange={(event) => show(field, event.currentTarget.checked)}
                  />
                  <Group gap={0} wrap="nowrap">
                    <ActionIcon
                      size="sm"
                      disabled={index === 0}
                      aria-label={recordsText.moveUp(field.name)}
                      onClick={() => move(index, -1)}
                    >
                      <IconChevronUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      disabled={index === all.length - 1}
                      aria-label={recordsText.moveDown(field.name)}
                      onClick={() => move(index, 1)}
                    >
                      <IconChevronDown size={14} />
                    </ActionIcon>
                  </Group>
                </Group>
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Button
            fullWidth
            mt="xs"
            size="xs"
            variant="default"
            onClick={() => choose({ hidden: [], order: [], widths: {} })}
          >
            {recordsText.resetColumns}
          </Button>
        </>
      )}
    </ToolbarPopover>
  );
}
