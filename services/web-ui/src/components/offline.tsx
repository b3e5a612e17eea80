import { useSyncExternalStore } from "react";
import classes from "./offline.module.css";

const subscribe = (tell: () => void) => {
  globalThis.addEventListener("online", tell);
  globalThis.addEventListener("offline", tell);
  return () => {
    globalThis.removeEventListener("online", tell);
    globalThis.removeEventListener("offline", tell);
  };
};

/** Says on every page that this device has no network, and goes by itself. */
export function Offline() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <output className={classes.holder}>
      {!isOnline && (
        <span className={classes.banner}>
          This device is offline. What you see is from before, and nothing can be changed until it is back.
        </span>
      )}
    </output>
  );
}
