import { lazy, Suspense } from "react";
import classes from "./markdown.module.css";

const Formatted = lazy(async () => ({ default: (await import("./markdown-formatted")).MarkdownFormatted }));

/** What somebody wrote, as Markdown; the bare text until that is there. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown}>
      <Suspense fallback={<p className={classes.bare}>{text}</p>}>
        <Formatted text={text} />
      </Suspense>
    </div>
  );
}
