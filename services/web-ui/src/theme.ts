import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#f3f1fd",
  "#e2dffa",
  "#c8c1fb",
  "#a79aff",
  "#8f80ee",
  "#7766df",
  "#6553d0",
  "#5443c3",
  "#4637a8",
  "#382b8a",
];

const dark: MantineColorsTuple = [
  "#ececf2",
  "#b8b9c4",
  "#a3a4b1",
  "#6b6c78",
  "#45454f",
  "#33333c",
  "#1f1f25",
  "#19191e",
  "#121215",
  "#0c0c0e",
];

const ink = (variant: string) => (variant === "filled" ? { "--button-color": "var(--accent-ink)" } : {});
const danger = (variant: string) =>
  variant === "filled"
    ? {
        "--button-bg": "var(--red)",
        "--button-hover": "color-mix(in srgb, var(--red), var(--text) 15%)",
        "--button-color": "var(--accent-ink)",
      }
    : { "--button-color": "var(--red)", "--button-hover": "var(--red-soft)" };

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 3 },
  colors: { accent, dark },
  autoContrast: true,
  luminanceThreshold: 0.3,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: "sm",
  radius: { sm: "6px", md: "8px" },
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // Mantine chooses the ink of a button by the light theme's shade alone.
    Button: Button.extend({
      defaultProps: { size: "sm" },
      vars: (_theme, { variant = "filled", color }) => ({ root: color === "red" ? danger(variant) : ink(variant) }),
    }),
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 }, closeButtonProps: { "aria-label": "Close" } },
    },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
  },
});

/** Mantine's own variables take their values from tokens.css, so that there is one set of colours. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-error": "var(--red)",
    "--mantine-color-accent-light": "var(--accent-soft)",
    "--mantine-color-accent-light-hover": "color-mix(in srgb, var(--accent-soft), var(--accent) 12%)",
    "--mantine-color-accent-light-color": "var(--accent)",
  };
  return { variables: {}, light: both, dark: both };
};
