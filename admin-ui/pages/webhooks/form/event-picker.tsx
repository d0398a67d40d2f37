import { Checkbox, Input, Stack, Switch, Table, TagsInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useCollections } from "../../../client/use-collections.ts";
import styles from "../webhooks.module.css";
import { formText } from "../strings.ts";
import { actions, everyCollection, readEvents, writeEvents, type Action } from "./events.ts";

interface EventPickerProps {
  readonly value: readonly string[];
  readonly onChange: (events: string[]) => void;
  readonly error?: ReactNode;
}

/** Which events: of every collection, of some, of one's own, or all there are. */
export function EventPicker({ value, onChange, error }: EventPickerProps) {
  const { data: collections = [] } = useCollections();
  const named = new Set(value.map((each) => each.split(".")[0]));
  // The system's own are heard of only by name: they are shown where one is.
  const shown = collections.filter(
    ({ system, type, name }) => type !== "view" && (!system || named.has(name)),
  );
  const names = shown.map(({ name }) => name);
  const heard = readEvents(value, names);
  const set = (name: string, action: Action, isHeard: boolean) => {
    const before = heard.records[name] ?? [];
    const after = isHeard ? [...before, action] : before.filter((each) => each !== action);
    const { [name]: _, ...others } = heard.records;
    const records = after.length > 0 ? { ...others, [name]: after } : others;
    onChange(writeEvents({ ...heard, records }));
  };
  return (
    <Input.Wrapper label={formText.events} labelElement="div" required error={error}>
      <Stack gap="sm" mt={6}>
        <Switch
          label={formText.everything}
          checked={heard.everything}
          onChange={(event) => onChange(event.currentTarget.checked ? ["*"] : [])}
        />
        {!heard.everything && (
          <>
            <Table className={styles.events} aria-label={formText.events} verticalSpacing={5}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{formText.collection}</Table.Th>
                  {actions.map((action) => (
                    <Table.Th key={action} w={90} ta="center">
                      {formText.actions[action]}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[everyCollection, ...names].map((name) => (
                  <Table.Tr key={name} data-every={name === everyCollection || undefined}>
                    <Table.Td>{name === everyCollection ? formText.every : name}</Table.Td>
                    {actions.map((action) => {
                      const isByEvery =
                        name !== everyCollection &&
                        (heard.records[everyCollection] ?? []).includes(action);
                      return (
                        <Table.Td key={action}>
                          <Checkbox
                            size="xs"
                            className={styles.check}
                            aria-label={formText.cell(
                              name === everyCollection ? formText.every : name,
                              formText.actions[action],
                            )}
                            checked={isByEvery || (heard.records[name] ?? []).includes(action)}
                            disabled={isByEvery}
                            onChange={(event) => set(name, action, event.currentTarget.checked)}
                          />
                        </Table.Td>
                      );
                    })}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <TagsInput
              label={formText.own}
              description={formText.ownHint}
              {...(heard.own.length === 0 && { placeholder: formText.ownPlaceholder })}
              value={[...heard.own]}
              onChange={(own) => onChange(writeEvents({ ...heard, own }))}
            />
          </>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
