import { createTheme, type CSSVariablesResolver } from "@mantine/core";
import { text } from "../strings.ts";

const closes = { "aria-label": text.close };

/** What dialogs and drawers have in common. */
const overPage = {
  closeButtonProps: closes,
  overlayProps: { backgroundOpacity: 0.4 },
  styles: { title: { fontWeight: 600 } },
};

/** Sizes, colours and habits of all components; single ones hardly ever say more. */
export const theme = createTheme({
  primaryColor: "iris",
  primaryShade: 6,
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: `"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`,
  fontFamilyMonospace: `ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace`,
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "16px" },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.35" },
      h2: { fontSize: "1rem", lineHeight: "1.4" },
      h3: { fontSize: "0.875rem", lineHeight: "1.45" },
    },
  },
  colors: {
    iris: [
      "#eef0ff",
      "#dfe2fd",
      "#c0c6f9",
      "#9fa7f4",
      "#868ff0",
      "#6f78ec",
      "#5057d9",
      "#4349bd",
      "#393e9c",
      "#2d327c",
    ],
    gray: [
      "#f8f9fb",
      "#f1f3f6",
      "#e6e9ee",
      "#d9dde4",
      "#c3c9d3",
      "#9aa2b1",
      "#677084",
      "#4b5365",
      "#343b4a",
      "#1c212c",
    ],
    // White on the filled shade can be read (AA).
    red: [
      "#fff5f5",
      "#ffe3e3",
      "#ffc9c9",
      "#ffa8a8",
      "#ff8787",
      "#f25555",
      "#d92d2d",
      "#c92a2a",
      "#b42323",
      "#a01e1e",
    ],
    dark: [
      "#d5d8e0",
      "#b3b8c4",
      "#989eac",
      "#666c7b",
      "#3a3f4b",
      "#2c303a",
      "#22252d",
      "#181a20",
      "#131519",
      "#0e0f13",
    ],
  },
  // By name: importing a component here would bring it along with the first load.
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Badge: { defaultProps: { variant: "light", tt: "none", fw: 550, radius: "sm" } },
    Button: { defaultProps: { fw: 550 } },
    Card: { defaultProps: { withBorder: true, padding: "lg" } },
    Drawer: { defaultProps: { ...overPage, position: "right" } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end", width: 220 } },
    Modal: { defaultProps: { ...overPage, centered: true } },
    Notification: { defaultProps: { closeButtonProps: closes } },
    NumberInput: { defaultProps: { hideControls: true } },
    Paper: { defaultProps: { withBorder: true } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: "right" } },
    Skeleton: { defaultProps: { radius: "sm" } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: "md" } },
    Tabs: { defaultProps: { keepMounted: false } },
    Textarea: { defaultProps: { autosize: true, minRows: 2 } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
  },
});

/** Coloured text on its own pale ground, as badges have it, is too pale as well. */
const darkerOnLight = Object.fromEntries(
  [
    "red",
    "pink",
    "grape",
    "violet",
    "blue",
    "cyan",
    "teal",
    "green",
    "lime",
    "yellow",
    "orange",
  ].map((color) => [
    `--mantine-color-${color}-light-color`,
    `color-mix(in srgb, var(--mantine-color-${color}-9) 72%, black)`,
  ]),
);

/** Mantine's dimmed and placeholder texts are too pale to be read by everybody (AA). */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#1c212c",
    "--mantine-color-dimmed": "#5c6577",
    "--mantine-color-placeholder": "#6b7487",
    "--mantine-color-error": "#c92a2a",
    ...darkerOnLight,
    "--vb-canvas": "#fafbfc",
    "--vb-side": "#f6f7f9",
    "--vb-line": "#e6e9ee",
    "--vb-hover": "#eef0f4",
    "--vb-warning": "#9a5b00",
    "--vb-good": "#18794e",
  },
  dark: {
    "--mantine-color-body": "#131519",
    "--mantine-color-text": "#dfe2e9",
    "--mantine-color-dimmed": "#9ba2b1",
    "--mantine-color-placeholder": "#868d9c",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-gray-light": "#242831",
    "--vb-canvas": "#0f1115",
    "--vb-side": "#0b0c0f",
    "--vb-line": "#252932",
    "--vb-hover": "#1b1e25",
    "--vb-warning": "#f2c879",
    "--vb-good": "#7bd49b",
  },
});
