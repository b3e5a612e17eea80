import { Skeleton, VisuallyHidden } from "@mantine/core";
import classes from "./skeletons.module.css";

/** Lines of the height of what comes, so that nothing moves when it does. */
export function Lines({ count, height = 44 }: { count: number; height?: number }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: count }, (_, line) => (
        <div key={line} className={classes.line} style={{ height }}>
          <Skeleton height={12} width={`${72 - ((line * 17) % 40)}%`} radius={6} />
        </div>
      ))}
    </div>
  );
}

export function PageSkeleton() {
  return (
    <div className={classes.page}>
      <Skeleton height={20} width={160} radius={6} />
      <Lines count={8} />
    </div>
  );
}
