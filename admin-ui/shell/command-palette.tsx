import { ActionIcon, Kbd, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useOs } from "@mantine/hooks";
import { Spotlight, spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Collection } from "../../src/product.ts";
import { useClient } from "../client/use-client.ts";
import { useCollections } from "../client/use-collections.ts";
import { collectionIcons } from "../parts/collection-icons.ts";
import { useNavEntries } from "./nav-entries.ts";
import { useOfferedActions } from "./palette-actions.tsx";
import { useRecordActions } from "./use-record-actions.ts";
import { usePlacesInPages } from "./use-places-in-pages.ts";
import { useScriptActions } from "./use-script-actions.ts";
import styles from "./shell.module.css";
import { shellText } from "./strings.ts";

/** mod+K: everything that can be gone to or done, by a few letters of its name. */
export function CommandPalette() {
  const [query, setQuery] = useState("");
  const groups = [
    ...usePaletteGroups(),
    ...usePlacesInPages(query.trim().length > 1),
    ...useScriptActions(query),
    ...useRecordActions(query),
  ];
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K"]}
      attributes={{ content: { "aria-label": shellText.palettePlaceholder } }}
      highlightQuery
      limit={14}
      scrollable
      maxHeight="min(60vh, 460px)"
      nothingFound={shellText.paletteNothing}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: shellText.palettePlaceholder,
        "aria-label": shellText.palettePlaceholder,
      }}
    />
  );
}

function usePaletteGroups(): SpotlightActionGroupData[] {
  const navigate = useNavigate();
  const { session } = useClient();
  const { setColorScheme } = useMantineColorScheme();
  const places = useNavEntries();
  const { data: collections = [] } = useCollections();
  const offered = useOfferedActions();
  return [
    {
      group: shellText.paletteActions,
      actions: offered.flatMap(({ label, keywords = [], run }) =>
        run ? [{ id: `action ${label}`, label, keywords: [...keywords], onClick: run }] : [],
      ),
    },
    {
      group: shellText.paletteCollections,
      actions: ownFirst(collections).map(({ id, name, type }) => {
        const Icon = collectionIcons[type];
        return {
          id: `collection ${id}`,
          label: name,
          leftSection: <Icon size={18} stroke={1.6} />,
          onClick: () =>
            void navigate({ to: "/records/$collection", params: { collection: name } }),
        };
      }),
    },
    {
      group: shellText.palettePages,
      actions: places.map(({ path, title, keywords = [], icon: Icon }) => ({
        id: `page ${path}`,
        label: title,
        keywords: [...keywords],
        leftSection: <Icon size={18} stroke={1.6} />,
        onClick: () => void navigate({ to: path }),
      })),
    },
    {
      group: shellText.paletteEverywhere,
      actions: [
        ...(["light", "dark", "auto"] as const).map((scheme) => ({
          id: `scheme ${scheme}`,
          label: `${shellText.scheme}: ${shellText.schemes[scheme]}`,
          keywords: ["theme", "color"],
          onClick: () => setColorScheme(scheme),
        })),
        { id: "sign out", label: shellText.signOut, onClick: () => session.signOut() },
      ],
    },
  ].filter(({ actions }) => actions.length > 0);
}

function ownFirst(collections: readonly Collection[]): readonly Collection[] {
  return collections.toSorted((a, b) => Number(a.system) - Number(b.system));
}

export function PaletteButton({ compact = false }: { compact?: boolean }) {
  const os = useOs();
  if (compact) {
    return (
      <ActionIcon onClick={spotlight.open} size="lg" aria-label={shellText.jumpTo}>
        <IconSearch size={18} />
      </ActionIcon>
    );
  }
  return (
    <UnstyledButton className={styles.palette} onClick={spotlight.open}>
      <IconSearch size={15} />
      <span>{shellText.jumpTo}</span>
      <Kbd size="xs">{os === "macos" || os === "ios" ? "⌘ K" : "Ctrl K"}</Kbd>
    </UnstyledButton>
  );
}
