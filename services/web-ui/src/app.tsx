import { lazy, Suspense } from "react";
import { Navigate, Outlet, Route, Routes, useLocation } from "react-router";
import { Frame } from "@/components/frame";
import { Failed } from "@/components/states";
import { LiveUpdates } from "@/data/live";
import { isAdmin, MeProvider, useMe, useSession } from "@/data/session";
import { NotFound } from "@/pages/not-found";
import { returnPath } from "./lib/return-path";
import classes from "./app.module.css";

const SignIn = lazy(async () => ({ default: (await import("@/pages/sign-in/sign-in")).SignIn }));
const Incidents = lazy(async () => ({ default: (await import("@/pages/incidents/incidents")).Incidents }));
const IncidentPage = lazy(async () => ({ default: (await import("@/pages/incident/incident")).IncidentPage }));
const Postmortem = lazy(async () => ({ default: (await import("@/pages/postmortem/postmortem")).PostmortemPage }));
const OnCall = lazy(async () => ({ default: (await import("@/pages/on-call/on-call")).OnCallPage }));
const Stats = lazy(async () => ({ default: (await import("@/pages/stats/stats")).Stats }));
const Policies = lazy(async () => ({ default: (await import("@/pages/policies/policies")).PoliciesPage }));
const Services = lazy(async () => ({ default: (await import("@/pages/services/services")).ServicesPage }));
const ServicePage = lazy(async () => ({ default: (await import("@/pages/services/service")).ServicePage }));
const Rules = lazy(async () => ({ default: (await import("@/pages/rules/rules")).RulesPage }));
const Silences = lazy(async () => ({ default: (await import("@/pages/silences/silences")).SilencesPage }));
const Drills = lazy(async () => ({ default: (await import("@/pages/drills/drills")).DrillsPage }));
const People = lazy(async () => ({ default: (await import("@/pages/people/people")).PeoplePage }));
const Notifications = lazy(async () => ({
  default: (await import("@/pages/notifications/notifications")).NotificationsPage,
}));
const Audit = lazy(async () => ({ default: (await import("@/pages/audit/audit")).AuditPage }));
const Settings = lazy(async () => ({ default: (await import("@/pages/settings/settings")).SettingsPage }));
const Home = lazy(async () => ({ default: (await import("@/pages/first-run/home")).Home }));
const FirstRun = lazy(async () => ({ default: (await import("@/pages/first-run/first-run")).FirstRunPage }));
const Profile = lazy(async () => ({ default: (await import("@/pages/profile/profile")).ProfilePage }));

export function App() {
  return (
    <Routes>
      <Route
        path="/sign-in"
        element={
          <Suspense fallback={<Loading />}>
            <SignIn />
          </Suspense>
        }
      />
      <Route element={<SignedIn />}>
        <Route element={<Frame />}>
          <Route path="/" element={<Entrance />} />
          <Route path="/set-up" element={<FirstRun />} />
          <Route path="/incidents" element={<Incidents />} />
          <Route path="/incidents/:id" element={<IncidentPage />} />
          <Route path="/incidents/:id/postmortem" element={<Postmortem />} />
          <Route path="/on-call" element={<OnCall />} />
          <Route path="/stats" element={<Stats />} />
          <Route path="/services" element={<Services />} />
          <Route path="/services/:name" element={<ServicePage />} />
          <Route path="/rules" element={<Rules />} />
          <Route path="/silences" element={<Silences />} />
          <Route path="/escalation" element={<Policies />} />
          <Route path="/drills" element={<Drills />} />
          <Route path="/people" element={<People />} />
          <Route path="/notifications" element={<Notifications />} />
          <Route path="/audit" element={<Audit />} />
          <Route path="/settings" element={<Settings />} />
          <Route path="/profile" element={<Profile />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Route>
    </Routes>
  );
}

/** An administrator may have to set the platform up first; anybody else sees what is wrong now. */
function Entrance() {
  return isAdmin(useMe()) ? <Home /> : <Navigate to="/incidents" replace />;
}

/** Everything but the sign-in needs somebody; who is not signed in comes back to the same page afterwards. */
function SignedIn() {
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  if (session.data) {
    return (
      <MeProvider value={session.data}>
        <LiveUpdates>
          <Outlet />
        </LiveUpdates>
      </MeProvider>
    );
  }
  if (session.data === null) {
    const next = returnPath(pathname + search + hash);
    return <Navigate to={next === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next })}`} replace />;
  }
  if (session.isError) {
    return (
      <main className={classes.failed}>
        <Failed what="The platform does not answer" error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  return <Loading />;
}

const Loading = () => <main aria-busy="true" aria-label="Loading" />;
