import { useDebouncedValue } from "@mantine/hooks";
import { useRead } from "../../../../client/use-read.ts";
import type { Output } from "../../../../client/operations.ts";
import type { Definition } from "../draft.ts";

export type RuleCheck = Output<"rules.checkDraft">;

/** What is wrong with the draft's rules, as they are typed; what it was until the next answer. */
export function useRuleCheck(definition: Definition): RuleCheck | undefined {
  const [settled] = useDebouncedValue(JSON.stringify(definition), 300);
  const check = useRead(
    "rules.checkDraft",
    { collection: JSON.parse(settled) as { name: string } },
    { keepPrevious: true },
  );
  return check.data;
}
