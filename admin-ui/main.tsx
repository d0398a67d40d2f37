import "./styles/page.css";
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Client } from "./client/client.ts";
import { ClientError } from "./client/client-error.ts";
import { Session } from "./client/session.ts";
import { ClientContext } from "./client/use-client.ts";
import { collectionsQuery } from "./client/use-collections.ts";
import { makeRouter } from "./routes.tsx";
import { PaletteProvider } from "./shell/palette-actions.tsx";
import { resolveVariables, theme } from "./styles/theme.ts";

// In CSS the bundler would write the whole font out.
const font = new FontFace("Inter Variable", `url(${inter})`, {
  weight: "100 900",
  display: "swap",
});
document.fonts.add(font);
void font.load();

const client = new Client(new Session(localStorage));
const router = makeRouter();
const queries = new QueryClient({
  defaultOptions: {
    // The server may well be this machine, which a browser without a network takes for offline.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 10_000,
      // What was refused is refused again; only a server that does not answer may come back.
      retry: (count, error) =>
        error instanceof ClientError && error.code === "offline" && count < 3,
    },
  },
});

// While the page that is asked for is on its way.
if (client.session.state.kind !== "out") void queries.prefetchQuery(collectionsQuery(client));

const keepSessionMs = 15 * 60_000;
void client.keepSession();
setInterval(() => document.hidden || void client.keepSession(), keepSessionMs);
client.session.subscribe(() => {
  // The next one to sign in may be somebody else.
  if (client.session.state.kind === "out") queries.clear();
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
    >
      <ClientContext value={client}>
        <QueryClientProvider client={queries}>
          <ModalsProvider>
            <PaletteProvider>
              <Notifications position="bottom-right" />
              <RouterProvider router={router} />
            </PaletteProvider>
          </ModalsProvider>
        </QueryClientProvider>
      </ClientContext>
    </MantineProvider>
  </StrictMode>,
);
