import { Badge } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Flag } from "../../../../src/product.ts";
import { useCall } from "../../../client/use-call.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { PageSkeleton } from "../../../parts/page-skeleton.tsx";
import { Page } from "../../../parts/page.tsx";
import { draftOf } from "../draft.ts";
import { FlagMenu } from "../flag-menu.tsx";
import styles from "../flags.module.css";
import { editorText, flagsText } from "../strings.ts";
import { useFlags } from "../use-flags.ts";
import { FlagEditor } from "./flag-editor.tsx";
import { useFlagDraft } from "./use-flag-draft.ts";

const route = getRouteApi("/flags/$flag");

/** A stored flag, open to be changed. */
export function FlagPage() {
  const { flag: key } = route.useParams();
  const flags = useFlags();
  return (
    <Loaded query={flags}>
      {(all) => {
        const flag = all.find((each) => each.key === key);
        if (flag) return <StoredFlag key={key} flag={flag} />;
        // It may have been made a moment ago.
        if (!flags.isFetchedAfterMount) return <PageSkeleton />;
        return (
          <EmptyState
            icon={IconFlag}
            title={flagsText.missing(key)}
            description={flagsText.missingHint}
          >
            <LinkButton to="/flags">{flagsText.title}</LinkButton>
          </EmptyState>
        );
      }}
    </Loaded>
  );
}

function StoredFlag({ flag }: { flag: Flag }) {
  const navigate = useNavigate({ from: "/flags/$flag" });
  const state = useFlagDraft(() => draftOf(flag));
  const { draft, base, isDirty, restart, problems, setProblems, change } = state;
  const known = useRef(flag.updated);
  const isGone = useRef(false);
  const saving = useCall("flags.update", {
    changes: ["flags.*"],
    form: { setErrors: setProblems },
    done: editorText.saved,
    onDone(output) {
      // The answer's schema leaves rules open.
      const stored = output as unknown as Flag;
      known.current = stored.updated;
      restart(draftOf(stored));
    },
  });
  // What somebody else saved shows at once where nothing is being written.
  useEffect(() => {
    if (known.current === flag.updated || isDirty || saving.isPending) return;
    known.current = flag.updated;
    restart(draftOf(flag));
  });
  return (
    <Page
      title={flag.key}
      heading={
        <span className={styles.heading}>
          <IconFlag size={20} stroke={1.6} />
          {flag.key}
          <Badge color="gray">{flagsText.types[flag.type]}</Badge>
        </span>
      }
      actions={
        <FlagMenu
          flag={flag.key}
          onDeleted={() => {
            isGone.current = true;
            void navigate({ to: "/flags" });
          }}
        />
      }
    >
      <FlagEditor
        draft={draft}
        isNew={false}
        isDirty={isDirty}
        saving={saving}
        problems={problems}
        onChange={change}
        onProblems={setProblems}
        onSave={(input) => saving.mutate(input)}
        onDiscard={() => {
          saving.reset();
          restart(base);
        }}
      />
      <LeaveGuard when={isDirty} unless={isGone} />
    </Page>
  );
}
