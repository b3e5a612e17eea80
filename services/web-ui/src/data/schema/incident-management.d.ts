// Generated from services/incident-management/openapi.json by `npm run api-types`.

export interface paths {
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    status?: ("open" | "acknowledged" | "in_progress" | "resolved")[];
                    severity?: ("critical" | "high" | "medium" | "low" | "info")[];
                    service?: string;
                    team?: string;
                    assigned_to?: string;
                    q?: string;
                    since?: string;
                    until?: string;
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["Incident"][];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/stats/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    since?: string;
                    until?: string;
                    service?: string;
                    team?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Summary"];
                    };
                };
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    incident_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentDetail"];
                    };
                };
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    incident_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status?: "open" | "acknowledged" | "in_progress" | "resolved";
                        assigned_to?: string;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Incident"];
                    };
                };
                /** @description problem */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            request_id?: string;
            errors?: {
                field: string;
                message: string;
            }[];
            current?: {
                /** @enum {string} */
                status: "open" | "acknowledged" | "in_progress" | "resolved";
                assigned_to: components["schemas"]["Person"] | null;
                version: number;
            };
        };
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
        };
        Incident: {
            /** Format: uuid */
            id: string;
            title: string;
            service: string;
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low" | "info";
            /** @enum {string} */
            status: "open" | "acknowledged" | "in_progress" | "resolved";
            priority: string;
            team: string;
            assigned_to: components["schemas"]["Person"] | null;
            alert_count: number;
            version: number;
            /** Format: date-time */
            created_at: string;
            acknowledged_at: string | null;
            resolved_at: string | null;
            mtta_seconds: number | null;
            mttr_seconds: number | null;
        };
        Alert: {
            /** Format: uuid */
            id: string;
            incident_id: string | null;
            fingerprint: string;
            service: string;
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low" | "info";
            message: string;
            /** @enum {string} */
            status: "firing" | "resolved";
            source: string | null;
            labels: {
                [key: string]: string;
            };
            links: string[];
            occurrences: number;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            last_seen_at: string;
            resolved_at: string | null;
        };
        Note: {
            /** Format: uuid */
            id: string;
            content: string;
            author: string;
            /** Format: date-time */
            created_at: string;
        };
        TimelineEntry: {
            id: number;
            /** @enum {string} */
            type: "created" | "alert_attached" | "alert_resolved" | "assigned" | "reassigned" | "paged" | "delivered" | "delivery_failed" | "escalated" | "exhausted" | "status_changed" | "note" | "suppressed" | "degraded" | "merged" | "snoozed";
            actor: string;
            /** Format: date-time */
            at: string;
            data: {
                [key: string]: unknown;
            };
        };
        Escalation: {
            policy_id: string | null;
            step: number;
            cycle: number;
            next_at: string | null;
            /** @enum {string} */
            state: "active" | "stopped" | "exhausted";
        };
        IncidentDetail: {
            /** Format: uuid */
            id: string;
            title: string;
            service: string;
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low" | "info";
            /** @enum {string} */
            status: "open" | "acknowledged" | "in_progress" | "resolved";
            priority: string;
            team: string;
            assigned_to: components["schemas"]["Person"] | null;
            alert_count: number;
            version: number;
            /** Format: date-time */
            created_at: string;
            acknowledged_at: string | null;
            resolved_at: string | null;
            mtta_seconds: number | null;
            mttr_seconds: number | null;
            alerts: components["schemas"]["Alert"][];
            notes: components["schemas"]["Note"][];
            timeline: components["schemas"]["TimelineEntry"][];
            escalation: components["schemas"]["Escalation"] | null;
        };
        Summary: {
            total: number;
            by_status: {
                open: number;
                acknowledged: number;
                in_progress: number;
                resolved: number;
            };
            by_severity: {
                critical: number;
                high: number;
                medium: number;
                low: number;
                info: number;
            };
            mtta_seconds: {
                mean: number | null;
                p50: number | null;
                p90: number | null;
            };
            mttr_seconds: {
                mean: number | null;
                p50: number | null;
                p90: number | null;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
