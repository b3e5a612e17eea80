/** Which alerts are meant, in the words of Alertmanager: `service="checkout-api"`, `region=~"eu-.*"`. */

export const OPERATORS = ["=", "!=", "=~", "!~"] as const;
export type Operator = (typeof OPERATORS)[number];
export const OPERATOR_WORDS: Record<Operator, string> = {
  "=": "is",
  "!=": "is not",
  "=~": "matches",
  "!~": "does not match",
};

export interface Matcher {
  /** A label, or one of FIELDS, which go before labels of that name. */
  name: string;
  operator: Operator;
  /** With =~ and !~ a regular expression that must match as a whole. */
  value: string;
}

/** What every alert has besides its labels. */
export const FIELDS = ["service", "severity", "source", "message"] as const;

const WRITTEN = /^\s*([A-Za-z_][\w.:/-]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|(.*?))\s*$/s;

/** What a text says; one that is no matcher becomes one that the platform refuses with a reason. */
export function matcherFrom(text: string): Matcher {
  const found = WRITTEN.exec(text);
  if (!found) return { name: text, operator: "=", value: "" };
  const [, name = "", operator = "=", quoted, plain = ""] = found;
  return {
    name,
    operator: operator as Operator,
    value: quoted === undefined ? plain : quoted.replace(/\\(["\\n])/g, (_all, escaped: string) => (escaped === "n" ? "\n" : escaped)),
  };
}

export const matcherText = ({ name, operator, value }: Matcher): string =>
  `${name.trim()}${operator}"${value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;

/** "service is checkout-api and region matches eu-.*" */
export const matchersWords = (texts: readonly string[]): string =>
  texts
    .map(matcherFrom)
    .map(({ name, operator, value }) => `${name} ${OPERATOR_WORDS[operator]} ${value || "empty"}`)
    .join(" and ");
