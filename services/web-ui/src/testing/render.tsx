import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter, useLocation } from "react-router";
import { App } from "@/app";
import { makeQueryClient } from "@/data/query-client";
import { theme } from "@/theme";

/** The whole application at an address, as a person meets it. */
export function open(address: string) {
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <QueryClientProvider client={makeQueryClient()}>
        <MemoryRouter initialEntries={[address]}>
          <App />
          <Address />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.setup({ delay: null });
}

/** Where the application is now, for tests to read. */
function Address() {
  const { pathname, search } = useLocation();
  return <data data-testid="address" value={pathname + search} />;
}

/** What axe finds on the page: nothing, it is hoped. */
export async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, {
    rules: {
      "color-contrast": { enabled: false }, // jsdom lays nothing out
      region: { enabled: false }, // the application is not alone in the body of a test
    },
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
