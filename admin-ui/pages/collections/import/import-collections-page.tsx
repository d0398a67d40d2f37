import { Button, FileButton, Group, Stack, Switch, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFile } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Input } from "../../../client/operations.ts";
import { useCall } from "../../../client/use-call.ts";
import { useRead } from "../../../client/use-read.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { confirm } from "../../../parts/confirm.tsx";
import { Page } from "../../../parts/page.tsx";
import { RowsSkeleton } from "../../../parts/page-skeleton.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { ChangeList, losesData } from "../editor/plan/change-list.tsx";
import { importText as words } from "../strings.ts";
import { UnlessHidden } from "../unless-hidden.tsx";

type Definitions = Input<"collections.plan">["collections"];

/** Definitions in; what they would change is shown before it happens. */
export function ImportCollectionsPage() {
  return (
    <UnlessHidden>
      <ImportForm />
    </UnlessHidden>
  );
}

function ImportForm() {
  const navigate = useNavigate();
  const [written, setWritten] = useState("");
  const [deleteMissing, setDeleteMissing] = useState(false);
  const [settled] = useDebouncedValue(written.trim(), 300);
  const given = useMemo(() => readDefinitions(settled), [settled]);
  const collections = typeof given === "string" ? [] : given;
  const plan = useRead(
    "collections.plan",
    { collections, deleteMissing },
    { enabled: collections.length > 0 },
  );
  const run = useCall("collections.import", {
    changes: ["collections.*", "records.*", "rules.*"],
    done: words.done,
    onDone: () => void navigate({ to: "/collections" }),
  });
  const start = () => {
    const begin = () => run.mutate({ collections, deleteMissing });
    if (!plan.data || !losesData(plan.data)) return begin();
    confirm({
      title: words.losing,
      message: <ChangeList plan={plan.data} />,
      action: words.title,
      word: words.word,
      onConfirm: begin,
    });
  };
  return (
    <Page title={words.title} description={words.description}>
      <Stack gap="md">
        <Group>
          <FileButton
            accept="application/json,.json"
            onChange={(file) => void file?.text().then(setWritten)}
          >
            {(props) => (
              <Button {...props} size="xs" variant="default" leftSection={<IconFile size={16} />}>
                {words.chooseFile}
              </Button>
            )}
          </FileButton>
          <Switch
            label={words.deleteMissing}
            description={words.deleteMissingHint}
            checked={deleteMissing}
            onChange={(event) => setDeleteMissing(event.currentTarget.checked)}
          />
        </Group>
        <div
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            const [file] = event.dataTransfer.files;
            if (!file) return;
            event.preventDefault();
            void file.text().then(setWritten);
          }}
        >
          <CodeEditor
            language="json"
            label={words.paste}
            description={words.pasteHint}
            value={written}
            onChange={setWritten}
            minHeight={200}
            maxHeight={360}
            error={settled !== "" && typeof given === "string" ? given : undefined}
          />
        </div>
        {plan.error && <Refusal error={plan.error} />}
        {collections.length === 0 ? (
          <Text c="dimmed">{words.nothingYet}</Text>
        ) : plan.data ? (
          plan.data.changes.length === 0 ? (
            <Text>{words.same}</Text>
          ) : (
            <>
              <ChangeList plan={plan.data} />
              <Group justify="flex-end">
                <Button loading={run.isPending} onClick={start}>
                  {words.run(plan.data.changes.length)}
                </Button>
              </Group>
            </>
          )
        ) : (
          !plan.error && <RowsSkeleton />
        )}
      </Stack>
    </Page>
  );
}

/** A list, an export's object around one, or a single definition; else why it is none. */
function readDefinitions(text: string): Definitions | string {
  if (text === "") return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Half of what is being typed is not JSON yet.
    return words.notJson;
  }
  const list = isObject(value) && Array.isArray(value.collections) ? value.collections : value;
  if (Array.isArray(list) && list.length > 0 && list.every(isObject)) return list;
  return isObject(list) && typeof list.name === "string" ? [list] : words.noList;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
