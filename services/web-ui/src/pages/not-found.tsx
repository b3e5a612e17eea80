import { Link } from "react-router";
import { Page } from "@/components/page";
import { Empty } from "@/components/states";

export function NotFound() {
  return (
    <Page title="Not found">
      <Empty title="There is no page at this address">
        The address may be mistyped.{" "}
        <Link to="/incidents" className="link">
          Go to the incidents
        </Link>
      </Empty>
    </Page>
  );
}
