import { Button, Modal } from "@mantine/core";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { Snippet } from "@/components/snippet";
import { usePostmortemDraft } from "@/data/incident-work";
import type { IncidentDetail } from "@/data/model";
import classes from "./postmortem.module.css";

/** What is known already, in the order of a post-mortem: to take along and write on. */
export function Postmortem({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const draft = usePostmortemDraft(incident.id);
  return (
    <Modal opened onClose={onClose} title="Post-mortem to begin from" size="xl">
      {draft.data !== undefined ? (
        <div className={classes.draft}>
          <p className="muted">Filled in with what the platform knows. The rest is for the people who were there.</p>
          <Snippet text={draft.data} label="Post-mortem, as Markdown" maxRows={16} />
          <div className={classes.buttons}>
            <Button
              component="a"
              variant="default"
              href={`/api/v1/incidents/${incident.id}/postmortem.md`}
              download={`postmortem-${incident.id}.md`}
            >
              Download it
            </Button>
          </div>
        </div>
      ) : draft.isError ? (
        <Failed what="The draft could not be loaded" error={draft.error} retry={() => void draft.refetch()} />
      ) : (
        <Lines count={8} height={24} />
      )}
    </Modal>
  );
}
