// Generated from services/alert-ingestion/openapi.json by `npm run api-types`.

export interface paths {
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        service: string;
                        /** @enum {string} */
                        severity: "critical" | "high" | "medium" | "low" | "info";
                        message: string;
                        source?: string;
                        labels?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            incident_id: string | null;
                            fingerprint: string;
                            result: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
