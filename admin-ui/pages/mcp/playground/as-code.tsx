import { Collapse, SegmentedControl, Stack, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { playText } from "../catalog/strings.ts";
import mcpStyles from "../mcp.module.css";
import { codeFor, codeKinds, type CodeKind, type McpQuestion } from "./ask-code.ts";

/** The question that the form asks, for a terminal or a program. */
export function AsCode({ question }: { question: McpQuestion }) {
  const [isOpen, open] = useDisclosure();
  const [kind, setKind] = useState<CodeKind>("curl");
  return (
    <Stack gap="xs">
      <UnstyledButton
        className={mcpStyles.more}
        type="button"
        aria-expanded={isOpen}
        onClick={open.toggle}
      >
        <IconChevronRight size={15} />
        {playText.asCode}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" align="flex-start">
          <SegmentedControl
            size="xs"
            aria-label={playText.asCode}
            data={codeKinds.map((value) => ({ value, label: playText.codeKinds[value] }))}
            value={kind}
            onChange={(next) => setKind(next as CodeKind)}
          />
          <div className={mcpStyles.wide}>
            <CodeBlock code={codeFor(kind, question)} label={playText.codeKinds[kind]} />
          </div>
        </Stack>
      </Collapse>
    </Stack>
  );
}
