import { Button, Kbd, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { memo, useState } from "react";
import { Link } from "react-router";
import { FilterIcon, SearchIcon } from "@/components/icons";
import { SEVERITIES } from "@/data/model";
import { useServices, useTeams } from "@/data/people";
import { type Filters, paramsOf, TAB_WORDS, TABS } from "@/lib/filters";
import classes from "./filter-bar.module.css";
import type { Selection } from "./selection";

interface FilterBarProps {
  filters: Filters;
  setFilters: (change: Partial<Filters>) => void;
  searchRef: React.RefObject<HTMLInputElement | null>;
  counts: { open: number; acknowledged: number; mine: number } | undefined;
  /** The services of the incidents on the page: nobody need have registered them. */
  seen: readonly string[];
  /** Undefined for who may change nothing. */
  selecting: Selection | undefined;
}

export const FilterBar = memo(function FilterBar({ filters, setFilters, searchRef, counts, seen, selecting }: FilterBarProps) {
  const services = useServices().data;
  const teams = useTeams().data;
  const [isOpen, { toggle }] = useDisclosure();
  const narrowed = [filters.service, filters.team, filters.severity].filter(Boolean).length;
  // The counts are of all severities and texts, so they would be wrong beside a narrower list.
  const told = filters.severity || filters.q ? undefined : counts;
  return (
    <div className={classes.bar}>
      <nav aria-label="Status" className={classes.tabs}>
        {TABS.map((tab) => (
          <Link
            key={tab}
            to={{ search: paramsOf({ ...filters, tab }).toString() }}
            aria-current={tab === filters.tab ? "page" : undefined}
            className={classes.tab}
          >
            {TAB_WORDS[tab]}
            {told && tab !== "resolved" && <span className={classes.count}>{told[tab] >= 200 ? "200+" : told[tab]}</span>}
          </Link>
        ))}
      </nav>
      <div className={classes.tools}>
        <Search value={filters.q} onChange={(q) => setFilters({ q })} inputRef={searchRef} />
        <Button
          className={classes.toggle}
          variant="default"
          leftSection={<FilterIcon size={16} />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {narrowed > 0 ? `Filter (${narrowed})` : "Filter"}
        </Button>
        {selecting && (
          <Button
            className={classes.toggle}
            variant="default"
            aria-pressed={selecting.isSelecting}
            onClick={selecting.isSelecting ? selecting.clear : selecting.begin}
          >
            Select
          </Button>
        )}
        <div className={classes.selects} data-open={isOpen || undefined}>
          <Choice
            name="Service"
            value={filters.service}
            options={[...(services ?? []).map((service) => service.name), ...seen]}
            onChange={(service) => setFilters({ service })}
          />
          <Choice
            name="Team"
            value={filters.team}
            options={(teams ?? []).map((team) => team.name)}
            onChange={(team) => setFilters({ team })}
          />
          <Choice
            name="Severity"
            value={filters.severity}
            options={SEVERITIES}
            onChange={(severity) => setFilters({ severity: SEVERITIES.find((known) => known === severity) ?? null })}
          />
        </div>
      </div>
    </div>
  );
});

interface ChoiceProps {
  name: string;
  value: string | null;
  options: readonly string[];
  onChange: (value: string | null) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      className={classes.select}
      aria-label={name}
      placeholder={name}
      data={[...new Set(value ? [value, ...options] : options)]}
      value={value}
      onChange={onChange}
      clearable
      searchable={options.length > 8}
      nothingFoundMessage={`No such ${name.toLowerCase()}`}
      clearButtonProps={{ "aria-label": `Any ${name.toLowerCase()}` }}
    />
  );
}

interface SearchProps {
  value: string;
  onChange: (value: string) => void;
  inputRef: React.RefObject<HTMLInputElement | null>;
}

/** Searches when the reader pauses, not on every letter. */
function Search({ value, onChange, inputRef }: SearchProps) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // The address changed: by what was typed, or by a link or the back button.
    setKnown(value);
    if (typed.trim() !== value) setTyped(value);
  }
  return (
    <TextInput
      ref={inputRef}
      className={classes.search}
      type="search"
      aria-label="Search incidents"
      placeholder="Search"
      leftSection={<SearchIcon size={16} />}
      rightSection={typed ? undefined : <Kbd className={classes.hint}>/</Kbd>}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}
