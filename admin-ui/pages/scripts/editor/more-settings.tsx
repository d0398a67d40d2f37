import { Collapse, NumberInput, Select, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import styles from "../scripts.module.css";
import { editorText } from "../strings.ts";
import type { Draft } from "./use-script-draft.ts";

interface MoreSettingsProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly problems: Readonly<Record<string, string>>;
  /** Nobody makes it run whose rights it could have. */
  readonly hasAllRights?: boolean;
  /** What its kind alone has. */
  readonly children?: ReactNode;
}

/** What is seldom changed: rights, time, words for others. */
export function MoreSettings({
  draft,
  change,
  problems,
  hasAllRights,
  children,
}: MoreSettingsProps) {
  const [opened, { toggle }] = useDisclosure(false);
  const isOpen = opened || problems.timeoutMs !== undefined;
  return (
    <Stack gap="sm">
      <DisclosureButton isOpen={isOpen} onToggle={toggle}>
        {editorText.more}
      </DisclosureButton>
      <Collapse expanded={isOpen}>
        <Stack gap="sm">
          <div className={styles.settings}>
            {!hasAllRights && (
              <Select
                label={editorText.rights}
                description={editorText.rightsHint}
                data={Object.entries(editorText.identities).map(([value, label]) => ({
                  value,
                  label,
                }))}
                value={draft.as}
                onChange={(as) => change({ as: as as Draft["as"] })}
              />
            )}
            <NumberInput
              label={editorText.timeout}
              description={editorText.timeoutHint}
              placeholder={editorText.usual}
              suffix=" ms"
              min={10}
              allowDecimal={false}
              allowNegative={false}
              value={draft.timeoutMs ?? ""}
              onChange={(value) => change({ timeoutMs: value === "" ? undefined : Number(value) })}
              error={problems.timeoutMs}
            />
            {children}
          </div>
          <Textarea
            label={editorText.help}
            description={editorText.helpHint}
            value={draft.help}
            onChange={(event) => change({ help: event.currentTarget.value })}
            error={problems.help}
            maxLength={1000}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}
