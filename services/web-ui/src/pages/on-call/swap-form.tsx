import { Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { FormDialog } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import type { Schedule, TurnOfPerson } from "@/data/model";
import { useShifts } from "@/data/on-call";
import { useUsers } from "@/data/people";
import { useMe } from "@/data/session";
import { useAskSwap } from "@/data/swaps";
import { hoursWords } from "@/lib/swap-words";
import { fromLocalInput, toLocalInput, viewerZone } from "@/lib/time";
import classes from "./forms.module.css";

const WEEKS_MS = 8 * 7 * 86_400_000;
const MINUTE = 60_000;

interface SwapFormProps {
  schedule: Schedule;
  onClose: () => void;
}

/** Asks somebody to take hours of the reader's, perhaps for hours of theirs. */
export function SwapForm({ schedule, onClose }: SwapFormProps) {
  const me = useMe();
  const [from] = useState(() => Math.ceil(Date.now() / MINUTE) * MINUTE);
  const mine = useTurns(me.id, schedule, from);
  if (mine.data && mine.data.length > 0) {
    return <Asking schedule={schedule} from={from} turns={mine.data} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title={`Ask for a swap in ${schedule.team}`}>
      {mine.data ? (
        <p>You are not on call for {schedule.team} within the next eight weeks: there is nothing to swap.</p>
      ) : mine.isError ? (
        <Failed what="Your shifts could not be loaded" error={mine.error} retry={() => void mine.refetch()} />
      ) : (
        <Lines count={3} height={56} />
      )}
    </Modal>
  );
}

/** The turns of one person in one schedule, from an instant on: what is under way begins there. */
function useTurns(user: string, schedule: Schedule, from: number) {
  const [start, end] = [new Date(from).toISOString(), new Date(from + WEEKS_MS).toISOString()];
  const shifts = useShifts(user, start, end);
  return {
    ...shifts,
    data: shifts.data
      ?.filter(({ schedule_id }) => schedule_id === schedule.id)
      .map((turn) => (Date.parse(turn.start) < from ? { ...turn, start } : turn)),
  };
}

const hoursOf = (turn: TurnOfPerson | undefined) => ({
  start: turn ? toLocalInput(Date.parse(turn.start)) : "",
  end: turn ? toLocalInput(Date.parse(turn.end)) : "",
});

const keyOf = ({ role, start }: TurnOfPerson): string => `${role} ${start}`;

interface AskingProps extends SwapFormProps {
  from: number;
  /** The reader's own, at least one. */
  turns: TurnOfPerson[];
}

function Asking({ schedule, from, turns, onClose }: AskingProps) {
  const me = useMe();
  const now = useNow();
  const ask = useAskSwap(schedule.id);
  const users = (useUsers().data ?? []).filter(({ id }) => id !== me.id);
  const [given] = turns;
  const form = useForm({
    initialValues: {
      given: given ? keyOf(given) : null,
      ...hoursOf(given),
      asked_of: null as string | null,
      in_return: "",
      note: "",
    },
    validate: {
      asked_of: (asked_of) => (asked_of ? null : "Say whom you ask."),
      start: (start) => (fromLocalInput(start) ? null : "Say when it begins."),
      end: (end, { start }) => {
        const [begins, ends] = [fromLocalInput(start), fromLocalInput(end)];
        if (!ends) return "Say when it ends.";
        return begins && ends <= begins ? "It ends before it begins." : null;
      },
    },
  });
  const { values } = form;
  const role = turns.find((turn) => keyOf(turn) === values.given)?.role ?? "primary";
  const theirs = useTurns(values.asked_of ?? me.id, schedule, from);
  const offered = values.asked_of ? (theirs.data ?? []).filter((turn) => turn.role === role) : [];
  const submit = form.onSubmit(({ start, end, asked_of, in_return, note }) => {
    const [begins, ends] = [fromLocalInput(start), fromLocalInput(end)];
    const back = offered.find((turn) => keyOf(turn) === in_return);
    if (!begins || !ends || !asked_of) return;
    ask.mutate(
      {
        start: begins,
        end: ends,
        asked_of,
        role,
        in_return: back ? { start: back.start, end: back.end } : null,
        note: note.trim() || null,
      },
      { onSuccess: onClose },
    );
  });
  return (
    <FormDialog title={`Ask for a swap in ${schedule.team}`} verb="Ask" onSubmit={submit} onClose={onClose} write={ask}>
      <Select
        label="Your shift"
        data={turns.map((turn) => ({ value: keyOf(turn), label: `${hoursWords(turn, now)}, ${turn.role}` }))}
        allowDeselect={false}
        {...form.getInputProps("given")}
        onChange={(key) =>
          form.setValues({ given: key, in_return: "", ...hoursOf(turns.find((turn) => keyOf(turn) === key)) })
        }
      />
      <div className={classes.pair}>
        <TextInput label="From" type="datetime-local" {...form.getInputProps("start")} />
        <TextInput label="To" type="datetime-local" {...form.getInputProps("end")} />
      </div>
      <p className="muted">All of the shift, or a part of it. Times are yours, {viewerZone()}.</p>
      <Select
        label="Who should take it"
        data={users.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        allowDeselect={false}
        openOnFocus={false}
        {...form.getInputProps("asked_of")}
        onChange={(asked_of) => form.setValues({ asked_of, in_return: "" })}
      />
      <Select
        label="In return you take"
        data={[
          { value: "", label: "nothing" },
          ...offered.map((turn) => ({ value: keyOf(turn), label: hoursWords(turn, now) })),
        ]}
        allowDeselect={false}
        disabled={!values.asked_of}
        {...form.getInputProps("in_return")}
      />
      <Textarea label="Note" placeholder="Why, or what to know" autosize maxLength={1000} {...form.getInputProps("note")} />
      <p className="muted">They are told by e-mail. Until they accept, it stays yours.</p>
    </FormDialog>
  );
}
