import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { Empty } from "./states";

/** Keeps a page that broke from taking the rest with it. Most often a new version was installed under an open page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Empty
        title="This page could not be shown"
        action={<Button onClick={() => globalThis.location.reload()}>Load it again</Button>}
      >
        The platform may have been updated while this page was open. Loading it again brings the new version.
      </Empty>
    );
  }
}
