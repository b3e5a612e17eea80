import { SegmentedControl } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { useNow } from "@/components/now";
import { Page, Section } from "@/components/page";
import { SeverityMark } from "@/components/severity";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { StatusBadge } from "@/components/status";
import { csvAddress, useHoursOfTheWeek, useLoadOnPeople } from "@/data/analytics";
import { useIncidentsSince, useSummary } from "@/data/incidents";
import { countOf, SEVERITIES, STATUSES, type Summary } from "@/data/model";
import { alertsCounted } from "@/lib/incident-words";
import { preciseSpan, type Range, RANGE_WORDS, RANGES, viewerZone } from "@/lib/time";
import { noisiest, STEP_WORDS, trend, volumeOf } from "@/lib/volume";
import { Bars } from "./bars";
import { Hours } from "./hours";
import classes from "./stats.module.css";

const VolumeChart = lazy(async () => ({ default: (await import("./volume-chart")).VolumeChart }));

const isRange = (text: string | null): text is Range => text !== null && text in RANGES;
/** Beyond this many incidents the newest are shown, and the page says so. */
const MOST = 2000;
const MINUTE = 60_000;

export function Stats() {
  const [params, setParams] = useSearchParams();
  const asked = params.get("range");
  const range = isRange(asked) ? asked : "7d";
  const period = RANGE_WORDS[range];
  // The range ends with the minute: a question that changed every second would never be answered from the cache.
  const now = Math.ceil(useNow() / MINUTE) * MINUTE;
  const since = new Date(now - RANGES[range]).toISOString();
  const before = new Date(now - 2 * RANGES[range]).toISOString();

  const summary = useSummary({ since }, MINUTE);
  const earlier = useSummary({ since: before, until: since }, MINUTE);
  const list = useIncidentsSince(since, MOST);
  const volume = useMemo(() => list.data && volumeOf(list.data.incidents, range, now), [list.data, range, now]);
  const noisy = useMemo(() => list.data && noisiest(list.data.incidents, 8), [list.data]);

  const people = useLoadOnPeople(since);
  const hours = useHoursOfTheWeek(since, viewerZone());

  const told = summary.data;
  return (
    <Page
      title="Metrics"
      sentence={told && sentence(told, period)}
      aside={
        <SegmentedControl
          aria-label="Range"
          data={Object.entries(RANGE_WORDS).map(([value, label]) => ({ value, label }))}
          value={range}
          onChange={(value) => setParams({ range: value }, { replace: true })}
        />
      }
    >
      {!told ? (
        summary.isError ? (
          <Failed what="The metrics could not be loaded" error={summary.error} retry={() => void summary.refetch()} />
        ) : (
          <Lines count={6} height={80} />
        )
      ) : told.total === 0 ? (
        <Empty title={`No incident in the last ${period}`}>
          How fast incidents were answered and resolved, how many there were and where, comes here with the first one.{" "}
          <Link to="/incidents" className="link">
            Send a test alert
          </Link>{" "}
          or choose a longer range.
        </Empty>
      ) : (
        <>
          <div className={classes.figures}>
            <Figure
              title="How long until somebody had it?"
              name="mean time to acknowledge (MTTA)"
              times={told.mtta_seconds}
              than={earlier.data?.mtta_seconds.mean ?? null}
              period={period}
              none="Nothing was acknowledged yet."
            />
            <Figure
              title="How long until it was over?"
              name="mean time to resolve (MTTR)"
              times={told.mttr_seconds}
              than={earlier.data?.mttr_seconds.mean ?? null}
              period={period}
              none="Nothing was resolved yet."
            />
          </div>
          <Section title="How many incidents began, and when?">
            {volume ? (
              <Suspense fallback={<div className={classes.chart} />}>
                <VolumeChart volume={volume} step={STEP_WORDS[range]} />
              </Suspense>
            ) : list.isError ? (
              <Failed what="The incidents could not be loaded" error={list.error} retry={() => void list.refetch()} />
            ) : (
              <div className={classes.chart} />
            )}
            {list.data?.isCut && (
              <p className="muted">Only the newest {list.data.incidents.length.toLocaleString("en")} are in this chart.</p>
            )}
          </Section>
          <div className={classes.three}>
            <Section title="How bad were they?">
              <Bars
                rows={SEVERITIES.map((severity) => ({
                  key: severity,
                  name: <SeverityMark severity={severity} />,
                  value: countOf(told.by_severity, severity),
                }))}
              />
            </Section>
            <Section title="Where do they stand?">
              <Bars
                rows={STATUSES.map((status) => ({
                  key: status,
                  name: <StatusBadge status={status} />,
                  value: countOf(told.by_status, status),
                }))}
              />
            </Section>
            <Section title="Which services were the noisiest?">
              {noisy ? (
                <Bars
                  rows={noisy.map(({ service, incidents, alerts }) => ({
                    key: service,
                    name: (
                      <Link to={`/incidents?${new URLSearchParams({ tab: "resolved", service })}`}>{service}</Link>
                    ),
                    value: incidents,
                    note: alertsCounted(alerts),
                  }))}
                />
              ) : (
                <Lines count={5} height={36} />
              )}
            </Section>
          </div>
          <div className={classes.two}>
            <Section title="Who was paged, and how often at night?">
              {people.data ? (
                people.data.length === 0 ? (
                  <p className="muted">Nobody.</p>
                ) : (
                  <Bars
                    rows={people.data.map(({ user, pages, night_pages }) => ({
                      key: user.id,
                      name: user.name,
                      value: pages,
                      note: night_pages === 0 ? "none at night" : `${night_pages} at night`,
                    }))}
                  />
                )
              ) : people.isError ? (
                <Failed what="The load could not be loaded" error={people.error} retry={() => void people.refetch()} />
              ) : (
                <Lines count={5} height={36} />
              )}
              <p className="muted">A night is 22:00 to 07:00 where the person's schedule is.</p>
            </Section>
            <Section title="At which hours do incidents begin?">
              {hours.data ? (
                <Hours hours={hours.data} />
              ) : hours.isError ? (
                <Failed what="The hours could not be loaded" error={hours.error} retry={() => void hours.refetch()} />
              ) : (
                <Lines count={7} height={24} />
              )}
              <p className="muted">By your clock, {viewerZone()}; the darker, the more. Nights are shaded.</p>
            </Section>
          </div>
          <Section title="For a spreadsheet">
            <p className={classes.files}>
              <a className="link" href={csvAddress("incidents.csv", since)} download>
                Incidents (CSV)
              </a>
              <a className="link" href={csvAddress("breakdown", since)} download="services.csv">
                Services (CSV)
              </a>
              <a className="link" href={csvAddress("people", since)} download="people.csv">
                People (CSV)
              </a>
            </p>
          </Section>
        </>
      )}
    </Page>
  );
}

