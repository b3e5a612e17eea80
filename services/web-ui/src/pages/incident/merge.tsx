import { MultiSelect } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormDialog } from "@/components/form-dialog";
import { useMerge, useMergeable } from "@/data/incident-work";
import type { IncidentDetail } from "@/data/model";
import { STATUS_WORDS } from "@/lib/incident-words";

/** Takes other incidents into this one. */
export function Merge({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const others = useMergeable(incident.id);
  const merge = useMerge(incident.id);
  const form = useForm({
    initialValues: { incidents: [] as string[] },
    validate: { incidents: (chosen) => (chosen.length > 0 ? null : "Say which.") },
  });
  return (
    <FormDialog
      title="Merge other incidents into this one"
      verb="Merge"
      onSubmit={form.onSubmit(({ incidents }) => merge.mutate(incidents, { onSuccess: onClose }))}
      onClose={onClose}
      write={merge}
    >
      <p className="muted">
        They are over, and live on here: their alerts and any further ones of their kind come to this incident, nobody is
        paged about them any more, and who was paged hears where they went. It cannot be taken back.
      </p>
      <MultiSelect
        label="Which"
        data={(others.data ?? []).map(({ id, service, title, status }) => ({
          value: id,
          label: `${service}: ${title} (${STATUS_WORDS[status].toLowerCase()})`,
        }))}
        searchable
        limit={50}
        nothingFoundMessage={others.isPending ? "Loading" : "No other incident is open"}
        error={others.isError && "The other incidents could not be loaded."}
        {...form.getInputProps("incidents")}
      />
    </FormDialog>
  );
}
