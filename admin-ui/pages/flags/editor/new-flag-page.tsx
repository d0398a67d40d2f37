import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useCall } from "../../../client/use-call.ts";
import { LeaveGuard } from "../../../parts/leave-guard.tsx";
import { Page } from "../../../parts/page.tsx";
import { newFlag } from "../draft.ts";
import { editorText } from "../strings.ts";
import { FlagEditor } from "./flag-editor.tsx";
import { useFlagDraft } from "./use-flag-draft.ts";

/** A flag that is not stored yet; its rules can be tried already. */
export function NewFlagPage() {
  const navigate = useNavigate({ from: "/new-flag" });
  const { draft, isDirty, problems, setProblems, change } = useFlagDraft(() => newFlag("bool"));
  const isOver = useRef(false);
  const creating = useCall("flags.update", {
    changes: ["flags.*"],
    form: { setErrors: setProblems },
    done: editorText.created,
    onDone({ key }) {
      isOver.current = true;
      void navigate({ to: "/flags/$flag", params: { flag: key }, replace: true });
    },
  });
  return (
    <Page title={editorText.newTitle}>
      <FlagEditor
        draft={draft}
        isNew
        isDirty
        saving={creating}
        problems={problems}
        onChange={change}
        onProblems={setProblems}
        onSave={(input) => creating.mutate({ ...input, only_new: true })}
        onDiscard={() => void navigate({ to: "/flags" })}
      />
      <LeaveGuard when={isDirty} unless={isOver} />
    </Page>
  );
}
