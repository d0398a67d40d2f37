import { Stack, Text } from "@mantine/core";
import { rulesText } from "../../strings.ts";
import type { RuleName } from "../draft.ts";
import type { EditorProps } from "../editor-props.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { useRuleCheck } from "./use-rule-check.ts";

const reading = ["listRule", "viewRule"] as const;
const writing = ["createRule", "updateRule", "deleteRule"] as const;
const accounts = ["authRule", "manageRule"] as const;

/** Who may do what with the records. */
export function RulesTab(props: EditorProps) {
  const { draft, definition } = props;
  const check = useRuleCheck(definition);
  const names: readonly RuleName[] = [
    ...reading,
    ...(draft.type === "view" ? [] : writing),
    ...(draft.type === "auth" ? accounts : []),
  ];
  return (
    <Stack gap="lg">
      <Text c="dimmed">{rulesText.intro}</Text>
      {names.map((name) => (
        <RuleEditor key={name} {...props} name={name} check={check} />
      ))}
    </Stack>
  );
}
