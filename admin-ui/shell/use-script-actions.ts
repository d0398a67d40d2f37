import type { SpotlightActionGroupData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useRead } from "../client/use-read.ts";
import { shellText } from "./strings.ts";

/** Hooks, routes and jobs by their names, asked for as soon as somebody looks for something. */
export function useScriptActions(query: string): SpotlightActionGroupData[] {
  const navigate = useNavigate();
  const enabled = query.trim().length > 1;
  const hooks = useRead("hooks.list", {}, { enabled });
  const routes = useRead("routes.list", {}, { enabled });
  const jobs = useRead("jobs.list", {}, { enabled });
  if (!enabled) return [];
  const found = [
    ...(hooks.data?.items ?? []),
    ...(routes.data?.items ?? []),
    ...(jobs.data?.items ?? []),
  ];
  return Object.entries(shellText.paletteScripts).map(([kind, group]) => ({
    group,
    actions: found
      .filter((script) => script.kind === kind)
      .map((script) => ({
        id: `script ${script.id}`,
        label: script.name,
        description: script.help,
        onClick: () => void navigate({ to: editors[script.kind], params: { script: script.name } }),
      })),
  }));
}

const editors = {
  hook: "/hooks/$script",
  route: "/routes/$script",
  job: "/jobs/$script",
} as const;
