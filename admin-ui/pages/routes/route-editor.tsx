import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTerminal2 } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCall } from "../../client/use-call.ts";
import { EnabledSwitch } from "../scripts/editor/enabled-switch.tsx";
import { ScriptEditor } from "../scripts/editor/script-editor.tsx";
import { tellSaved } from "../scripts/editor/tell-saved.ts";
import { changesOf, useScriptDraft } from "../scripts/editor/use-script-draft.ts";
import { useVersion } from "../scripts/editor/use-version.ts";
import { ScriptMenu } from "../scripts/list/script-menu.tsx";
import type { Route } from "../scripts/script.ts";
import type { Go, ScriptSearch } from "../scripts/script-search.ts";
import { scriptsText } from "../scripts/strings.ts";
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
  const { base, draft, change, restart, setProblems, problems, isDirty } = state;
  const trials = useTrial(
    { kind: "route", name: stored?.id, method: draft.method, path: draft.path },
    draft,
    undefined,
  );
  const version = useVersion(stored?.updated, isDirty, () => {
    if (stored) restart(routeDraftOf(stored));
  });
  const saving = { changes: ["routes.*"] as const, form: { setErrors: setProblems } };
  const create = useCall("routes.create", {
    ...saving,
    onDone({ name, trial }) {
      version.saved.current = true;
      tellSaved(name, trial);
      void navigate({ to: "/routes/$script", params: { script: name } });
    },
  });
  const update = useCall("routes.update", {
    ...saving,
    onDone(route) {
      version.note(route.updated);
      version.saved.current = true;
      tellSaved(route.name, route.trial);
      if (route.trial) trials.showSaved(route.trial, route.source);
      restart(routeDraftOf(route));
      if (route.name === stored?.name) return;
      void navigate({ to: "/routes/$script", params: { script: route.name }, replace: true });
    },
  });
  const onOff = useCall("routes.update", {
    changes: ["routes.*"],
    done: ({ name, enabled }) =>
      enabled ? scriptsText.switchedOn(name) : scriptsText.switchedOff(name),
    onDone: ({ updated }) => version.note(updated),
  });
  const remove = useCall("routes.delete", {
    changes: ["routes.list"],
    done: scriptsText.deleted(stored?.name ?? ""),
    onDone() {
      version.saved.current = true;
      void navigate({ to: "/routes" });
    },
  });
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
        else if (isDirty) update.mutate({ route: stored.id, ...changesOf(base, draft) });
      }}
      saved={version.saved}
      takeTheirs={version.isBehind ? version.takeTheirs : null}
      starters={routeStarters}
      settings={<RouteSettings draft={draft} change={change} problems={problems} />}
      more={<RouteCredentials draft={draft} change={change} />}
      actions={
        stored && (
          <>
            <EnabledSwitch
              name={stored.name}
              enabled={onOff.isPending ? onOff.variables.enabled === true : stored.enabled}
              onSwitch={(enabled) => onOff.mutate({ route: stored.id, enabled })}
            />
            <ScriptMenu
              name={stored.name}
              onDuplicate={() => void navigate({ to: "/new-route", search: { from: stored.id } })}
              onDelete={() => remove.mutate({ route: stored.id })}
            >
              <Menu.Item
                leftSection={<IconTerminal2 size={16} />}
                onClick={() => void copyCurl(stored)}
              >
                {routesText.copyCurl}
              </Menu.Item>
            </ScriptMenu>
          </>
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
