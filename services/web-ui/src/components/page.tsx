import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  /** What stands in the browser's tab, where it says more than the title. */
  tabTitle?: string;
  /** The page in one sentence. */
  sentence?: ReactNode;
  /** What belongs to the whole page: whether it is live, its range, its one action. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Page({ title, tabTitle, sentence, aside, children }: PageProps) {
  useDocumentTitle(`${tabTitle ?? title} · Oncall`);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{title}</h1>
        {aside && <div className={classes.aside}>{aside}</div>}
        {sentence && <p className={classes.sentence}>{sentence}</p>}
      </header>
      {children}
    </div>
  );
}

/** One thing on a page, under its name. */
export function Section({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
