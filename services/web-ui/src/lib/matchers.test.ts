import { expect, test } from "vitest";
import { matcherFrom, matchersWords, matcherText } from "./matchers";

test.each([
  ['service="checkout-api"', { name: "service", operator: "=", value: "checkout-api" }],
  ['region =~ "eu-.*"', { name: "region", operator: "=~", value: "eu-.*" }],
  ["severity!=info", { name: "severity", operator: "!=", value: "info" }],
  [String.raw`message!~"a \"b\" \\d+\n"`, { name: "message", operator: "!~", value: 'a "b" \\d+\n' }],
  ['team=""', { name: "team", operator: "=", value: "" }],
] as const)("%s is read, and what is written from it is read the same", (text, matcher) => {
  expect(matcherFrom(text)).toEqual(matcher);
  expect(matcherFrom(matcherText(matcher))).toEqual(matcher);
});

test("matchers are said as one sentence", () => {
  expect(matchersWords(['service="checkout-api"', 'region=~"eu-.*"', 'team=""'])).toBe(
    "service is checkout-api and region matches eu-.* and team is empty",
  );
});
