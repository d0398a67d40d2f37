import { Anchor, Button, Code, Group, Menu, Stack, Table, Text } from "@mantine/core";
import { IconMessage2, IconPencil, IconPlayerPlay, IconPlus } from "@tabler/icons-react";
import { useCall } from "../../../client/use-call.ts";
import { useRead } from "../../../client/use-read.ts";
import { ActionsMenu } from "../../../parts/actions-menu.tsx";
import { DeleteItem } from "../../../parts/delete-item.tsx";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { Time } from "../../../parts/time.tsx";
import { followMs } from "../../../parts/use-version.ts";
import { text } from "../../../strings.ts";
import type { Go, McpSearch } from "../mcp-search.ts";
import { mcpText } from "../strings.ts";
import type { Prompt } from "./prompt.ts";
import { PromptForm } from "./prompt-form.tsx";
import { promptsText } from "./strings.ts";

/** The prompts that superusers wrote; `search.edit` is one of them, or `newPrompt`, in its form. */
export function PromptsTab({ search: { edit }, go }: { search: McpSearch; go: Go }) {
  const prompts = useRead("prompts.list", {}, { refetchInterval: edit ? followMs : false });
  const close = () => go({ edit: undefined });
  return (
    <Loaded query={prompts}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <EmptyState
              icon={IconMessage2}
              title={promptsText.none}
              description={promptsText.noneText}
            >
              <WriteButton go={go} />
            </EmptyState>
          ) : (
            <Stack>
              <Group justify="space-between">
                <Text c="dimmed">{promptsText.description}</Text>
                <WriteButton go={go} />
              </Group>
              <PromptTable prompts={items} go={go} />
            </Stack>
          )}
          {edit && (
            <PromptForm
              key={edit}
              prompt={items.find(({ name }) => name === edit)}
              onClose={close}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function WriteButton({ go }: { go: Go }) {
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} />}
      onClick={() => go({ edit: newPrompt })}
    >
      {promptsText.action}
    </Button>
  );
}

/** No prompt is called so: names have no dots. */
const newPrompt = ".new";

function PromptTable({ prompts, go }: { prompts: readonly Prompt[]; go: Go }) {
  return (
    <TableFrame label={mcpText.tabs.prompts}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{promptsText.name}</Table.Th>
          <Table.Th>{promptsText.about}</Table.Th>
          <Table.Th>{promptsText.blanks}</Table.Th>
          <Table.Th>{promptsText.updated}</Table.Th>
          <Table.Th w={56} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {prompts.map(({ name, title, description, arguments: blanks, updated }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Anchor component="button" fw={550} ta="left" onClick={() => go({ edit: name })}>
                {name}
              </Anchor>
            </Table.Td>
            <Table.Td>{description || title}</Table.Td>
            <Table.Td>
              <Group gap={4}>
                {blanks.map((blank) => (
                  <Code key={blank.name}>{blank.name}</Code>
                ))}
              </Group>
            </Table.Td>
            <Table.Td c="dimmed">
              <Time value={updated} />
            </Table.Td>
            <Table.Td>
              <PromptMenu name={name} go={go} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </TableFrame>
  );
}

function PromptMenu({ name, go }: { name: string; go: Go }) {
  const remove = useCall("prompts.delete", {
    changes: ["prompts.*", "mcp.*"],
    done: promptsText.deleted,
  });
  return (
    <ActionsMenu label={text.actionsFor(name)}>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => go({ edit: name })}>
        {promptsText.edit}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPlayerPlay size={16} />}
        onClick={() => go({ tab: "catalog", prompt: name })}
      >
        {promptsText.try}
      </Menu.Item>
      <Menu.Divider />
      <DeleteItem
        title={promptsText.deleteTitle(name)}
        message={promptsText.deleteText}
        onConfirm={() => remove.mutate({ name })}
      />
    </ActionsMenu>
  );
}
