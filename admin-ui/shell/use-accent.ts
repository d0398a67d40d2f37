import { useComputedColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { accentVariables } from "../styles/accent.ts";
import { theme } from "../styles/theme.ts";

/** Paints everything in the colour that the settings have, where it is not these pages' own. */
export function useAccent(accent: string | undefined): void {
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    const own = theme.colors?.iris?.[6];
    const variables = accent && accent !== own ? accentVariables(accent, scheme) : {};
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
    return () => Object.keys(variables).forEach((name) => style.removeProperty(name));
  }, [accent, scheme]);
}
