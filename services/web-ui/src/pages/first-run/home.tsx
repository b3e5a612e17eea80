import { Navigate } from "react-router";
import { useSetUp } from "@/data/first-run";
import { isPutOff } from "@/lib/later";
import { needsSetup } from "@/lib/setup-steps";

/** Where an administrator comes in: the set-up until it is done, else what is wrong now. */
export function Home() {
  const found = useSetUp();
  if (isPutOff() || found.isError) return <Navigate to="/incidents" replace />;
  if (!found.data) return <div aria-busy="true" aria-label="Loading" />;
  return <Navigate to={needsSetup(found.data) ? "/set-up" : "/incidents"} replace />;
}
