import { IconEyeOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAppearance } from "../../client/use-appearance.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LinkButton } from "../../parts/links.tsx";
import { collectionsText as words } from "./strings.ts";

/** A place where collections are made or changed, unless the settings hide such places. */
export function UnlessHidden({ children }: { children: ReactNode }) {
  const { hidesControls } = useAppearance();
  if (!hidesControls) return children;
  return (
    <EmptyState
      icon={IconEyeOff}
      title={words.controlsHiddenTitle}
      description={words.controlsHidden}
    >
      <LinkButton
        variant="default"
        to="/settings/$section"
        params={{ section: "application" }}
        search={{ setting: "meta.hideControls" }}
      >
        {words.showControls}
      </LinkButton>
    </EmptyState>
  );
}
