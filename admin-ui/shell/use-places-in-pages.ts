import type { SpotlightActionGroupData } from "@mantine/spotlight";
import { useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useNavEntries } from "./nav-entries.ts";

/** What pages have within, such as each setting; brought along only where somebody looks for it. */
export function usePlacesInPages(enabled: boolean): SpotlightActionGroupData[] {
  const navigate = useNavigate();
  const pages = useNavEntries().flatMap(({ path, title, places }) =>
    places ? [{ path, title, places }] : [],
  );
  const found = useQueries({
    queries: pages.map(({ path, places }) => ({
      queryKey: ["places in", path],
      queryFn: places,
      staleTime: Infinity,
      enabled,
    })),
  });
  if (!enabled) return [];
  return pages.map(({ title }, index) => ({
    group: title,
    actions: (found[index]?.data ?? []).map(({ label, description, keywords, path, search }) => ({
      id: `place ${path} ${Object.values(search).join(" ")}`,
      label,
      description,
      keywords: [...keywords],
      onClick: () => void navigate({ to: path, search }),
    })),
  }));
}
