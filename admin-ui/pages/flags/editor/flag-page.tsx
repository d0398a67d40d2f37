import { Badge } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Flag } from "../../../../src/product.ts";
import { asClientError } from "../../../client/client-error.ts";
import { notifyOfError, useCall } from "../../../client/use-call.ts";
import { useClient } from "../../../client/use-client.ts";
import { readQuery } from "../../../client/use-read.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { PageSkeleton } from "../../../parts/page-skeleton.tsx";
import { Page } from "../../../parts/page.tsx";
import { isChangedMeanwhile } from "../../../parts/shared-draft.ts";
import { TheirChanges } from "../../../parts/their-changes.tsx";
import { followMs } from "../../../parts/use-version.ts";
import { draftOf, inputOf, isSame, toldPart } from "../draft.ts";
import { FlagMenu } from "../flag-menu.tsx";
import { editorText, flagsText } from "../strings.ts";
import { useFlags } from "../use-flags.ts";
import { FlagEditor } from "./flag-editor.tsx";
import { useFlagDraft } from "./use-flag-draft.ts";

const route = getRouteApi("/flags/$flag");

/** A stored flag, open to be changed. */
export function FlagPage() {
  const { flag: key } = route.useParams();
  const flags = useFlags(followMs);
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
  const { draft, base, isDirty, questions, restart, problems, setProblems, change } = state;
  const known = useRef(flag.updated);
  const isGone = useRef(false);
  const [asked, setAsked] = useState(0);
  const ask = () => setAsked((times) => times + 1);
  const client = useClient();
  const queries = useQueryClient();
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
  const follow = (theirs: Flag) => {
    if (theirs.updated <= known.current) return;
    known.current = theirs.updated;
    if (isDirty) state.follow(draftOf(theirs));
    else restart(draftOf(theirs));
  };
  // What somebody else saved shows at once, and beside what is being written.
  useEffect(() => {
    if (!saving.isPending) follow(flag);
  });
  const send = () =>
    saving.mutate(
      { ...inputOf(state.now().mine), if_updated: known.current },
      { onError: (error) => isChangedMeanwhile(error) && void settle() },
    );
  /** Somebody else was quicker: what is different is shown first. */
  const settle = async () => {
    const before = state.now().base;
    try {
      const query = { ...readQuery(client, "flags.list", {}), staleTime: 0 };
      const { items } = await queries.fetchQuery(query);
      const theirs = items.find(({ key }) => key === flag.key);
      if (theirs) follow(theirs as unknown as Flag);
    } catch (thrown) {
      return notifyOfError(asClientError(thrown));
    }
    if (isSame(before, state.now().base)) send();
    else ask();
  };
  return (
    <Page
      title={flag.key}
      heading={
        <>
          <IconFlag size={20} stroke={1.6} />
          {flag.key}
          <Badge color="gray">{flagsText.types[flag.type]}</Badge>
        </>
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
        saving={isChangedMeanwhile(saving.error) ? { ...saving, error: null } : saving}
        meanwhile={
          <TheirChanges
            questions={questions.map(({ name, theirs, mine }) => ({
              name,
              theirs: toldPart(theirs, mine, name),
              mine: toldPart(mine, theirs, name),
            }))}
            state={state}
            asked={asked}
            onSave={send}
          />
        }
        problems={problems}
        onChange={change}
        onProblems={setProblems}
        onSave={() => (questions.length > 0 ? ask() : send())}
        onDiscard={() => {
          saving.reset();
          restart(base);
        }}
      />
      <LeaveGuard when={isDirty} unless={isGone} />
    </Page>
  );
}
