/** The four APIs as the application meets them in tests: real requests and answers, in memory. */
import type { Incident, User } from "@/data/model";
import { ana, dana, detail } from "./fixtures";

type Answer = unknown | Response;
type Handler = (request: { url: URL; body: unknown; headers: Headers }) => Answer | Promise<Answer>;

const user = (person: { id: string; name: string; email: string | null }): User => ({
  id: person.id,
  name: person.name,
  email: person.email ?? "",
  role: "responder",
  disabled_at: null,
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
});

export const listOf = (items: unknown[]) => ({ items, next_cursor: null });

export const summaryOf = (incidents: Incident[]) => {
  const count = (key: "status" | "severity", value: string) => incidents.filter((one) => one[key] === value).length;
  const unknown = { mean: null, p50: null, p90: null };
  return {
    total: incidents.length,
    by_status: Object.fromEntries(["open", "acknowledged", "in_progress", "resolved"].map((s) => [s, count("status", s)])),
    by_severity: Object.fromEntries(["critical", "high", "medium", "low", "info"].map((s) => [s, count("severity", s)])),
    mtta_seconds: unknown,
    mttr_seconds: unknown,
  };
};

export const problem = (status: number, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: "about:blank", title: "Refused", status, detail: "", request_id: "r", ...more }), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });

/**
 * A platform with the given incidents and somebody signed in; `on` changes what a call answers, "GET /api/v1/users".
 * `sent` is every call that changed something.
 */
export function startPlatform(incidents: Incident[] = []) {
  const sent: { call: string; body: unknown; csrf: string | null }[] = [];
  const handlers = new Map<string, Handler>();
  const on = (call: string, handler: Handler) => handlers.set(call, handler);

  document.cookie = "csrf_token=token-1; path=/";
  on("GET /api/v1/auth/me", () => dana);
  on("GET /api/v1/auth/oidc/start", () => ({ is_offered: false, name: null }));
  on("GET /api/v1/users", () => listOf([user(dana), user(ana)]));
  on("GET /api/v1/teams", () => listOf([{ id: "t", name: "default", manager: null, members: [] }]));
  on("GET /api/v1/services", () => listOf([]));
  on("GET /api/v1/schedules", () => listOf([]));
  on("GET /api/v1/oncall", () => listOf([]));
  on("GET /api/v1/incidents/stats/summary", () => summaryOf(incidents));
  on("GET /api/v1/incidents", ({ url }) => {
    const wanted = url.searchParams.getAll("status");
    const who = url.searchParams.get("assigned_to");
    return listOf(
      incidents.filter((one) => wanted.includes(one.status) && (who === null || one.assigned_to?.id === who)),
    );
  });
  for (const one of incidents) {
    on(`GET /api/v1/incidents/${one.id}`, () => detail(one));
    on(`GET /api/v1/incidents/${one.id}/earlier`, () => ({ items: [] }));
  }

  globalThis.fetch = async (input) => {
    const request = input as Request;
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}`;
    const text = request.method === "GET" ? "" : await request.text();
    const body: unknown = text ? JSON.parse(text) : undefined;
    if (request.method !== "GET") sent.push({ call, body, csrf: request.headers.get("X-CSRF-Token") });
    const handler = handlers.get(call);
    const answer = handler ? await handler({ url, body, headers: request.headers }) : problem(404, { detail: `nothing at ${call}` });
    return answer instanceof Response ? answer : Response.json(answer);
  };
  return { on, sent };
}
