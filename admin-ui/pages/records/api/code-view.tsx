import { Group, SegmentedControl, Stack } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { CodeBlock } from "../../../parts/code-block.tsx";
import { LinkText } from "../../../parts/links.tsx";
import { recordsText } from "../strings.ts";
import { codeFor, codeLanguages, type CodeLanguage, type CodeSubject } from "./code-samples.ts";
import type { Endpoint } from "./endpoint.ts";

interface CodeViewProps {
  readonly endpoint: Endpoint;
  readonly subject: CodeSubject;
}

const { code: words } = recordsText;

/** What programs and agents send, in the language one looked at last. */
export function CodeView({ endpoint, subject }: CodeViewProps) {
  const [wanted, setWanted] = useLocalStorage<CodeLanguage>({
    key: "vaultbase.code-language",
    defaultValue: "js",
    getInitialValueInEffect: false,
  });
  const samples = codeFor(endpoint, subject);
  const there = codeLanguages.filter((each) => samples[each] !== undefined);
  const language = there.includes(wanted) ? wanted : "js";
  const tool = subject.tools.get(endpoint);
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={words.language}
          data={there.map((value) => ({ value, label: words.languages[value] }))}
          value={language}
          onChange={setWanted}
        />
        {language === "mcp" && tool !== undefined && (
          <LinkText size="sm" to="/mcp" search={{ tab: "catalog", tool }}>
            {words.tryIt}
          </LinkText>
        )}
      </Group>
      <CodeBlock code={samples[language] ?? ""} label={words.languages[language]} />
    </Stack>
  );
}