function sentence(told: Summary, period: string): string {
  const count = told.total === 1 ? "One incident" : `${told.total.toLocaleString("en")} incidents`;
  const left = told.total - countOf(told.by_status, "resolved");
  const rest = left === 0 ? "all resolved" : `${left === 1 ? "one" : left.toLocaleString("en")} not resolved yet`;
  return told.total === 0 ? `Nothing in the last ${period}.` : `${count} in the last ${period}, ${rest}.`;
}

interface FigureProps {
  title: string;
  name: string;
  times: Summary["mtta_seconds"];
  /** The mean of the period before. */
  than: number | null;
  period: string;
  none: string;
}

function Figure({ title, name, times, than, period, none }: FigureProps) {
  const { mean, p50, p90 } = times;
  return (
    <section className={classes.figure}>
      <h2>{title}</h2>
      {mean === null || p50 === null || p90 === null ? (
        <p className="muted">{none}</p>
      ) : (
        <>
          <p className={classes.mean}>
            {preciseSpan(mean)}
            <span className={classes.name}>{name}</span>
          </p>
          <p className={classes.percentiles}>
            Half within <strong>{preciseSpan(p50)}</strong>, nine in ten within <strong>{preciseSpan(p90)}</strong>
          </p>
          <p className="muted">{trend(mean, than, period) ?? `Nothing to compare with in the ${period} before.`}</p>
        </>
      )}
    </section>
  );
}
