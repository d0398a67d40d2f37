import { Kbd, Modal, Table, Text } from "@mantine/core";
import { useDisclosure, useOs, useWindowEvent } from "@mantine/hooks";
import { useOfferedActions } from "./palette-actions.tsx";
import { shellText } from "./strings.ts";

/** Single keys for what the page offers, and `?` for the list of them. */
export function Shortcuts() {
  const offered = useOfferedActions();
  const [isOpen, list] = useDisclosure();
  const os = useOs();
  useWindowEvent("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTaken(event.target)) return;
    const run = offered.find((each) => each.key === event.key)?.run;
    if (!run && event.key !== "?") return;
    event.preventDefault();
    if (run) run();
    else list.open();
  });
  const rows = [
    ...offered.flatMap(({ key, label }) => (key === undefined ? [] : [{ key, label }])),
    { key: os === "macos" || os === "ios" ? "⌘ K" : "Ctrl K", label: shellText.palette },
    { key: "?", label: shellText.shortcutList },
  ];
  return (
    <Modal opened={isOpen} onClose={list.close} title={shellText.shortcuts}>
      <Table aria-label={shellText.shortcuts} verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(({ key, label }) => (
            <Table.Tr key={key}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="right">
                <Kbd>{names[key] ?? key}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="sm">
        {shellText.shortcutsHint}
      </Text>
    </Modal>
  );
}

/** Somebody types there, or a dialog has the word. */
export function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio"].includes(target.type);
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

const names: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowRight: "← →",
  " ": "Space",
  Escape: "Esc",
  Home: "Home, End",
};
