import { VisuallyHidden } from "@mantine/core";
import classes from "./hours.module.css";

interface HoursProps {
  /** All hours of a week; weekday 1 is Monday. */
  hours: { weekday: number; hour: number; total: number }[];
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const isNight = (hour: number): boolean => hour >= 22 || hour < 7;

/** A week by the hour: the darker, the more began; nights are shaded. */
export function Hours({ hours }: HoursProps) {
  const most = Math.max(1, ...hours.map(({ total }) => total));
  return (
    <table className={classes.week}>
      <caption>
        <VisuallyHidden>Incidents by weekday and hour</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col" className={classes.day}>
            <VisuallyHidden>Day</VisuallyHidden>
          </th>
          {Array.from({ length: 24 }, (_, hour) => (
            <th key={hour} scope="col">
              {hour % 6 === 0 ? hour : <VisuallyHidden>{hour}</VisuallyHidden>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {DAYS.map((day, place) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            {hours
              .filter(({ weekday }) => weekday === place + 1)
              .map(({ hour, total }) => (
                <td key={hour} data-night={isNight(hour) || undefined} title={`${day} ${hour}:00, ${total}`}>
                  <span
                    className={classes.cell}
                    style={total > 0 ? { opacity: 0.25 + (0.75 * total) / most } : undefined}
                    data-some={total > 0 || undefined}
                  />
                  <VisuallyHidden>{total}</VisuallyHidden>
                </td>
              ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
