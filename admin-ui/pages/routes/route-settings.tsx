import { Checkbox, Select, TextInput } from "@mantine/core";
import styles from "../scripts/scripts.module.css";
import { routeAccess, routeMethods } from "./route-choices.ts";
import type { RouteDraft } from "./route-draft.ts";
import { routesText } from "./strings.ts";

interface RouteSettingsProps {
  readonly draft: RouteDraft;
  readonly change: (changes: Partial<RouteDraft>) => void;
  readonly problems: Readonly<Record<string, string>>;
}

/** What it answers, and whom. */
export function RouteSettings({ draft, change, problems }: RouteSettingsProps) {
  return (
    <>
      <Select
        label={routesText.access}
        data={routeAccess.map((value) => ({ value, label: routesText.accessOf(value) }))}
        value={draft.access}
        onChange={(access) => change({ access: access as RouteDraft["access"] })}
        error={problems.access}
      />
      <div className={`${styles.wide} ${styles.request}`}>
        <Select
          label={routesText.method}
          data={routeMethods}
          value={draft.method}
          onChange={(method) => change({ method: method as RouteDraft["method"] })}
          error={problems.method}
        />
        <TextInput
          label={routesText.path}
          description={routesText.pathHint}
          inputWrapperOrder={["label", "input", "error", "description"]}
          placeholder="/orders/:id"
          required
          value={draft.path}
          onChange={(event) => change({ path: event.currentTarget.value })}
          error={problems.path}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        />
      </div>
    </>
  );
}

export function RouteCredentials({ draft, change }: Omit<RouteSettingsProps, "problems">) {
  return (
    <Checkbox
      mt={24}
      label={routesText.credentials}
      description={routesText.credentialsHint}
      checked={draft.credentials}
      onChange={(event) => change({ credentials: event.currentTarget.checked })}
    />
  );
}
