import { describe, expect, test } from "vitest";
import { filtersFrom, isNarrowed, paramsOf, queryOf } from "./filters";

const read = (address: string) => filtersFrom(new URLSearchParams(address));

describe("filters in the address", () => {
  test("an empty address shows what is open", () => {
    expect(read("")).toEqual({ tab: "open", service: null, team: null, severity: null, q: "" });
    expect(isNarrowed(read(""))).toBe(false);
  });

  test("an address gives the same address back", () => {
    const address = "tab=mine&service=checkout-api&team=payments&severity=critical&q=error+rate";
    expect(paramsOf(read(address)).toString()).toBe(address);
    expect(isNarrowed(read(address))).toBe(true);
  });

  test("what an address says wrongly is left out", () => {
    expect(paramsOf(read("tab=everything&severity=awful&q=++")).toString()).toBe("");
  });
});

describe("the question to the service", () => {
  test("acknowledged means in somebody's hands", () => {
    expect(queryOf(read("tab=acknowledged"), "me")).toEqual({ status: ["acknowledged", "in_progress"] });
  });

  test("mine is what I have and what is not over", () => {
    expect(queryOf(read("tab=mine&severity=high"), "me")).toEqual({
      status: ["open", "acknowledged", "in_progress"],
      severity: ["high"],
      assigned_to: "me",
    });
  });
});
