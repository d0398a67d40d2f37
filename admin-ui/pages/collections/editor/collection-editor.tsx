import { Stack } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconTable } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useAppearance } from "../../../client/use-appearance.ts";
import { useCall } from "../../../client/use-call.ts";
import { ChangedMeanwhile } from "../../../parts/changed-meanwhile.tsx";
import { collectionIcons } from "../../../parts/collection-icons.ts";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Page } from "../../../parts/page.tsx";
import { problemsBelow } from "../../../parts/problems-below.ts";
import { Refusal } from "../../../parts/refusal.tsx";
import { SaveBar } from "../../../parts/save-bar.tsx";
import { useVersion } from "../../../parts/use-version.ts";
import { CollectionMenu } from "../list/collection-menu.tsx";
import { collectionsText, editorText } from "../strings.ts";
import { changesOf, draftOf } from "./draft.ts";
import { Editor } from "./editor.tsx";
import styles from "./editor.module.css";
import { NameInput } from "./name-input.tsx";
import type { SchemaPlan } from "./plan/change-list.tsx";
import { PlanDialog } from "./plan/plan-dialog.tsx";
import { useDraft } from "./use-draft.ts";

const route = getRouteApi("/collections/$collection");

/** Changes are tried out by the server first, shown as a plan, and saved from there. */
export function CollectionEditor({ collection }: { collection: Collection }) {
  const { tab } = route.useSearch();
  const navigate = useNavigate({ from: "/collections/$collection" });
  const state = useDraft(() => draftOf(collection));
  const { base, draft, restart, problems, setProblems, isDirty } = state;
  const [plan, setPlan] = useState<SchemaPlan | null>(null);
  // After a save the list is behind for a moment: what it says then is no news.
  const version = useVersion(collection.updated, isDirty, () => restart(draftOf(collection)));
  const definition = changesOf(base, draft);
  const { hidesControls } = useAppearance();
  const change: typeof state.change = (edit) => {
    // Not every input knows that it is only shown.
    if (!hidesControls) state.change(edit);
  };

  const planning = useCall("collections.plan", {
    // Whether somebody else has been here is looked up along with it.
    changes: ["collections.list"],
    form: { setErrors: (found) => setProblems(problemsBelow(found, "collections.0")) },
    onDone(found) {
      setProblems({});
      setPlan(found);
    },
  });
  const saving = useCall("collections.update", {
    changes: ["collections.*", "records.*", "rules.*"],
    form: { setErrors: setProblems },
    done: ({ name }) => editorText.saved(name),
    onDone(output) {
      // The answer's schema leaves the options open.
      const { warnings: _, ...stored } = output as typeof output & { warnings?: unknown };
      version.note((output as typeof output & { updated: string }).updated);
      version.saved.current = true;
      setPlan(null);
      restart(draftOf(stored));
      if (stored.name === collection.name) return;
      void navigate({ params: { collection: stored.name }, search: { tab }, replace: true });
    },
  });
  const review = () => {
    if (isDirty) planning.mutate({ collections: [{ ...definition }], dropFields: true });
  };
  useHotkeys([["mod+S", review]], [], true);
  const Icon = collectionIcons[collection.type];
  return (
    <Page
      title={collection.name}
      heading={
        <>
          <Icon size={20} stroke={1.6} />
          {collection.name}
        </>
      }
      {...(collection.system && { description: editorText.systemNote })}
      {...(hidesControls && { description: editorText.controlsHidden })}
      actions={
        <>
          <LinkButton
            variant="default"
            leftSection={<IconTable size={16} />}
            to="/records/$collection"
            params={{ collection: collection.name }}
          >
            {collectionsText.openRecords}
          </LinkButton>
          <CollectionMenu
            collection={collection}
            onDeleted={() => {
              version.saved.current = true;
              void navigate({ to: "/collections" });
            }}
          />
        </>
      }
    >
      <Stack gap="md">
        {isDirty && version.isBehind && (
          <ChangedMeanwhile version={version} saving={saving} onSave={review} />
        )}
        {!planning.isPending && (
          <Refusal error={planning.error} shown={shownPaths(planning.error?.problems)} />
        )}
        <fieldset disabled={hidesControls} className={styles.parts}>
          <NameInput draft={draft} definition={definition} onChange={change} problems={problems} />
        </fieldset>
        <Editor
          draft={draft}
          definition={definition}
          onChange={change}
          problems={problems}
          stored={base.fields}
          isLocked={hidesControls}
          tab={tab}
          onTab={(next) => void navigate({ search: { tab: next }, replace: true })}
        />
        {isDirty && (
          <SaveBar
            note={editorText.unsaved}
            secondary={{
              label: editorText.discard,
              onClick: () => {
                planning.reset();
                restart(base);
              },
            }}
            action={editorText.review}
            loading={planning.isPending}
            onAction={review}
          />
        )}
      </Stack>
      {plan && (
        <PlanDialog
          name={collection.name}
          plan={plan}
          saving={saving.isPending}
          error={saving.error}
          onClose={() => {
            saving.reset();
            setPlan(null);
          }}
          onSave={() =>
            saving.mutate({
              ...definition,
              collection: collection.id,
              if_updated: version.seen(),
            })
          }
        />
      )}
      <LeaveGuard when={isDirty} unless={version.saved} samePage />
    </Page>
  );
}

/** What fields and rules mark themselves is not listed again. */
function shownPaths(problems: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(problems).filter((path) => path.startsWith("collections.0."));
}
