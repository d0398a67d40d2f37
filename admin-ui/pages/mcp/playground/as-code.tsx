import { Collapse, SegmentedControl, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { DisclosureButton } from "../../../parts/disclosure-button.tsx";
import { playText } from "../catalog/strings.ts";
import styles from "../mcp.module.css";
import { codeFor, codeKinds, type CodeKind, type McpQuestion } from "./ask-code.ts";

/** The question that the form asks, for a terminal or a program. */
export function AsCode({ question }: { question: McpQuestion }) {
  const [isOpen, open] = useDisclosure();
  const [kind, setKind] = useState<CodeKind>("curl");
  return (
    <Stack gap="xs">
      <DisclosureButton isOpen={isOpen} onToggle={open.toggle}>
        {playText.asCode}
      </DisclosureButton>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" align="flex-start">
          <SegmentedControl
            size="xs"
            aria-label={playText.asCode}
            data={codeKinds.map((value) => ({ value, label: playText.codeKinds[value] }))}
            value={kind}
            onChange={(next) => setKind(next as CodeKind)}
          />
          <div className={styles.wide}>
            <CodeBlock code={codeFor(kind, question)} label={playText.codeKinds[kind]} />
          </div>
        </Stack>
      </Collapse>
    </Stack>
  );
}
