import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTerminal2 } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCall } from "../../client/use-call.ts";
import { ScriptEditor } from "../scripts/editor/script-editor.tsx";
import { StoredActions } from "../scripts/editor/stored-actions.tsx";
import { useSaveFlow } from "../scripts/editor/use-save-flow.ts";
import { changesOf, useScriptDraft } from "../scripts/editor/use-script-draft.ts";
import type { Route } from "../scripts/script.ts";
import type { Go, ScriptSearch } from "../scripts/script-search.ts";
import { useTrial } from "../scripts/trial/use-trial.ts";
import { routeDraftOf, type RouteDraft } from "./route-draft.ts";
import { RouteCredentials, RouteSettings } from "./route-settings.tsx";
import { routeStarters } from "./route-starters.ts";
import { routesText } from "./strings.ts";

interface RouteEditorProps {
  readonly stored: Route | null;
  readonly start: () => RouteDraft;
  readonly search: ScriptSearch;
  readonly go: Go<ScriptSearch>;
}

export function RouteEditor({ stored, start, search, go }: RouteEditorProps) {
  const navigate = useNavigate();
  const state = useScriptDraft(start);
  const { base, draft, change, problems, isDirty } = state;
  const trials = useTrial(
    { kind: "route", name: stored?.id, method: draft.method, path: draft.path },
    draft,
    search,
  );
  const flow = useSaveFlow({
    stored,
    state,
    trials,
    draftOf: routeDraftOf,
    open: (script, replace) =>
      void navigate({ to: "/routes/$script", params: { script }, replace }),
    leave: () => void navigate({ to: "/routes" }),
  });
  const changes = ["routes.*", "scripts.versions"] as const;
  const create = useCall("routes.create", { changes, ...flow.create });
  const update = useCall("routes.update", { changes, ...flow.update });
  const onOff = useCall("routes.update", { changes, ...flow.onOff });
  const remove = useCall("routes.delete", { changes: ["routes.list"], ...flow.remove });
  return (
    <ScriptEditor
      kind="route"
      stored={stored}
      title={stored?.name ?? routesText.add}
      state={state}
      trials={trials}
      search={search}
      go={go}
      saving={stored ? update : create}
      save={() => {
        if (!stored) create.mutate(draft);
        else if (isDirty) {
          const if_updated = flow.version.seen();
          update.mutate({ route: stored.id, ...changesOf(base, draft), if_updated });
        }
      }}
      version={flow.version}
      starters={routeStarters}
      settings={<RouteSettings draft={draft} change={change} problems={problems} />}
      more={<RouteCredentials draft={draft} change={change} />}
      actions={
        stored && (
          <StoredActions
            script={stored}
            switching={onOff.isPending ? onOff.variables.enabled === true : null}
            onSwitch={(enabled) => onOff.mutate({ route: stored.id, enabled })}
            onDuplicate={() => void navigate({ to: "/new-route", search: { from: stored.id } })}
            onDelete={() => remove.mutate({ route: stored.id })}
          >
            <Menu.Item
              leftSection={<IconTerminal2 size={16} />}
              onClick={() => void copyCurl(stored)}
            >
              {routesText.copyCurl}
            </Menu.Item>
          </StoredActions>
        )
      }
    />
  );
}

/** Whoever has to sign in fills in how. */
async function copyCurl({ method, url, access }: Route): Promise<void> {
  const parts = [
    "curl",
    ...(method === "GET" ? [] : ["-X", method]),
    ...(access === "public" ? [] : ["-H", `"Authorization: $TOKEN"`]),
    ...(["POST", "PUT", "PATCH"].includes(method)
      ? ["-H", `"content-type: application/json"`, "-d", "'{}'"]
      : []),
    `"${location.origin}${url}"`,
  ];
  await navigator.clipboard.writeText(parts.join(" "));
  notifications.show({ message: routesText.copied, color: "green" });
}
