import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { useSingleSignOn } from "@/data/session";

/** How people sign in: set where the platform runs, shown here. */
export function SingleSignOn() {
  const offered = useSingleSignOn();
  return (
    <Section title="Signing in">
      {offered.data ? (
        <Rows label="Ways to sign in">
          <Row title="E-mail and password">On.</Row>
          <Row title={offered.data.name ?? "Single sign-on"}>
            {offered.data.is_offered ? (
              "On, with OpenID Connect. The groups of the provider decide about roles and teams."
            ) : (
              <>
                Off: <code>OIDC_ISSUER</code> is not set. It is set with <code>OIDC_CLIENT_ID</code> and{" "}
                <code>OIDC_CLIENT_SECRET</code> where the platform runs.
              </>
            )}
          </Row>
        </Rows>
      ) : offered.isError ? (
        <Failed
          what="How people sign in could not be loaded"
          error={offered.error}
          retry={() => void offered.refetch()}
        />
      ) : (
        <Lines count={2} height={56} />
      )}
    </Section>
  );
}
