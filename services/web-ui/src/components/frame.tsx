import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { Link, NavLink, Outlet, useNavigate } from "react-router";
import { isAdmin, useMe, useSignOut } from "@/data/session";
import { onOpened } from "@/service-worker/register";
import { ErrorBoundary } from "./error-boundary";
import { Face } from "./face";
import classes from "./frame.module.css";
import {
  AuditIcon,
  DrillsIcon,
  EscalationIcon,
  IncidentsIcon,
  MetricsIcon,
  NotificationsIcon,
  OnCallIcon,
  PeopleIcon,
  RulesIcon,
  ServicesIcon,
  SettingsIcon,
  SilencesIcon,
} from "./icons";
import { Offline } from "./offline";
import { useShortcuts } from "./shortcuts";
import { PageSkeleton } from "./skeletons";
import { whyAndWhatToDo } from "./states";

const ShortcutHelp = lazy(async () => ({ default: (await import("./shortcut-help")).ShortcutHelp }));

interface Place {
  to: string;
  words: string;
  Icon: ComponentType<{ size?: number }>;
}

/** Where one goes at night. */
const PLACES: Place[] = [
  { to: "/incidents", words: "Incidents", Icon: IncidentsIcon },
  { to: "/on-call", words: "On call", Icon: OnCallIcon },
  { to: "/stats", words: "Metrics", Icon: MetricsIcon },
];

/** Where one goes by day: on a phone they are in the menu. */
const SETUP: Place[] = [
  { to: "/services", words: "Services", Icon: ServicesIcon },
  { to: "/rules", words: "Rules", Icon: RulesIcon },
  { to: "/silences", words: "Silences", Icon: SilencesIcon },
  { to: "/escalation", words: "Escalation", Icon: EscalationIcon },
  { to: "/drills", words: "Drills", Icon: DrillsIcon },
  { to: "/people", words: "People", Icon: PeopleIcon },
  { to: "/notifications", words: "Notifications", Icon: NotificationsIcon },
  { to: "/audit", words: "Audit", Icon: AuditIcon },
  { to: "/settings", words: "Settings", Icon: SettingsIcon },
];

/** The log of changes is for administrators. */
function useSetupPlaces(): Place[] {
  const me = useMe();
  return isAdmin(me) ? SETUP : SETUP.filter(({ to }) => to !== "/audit");
}

/** What is around every page: where one can go, and who one is. */
export function Frame() {
  const navigate = useNavigate();
  const setup = useSetupPlaces();
  const [helpIsOpen, help] = useDisclosure();
  useEffect(() => onOpened((address) => void navigate(address)), [navigate]);
  useShortcuts({
    "g i": () => void navigate("/incidents"),
    "g o": () => void navigate("/on-call"),
    "g m": () => void navigate("/stats"),
    "g s": () => void navigate("/services"),
    "g p": () => void navigate("/profile"),
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
          {[...PLACES, ...setup].map((place) => (
            <li key={place.to} className={SETUP.includes(place) ? classes.setup : undefined}>
              <NavLink to={place.to} className={classes.place}>
                <place.Icon />
                <span>{place.words}</span>
              </NavLink>
            </li>
          ))}
        </ul>
        <MyMenu showShortcuts={help.open} />
        </div>
      </nav>
      <Offline />
      <main id="content" className={classes.main} tabIndex={-1}>
        <ErrorBoundary>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      {helpIsOpen && (
        <Suspense>
          <ShortcutHelp opened onClose={help.close} />
        </Suspense>
      )}
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
  const setup = useSetupPlaces();
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
        <Menu.Item component={Link} to="/profile">
          My profile
        </Menu.Item>
        <div className={classes.onPhone}>
          {setup.map(({ to, words }) => (
            <Menu.Item key={to} component={Link} to={to}>
              {words}
            </Menu.Item>
          ))}
        </div>
        {isAdmin(me) && (
          <Menu.Item component={Link} to="/set-up">
            Set up
          </Menu.Item>
        )}
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
