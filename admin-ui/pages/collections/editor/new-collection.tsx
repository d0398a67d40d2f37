import { Radio, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import type { Output } from "../../../client/operations.ts";
import { useCall } from "../../../client/use-call.ts";
import { collectionIcons } from "../../../parts/collection-icons.ts";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Page } from "../../../parts/page.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import { SaveBar } from "../../../parts/save-bar.tsx";
import { text } from "../../../strings.ts";
import { collectionTypes, type CollectionType } from "../places.ts";
import { collectionsText, editorText } from "../strings.ts";
import { asType, definitionOf, type Draft } from "./draft.ts";
import { Editor } from "./editor.tsx";
import styles from "./editor.module.css";
import { NameInput } from "./name-input.tsx";
import { useDraft } from "./use-draft.ts";

const route = getRouteApi("/new-collection");

interface NewCollectionProps {
  readonly scaffolds: Output<"collections.scaffolds">;
  readonly start: () => Draft;
}

/** Name, type, fields: that is enough, and the rest can follow. */
export function NewCollection({ scaffolds, start }: NewCollectionProps) {
  const { tab, from } = route.useSearch();
  const navigate = useNavigate({ from: "/new-collection" });
  const { draft, change, replace, problems, setProblems, isDirty } = useDraft(start);
  const created = useRef(false);
  const create = useCall("collections.create", {
    changes: ["collections.*", "rules.*"],
    form: { setErrors: setProblems },
    done: ({ name }) => editorText.created(name),
    onDone({ name }) {
      created.current = true;
      void navigate({ to: "/records/$collection", params: { collection: name } });
    },
  });
  const definition = definitionOf(draft);
  const save = () => create.mutate(definition);
  useHotkeys([["mod+S", save]], [], true);
  const props = { draft, definition, onChange: change, problems };
  return (
    <Page title={editorText.newTitle}>
      <Stack gap="md">
        {!create.isPending && (
          <Refusal error={create.error} shown={Object.keys(create.error?.problems ?? {})} />
        )}
        <NameInput {...props} />
        {from === undefined && (
          <Types
            value={draft.type}
            onChange={(type) => {
              replace(asType(draft, scaffolds[type]));
              void navigate({ search: { type }, replace: true });
            }}
          />
        )}
        <Editor
          {...props}
          stored={[]}
          tab={tab}
          onTab={(next) =>
            void navigate({ search: (before) => ({ ...before, tab: next }), replace: true })
          }
        />
        <SaveBar
          secondary={{ label: text.cancel, onClick: () => void navigate({ to: "/collections" }) }}
          action={editorText.create}
          loading={create.isPending}
          onAction={save}
        />
      </Stack>
      <LeaveGuard when={isDirty} unless={created} samePage />
    </Page>
  );
}

interface TypesProps {
  readonly value: CollectionType;
  readonly onChange: (type: CollectionType) => void;
}

function Types({ value, onChange }: TypesProps) {
  return (
    <Radio.Group
      label={editorText.type}
      value={value}
      onChange={(next) => onChange(next as CollectionType)}
    >
      <div className={styles.types}>
        {collectionTypes.map((type) => {
          const Icon = collectionIcons[type];
          return (
            <Radio.Card key={type} value={type} className={styles.type!}>
              <Icon size={18} stroke={1.7} />
              <div>
                <Text fw={550}>{collectionsText.types[type]}</Text>
                <Text size="xs" c="dimmed">
                  {collectionsText.typeHints[type]}
                </Text>
              </div>
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}
