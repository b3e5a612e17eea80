/** The four APIs on this origin, and what can go wrong with a call. */
import createClient, { type Middleware } from "openapi-fetch";
import type { Person, Status } from "./model";
import type { paths as AlertPaths } from "./schema/alert-ingestion";
import type { paths as IncidentPaths } from "./schema/incident-management";
import type { paths as NotificationPaths } from "./schema/notification-service";
import type { paths as OncallPaths } from "./schema/oncall-service";

/** A call that got no answer for this long is given up. */
const DEADLINE_MS = 15_000;

/** What a service refused, as its problem document (RFC 9457) says it. */
export class Problem extends Error {
  override name = "Problem";

  constructor(
    readonly status: number,
    readonly title: string,
    /** What happened and what to do, for a reader. */
    readonly detail: string,
    readonly requestId: string | null,
    /** What is wrong with which field, on 422. */
    readonly fields: { field: string; message: string }[],
    /** Seconds to wait before another try, where the service said so. */
    readonly retryAfter: number | null,
    /** The state of an incident that somebody else changed first, on 409. */
    readonly current: { status: Status; assigned_to: Person | null; version: number } | null,
  ) {
    super(detail || title);
  }

  static from(response: Response, body: unknown): Problem {
    const told = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
    const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
    return new Problem(
      response.status,
      String(told["title"] ?? `The answer was ${response.status}`),
      String(told["detail"] ?? ""),
      response.headers.get("X-Request-ID") ?? (told["request_id"] as string | undefined) ?? null,
      (told["errors"] as Problem["fields"] | undefined) ?? [],
      Number.isFinite(wait) ? wait : null,
      (told["current"] as Problem["current"] | undefined) ?? null,
    );
  }
}

/** No answer: the network, the gateway or the deadline. */
export class Unreachable extends Error {
  override name = "Unreachable";

  constructor(options: ErrorOptions) {
    super("The platform does not answer. Check your connection, then try again.", options);
  }
}

export const isProblem = (error: unknown, status: number): error is Problem =>
  error instanceof Problem && error.status === status;

/** Whether this browser has a session at all: the cookie of the session itself cannot be read. */
export const hasSessionCookie = (): boolean => cookie("csrf_token") !== undefined;

const cookie = (name: string): string | undefined =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const csrf: Middleware = {
  onRequest({ request }) {
    const token = cookie("csrf_token");
    if (token && request.method !== "GET") request.headers.set("X-CSRF-Token", decodeURIComponent(token));
    return request;
  },
};

function client<Paths extends object>() {
  const made = createClient<Paths>({
    baseUrl: globalThis.location.origin,
    fetch: (request) =>
      globalThis.fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(DEADLINE_MS)]) }),
  });
  made.use(csrf);
  return made;
}

export const alertApi = client<AlertPaths>();
export const incidentApi = client<IncidentPaths>();
export const notificationApi = client<NotificationPaths>();
export const oncallApi = client<OncallPaths>();

/** The body of a good answer. Throws Problem for a refusal, Unreachable where there was no answer at all. */
export async function answer<Body>(call: Promise<{ data?: Body; error?: unknown; response: Response }>): Promise<Body> {
  let result: { data?: Body; error?: unknown; response: Response };
  try {
    result = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error; // asked for by the caller
    throw new Unreachable({ cause: error });
  }
  if (!result.response.ok) throw Problem.from(result.response, result.error);
  return result.data as Body;
}
