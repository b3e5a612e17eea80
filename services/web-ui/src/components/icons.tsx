import type { ReactNode } from "react";

/** Line icons on a 20 px grid. They stand beside a word, so a screen reader passes over them. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export const IncidentsIcon = icon(
  <>
    <path d="M10 3a4.5 4.5 0 0 0-4.5 4.5c0 3.5-1.5 5-2 6h13c-.5-1-2-2.5-2-6A4.5 4.5 0 0 0 10 3Z" />
    <path d="M8.2 16.5a2 2 0 0 0 3.6 0" />
  </>,
);
export const OnCallIcon = icon(
  <>
    <rect x="3" y="4.5" width="14" height="12.5" rx="2" />
    <path d="M3 8.5h14M7 2.5v3.5M13 2.5v3.5M6.5 12.5h4" />
  </>,
);
export const MetricsIcon = icon(<path d="M3 17h14M5.5 14v-4M10 14V4M14.5 14V7.5" />);
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 4 4" />
  </>,
);
export const BackIcon = icon(<path d="m11.5 5-5 5 5 5" />);
export const FilterIcon = icon(<path d="M3 5.5h14M5.5 10h9M8.5 14.5h3" />);
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const ServicesIcon = icon(
  <>
    <rect x="3" y="3.5" width="14" height="5.5" rx="1.5" />
    <rect x="3" y="11" width="14" height="5.5" rx="1.5" />
    <path d="M6 6.25h.01M6 13.75h.01" />
  </>,
);
export const EscalationIcon = icon(<path d="M4 16h3.5v-4H11V8h3.5V4H17" />);
export const PeopleIcon = icon(
  <>
    <circle cx="8" cy="7" r="3" />
    <path d="M2.5 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.3c1.5.7 2.3 2.1 2.5 4.2" />
  </>,
);
export const NotificationsIcon = icon(<path d="M3 5h14v10H3zM3.5 5.5 10 11l6.5-5.5" />);
export const SettingsIcon = icon(<path d="M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4" />);
export const RulesIcon = icon(<path d="M3 5h5l4 10h5M3 15h5l1.5-3.5M11 8l1-3h5m-2.5-2.5L17 5l-2.5 2.5m0 5L17 15l-2.5 2.5" />);
export const SilencesIcon = icon(<path d="M4 8v4h3l4 3.5v-11L7 8H4ZM14 8l3.5 4M17.5 8 14 12" />);
export const AuditIcon = icon(<path d="M5 3h7l3 3v11H5zM12 3v3h3M7.5 10h5M7.5 13h5" />);
export const DrillsIcon = icon(
  <>
    <circle cx="10" cy="11" r="6" />
    <path d="M10 8v3l2 1.5M8 2.5h4M10 2.5V5" />
  </>,
);
export const UpIcon = icon(<path d="m5 12 5-5 5 5" />);
export const DownIcon = icon(<path d="m5 8 5 5 5-5" />);
