import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { type ComponentType, Suspense } from "react";
import { NavLink, Outlet, useNavigate } from "react-router";
import { useMe, useSignOut } from "@/data/session";
import { ErrorBoundary } from "./error-boundary";
import { Face } from "./face";
import classes from "./frame.module.css";
import { IncidentsIcon, MetricsIcon, OnCallIcon } from "./icons";
import { ShortcutHelp, useShortcuts } from "./shortcuts";
import { PageSkeleton } from "./skeletons";
import { whyAndWhatToDo } from "./states";

const PLACES: { to: string; words: string; Icon: ComponentType<{ size?: number }> }[] = [
  { to: "/incidents", words: "Incidents", Icon: IncidentsIcon },
  { to: "/on-call", words: "On call", Icon: OnCallIcon },
  { to: "/stats", words: "Metrics", Icon: MetricsIcon },
];

/** What is around every page: where one can go, and who one is. */
export function Frame() {
  const navigate = useNavigate();
  const [helpIsOpen, help] = useDisclosure();
  useShortcuts({
    "g i": () => void navigate("/incidents"),
    "g o": () => void navigate("/on-call"),
    "g m": () => void navigate("/stats"),
    "?": help.open,
  });
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <nav className={classes.nav} aria-label="Main">
        <div className={classes.inner}>
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>Oncall</span>
        </div>
        <ul className={classes.places}>
          {PLACES.map(({ to, words, Icon }) => (
            <li key={to}>
              <NavLink to={to} className={classes.place}>
                <Icon />
                <span>{words}</span>
              </NavLink>
            </li>
          ))}
        </ul>
        <MyMenu showShortcuts={help.open} />
        </div>
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <ErrorBoundary>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ShortcutHelp opened={helpIsOpen} onClose={help.close} />
    </div>
  );
}

const SCHEMES = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["auto", "As the system"],
] as const;

function MyMenu({ showShortcuts }: { showShortcuts: () => void }) {
  const me = useMe();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = () =>
    signOut.mutate(undefined, {
      onError: (error) =>
        notifications.show({ color: "red", title: "You are still signed in", message: whyAndWhatToDo(error) }),
    });
  return (
    <Menu position="top-start" width={224} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.me}>
          <Face name={me.name} />
          <span className={classes.myName}>{me.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.email}, {me.role}
        </Menu.Label>
        <Menu.Divider />
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {SCHEMES.map(([scheme, words]) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {words}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={showShortcuts}>Keyboard</Menu.Item>
        <Menu.Item onClick={leave}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
