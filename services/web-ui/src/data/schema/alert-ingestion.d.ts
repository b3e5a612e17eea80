// Generated from services/alert-ingestion/openapi.json by `npm run api-types`.

export interface paths {
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Alerts
         * @description List alerts, newest first.
         */
        get: operations["list_alerts"];
        put?: never;
        /**
         * Take one alert
         * @description Take one alert. It is committed when this answers.
         */
        post: operations["post_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take up to 1,000 alerts
         * @description Take up to 1,000 alerts together. Valid ones are taken; each that is not has its own error in its place.
         */
        post: operations["post_alerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a monitoring tool's message
         * @description Take a monitoring tool's own message. One that cannot be read is kept, and somebody is told.
         *
         *         A tool that sends no header of one's choice may show its key in the address, as `?key=`.
         */
        post: operations["post_integration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Alertmanager API v2: alerts
         * @description Take the alerts that fire now, and those that ended. They are committed when this answers.
         *
         *         One that is sent again is the same alert. One whose `endsAt` has passed is resolved, and so is one that is not sent
         *         again before its `endsAt`, or within 5 minutes where it has none.
         */
        post: operations["post_prometheus_alerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enqueue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PagerDuty Events API v2
         * @description Trigger, acknowledge or resolve an alert. It is committed when this answers.
         *
         *         The same dedup_key of another routing key is another alert. An acknowledgement acknowledges the incident if nothing
         *         else fires on it; else it is noted there.
         */
        post: operations["post_pagerduty_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opsgenie alert API: create
         * @description Open an alert, or count it where one of its alias fires. It is committed when this answers.
         */
        post: operations["post_opsgenie_alert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/alerts/{identifier}/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opsgenie alert API: close, acknowledge
         * @description Close or acknowledge the alert of an alias. Other actions are recorded and change nothing.
         *
         *         An acknowledgement acknowledges the incident if nothing else fires on it; else it is noted there.
         */
        post: operations["post_opsgenie_action"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Alert
         * @description Show one alert.
         */
        get: operations["get_alert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Alert Raw
         * @description Show what was sent, where the alert's own fields do not hold all of it; null where they do.
         */
        get: operations["get_alert_raw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Integrations
         * @description List integrations, newest first, with what to enter at each sender.
         */
        get: operations["list_integrations"];
        put?: never;
        /**
         * Create Integration
         * @description Make an integration with a key of its own. The answer is the only place where the key is ever shown.
         */
        post: operations["create_integration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{integration_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Integration
         * @description Show one integration.
         */
        get: operations["get_integration"];
        /**
         * Change Integration
         * @description Replace an integration's settings. In effect within 5 s on every replica; its key stays.
         */
        put: operations["change_integration"];
        post?: never;
        /**
         * Delete Integration
         * @description Remove an integration. Its key is refused within 5 s on every replica; its alerts stay.
         */
        delete: operations["delete_integration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{integration_id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Integration Key
         * @description Give an integration another key. The old one is refused within 5 s on every replica.
         */
        post: operations["change_integration_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{integration_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Integration
         * @description Send a test alert the way this integration's alerts go: whoever is on call is paged.
         */
        post: operations["test_integration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/heartbeats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Heartbeats
         * @description List heartbeats, newest first.
         */
        get: operations["list_heartbeats"];
        put?: never;
        /**
         * Create Heartbeat
         * @description Make a heartbeat. Its first beat is expected from now on. The answer is the only place where its key is shown.
         */
        post: operations["create_heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/heartbeats/{heartbeat_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Heartbeat
         * @description Show one heartbeat.
         */
        get: operations["get_heartbeat"];
        /**
         * Change Heartbeat
         * @description Replace a heartbeat's settings. The next beat is expected from now on, unless one is overdue; its key stays.
         */
        put: operations["change_heartbeat"];
        post?: never;
        /**
         * Delete Heartbeat
         * @description Remove a heartbeat. If it is overdue, its alert ends.
         */
        delete: operations["delete_heartbeat"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/heartbeats/{heartbeat_id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Heartbeat Key
         * @description Give a heartbeat another key. Beats with the old one are refused from now on.
         */
        post: operations["change_heartbeat_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/heartbeats/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Beat
         * @description Report that the job is alive. If it was overdue, its alert ends.
         */
        post: operations["post_beat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Maintenance Windows
         * @description List maintenance windows, newest first, past ones too.
         */
        get: operations["list_maintenance_windows"];
        put?: never;
        /**
         * Create Maintenance Window
         * @description Page nobody for these services in a window. Alerts are recorded, incidents are marked; what still fires at its
         *     end pages then. Further pages of incidents that are open as it begins are held too.
         */
        post: operations["create_maintenance_window"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows/{window_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Maintenance Window
         * @description Show one maintenance window.
         */
        get: operations["get_maintenance_window"];
        put?: never;
        post?: never;
        /**
         * End Maintenance Window
         * @description End a window now, with all that was to come of it. What still fires pages at once. Twice is once.
         */
        delete: operations["end_maintenance_window"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Routing Rules
         * @description Show the rules in effect, in their order.
         */
        get: operations["get_routing_rules"];
        /**
         * Change Routing Rules
         * @description Replace all rules. In effect within 5 s on every replica, for alerts that come from then on.
         */
        put: operations["change_routing_rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-rules/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try Routing Rules
         * @description Say what would have come of the alerts of the last days under these rules, and what comes of them now.
         */
        post: operations["try_routing_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Silences
         * @description List silences, newest first.
         */
        get: operations["list_silences"];
        put?: never;
        /**
         * Create Silence
         * @description Silence alerts, also those that fire already. They are recorded, their incidents are marked, nobody is paged.
         */
        post: operations["create_silence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences/{silence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Silence
         * @description Show one silence.
         */
        get: operations["get_silence"];
        put?: never;
        post?: never;
        /**
         * End Silence
         * @description End a silence now. What still fires pages at once. Twice is once.
         */
        delete: operations["end_silence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alertmanager API v2: status
         * @description Whether there is somebody who takes alerts.
         */
        get: operations["get_alertmanager_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description The process lives. Touches nothing else.
         */
        get: operations["health_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description The database answers within half a second and has the schema this service was written for.
         */
        get: operations["ready_health_ready_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version
         * @description Which release and which commit answers.
         */
        get: operations["version_version_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Prometheus text format; OpenMetrics, with exemplars, for those who accept it.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
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
        /**
         * AlertOut
         * @description An alert as it is kept.
         */
        AlertOut: {
            /** Id */
            id: string;
            /** Incident Id */
            incident_id: string | null;
            /** Fingerprint */
            fingerprint: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /** Message */
            message: string;
            status: components["schemas"]["Status"];
            /** Source */
            source: string | null;
            /** Labels */
            labels: {
                [key: string]: string;
            };
            /** Links */
            links: (string | components["schemas"]["Link"])[];
            /**
             * Occurrences
             * @description How often it came while it was firing.
             */
            occurrences: number;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Resolved At */
            resolved_at: string | null;
        };
        /**
         * AlertRefused
         * @description One entry of a batch that was not taken. The others were.
         */
        AlertRefused: {
            error: components["schemas"]["ProblemDocument"];
        };
        /**
         * AlertTaken
         * @description What became of one alert.
         * @example {
         *       "fingerprint": "9f2b1c5a9f2b1c5a9f2b1c5a9f2b1c5a9f2b1c5a9f2b1c5a9f2b1c5a9f2b1c5a",
         *       "id": "0198c0de-0000-7000-8000-000000000001",
         *       "incident_id": "0198c0de-0000-7000-8000-000000000002",
         *       "result": "new_incident"
         *     }
         */
        AlertTaken: {
            /**
             * Id
             * @description Of the alert; of the first one where this is the same again.
             */
            id: string;
            /**
             * Incident Id
             * @description null for an alert that was only recorded.
             */
            incident_id: string | null;
            /** Fingerprint */
            fingerprint: string;
            result: components["schemas"]["Result"];
        };
        /**
         * AlertToTest
         * @description What the test alert says; where nothing is given, it is an `info` for the integration's own service.
         * @example {
         *       "severity": "low"
         *     }
         */
        AlertToTest: {
            /** @default info */
            severity?: components["schemas"]["Severity"];
            /** Service */
            service?: string | null;
        };
        /**
         * AlertmanagerStatus
         * @description What an Alertmanager says of itself, as far as it means something here.
         */
        AlertmanagerStatus: {
            /**
             * @default {
             *       "status": "disabled",
             *       "peers": []
             *     }
             */
            cluster?: components["schemas"]["ClusterStatus"];
            versionInfo: components["schemas"]["VersionInfo"];
            /**
             * @default {
             *       "original": ""
             *     }
             */
            config?: components["schemas"]["Config"];
            /**
             * Uptime
             * Format: date-time
             * @description Since when this process takes alerts.
             */
            uptime: string;
        };
        /**
         * BatchTaken
         * @description What became of each entry, in its place.
         */
        BatchTaken: {
            /** Results */
            results: (components["schemas"]["AlertTaken"] | components["schemas"]["AlertRefused"])[];
        };
        /**
         * Beat
         * @description The beat is kept.
         */
        Beat: {
            /**
             * Due At
             * Format: date-time
             * @description Without another beat before, it is overdue from this instant on.
             */
            due_at: string;
        };
        /** BeatKey */
        BeatKey: {
            /**
             * Key
             * @description Shown this once; only its hash is kept.
             */
            key: string;
            /**
             * Path
             * @description Where the job sends its POST.
             * @example /api/v1/heartbeats/ock_…
             */
            path: string;
        };
        /**
         * ChangedOut
         * @description An alert that would have gone another way.
         */
        ChangedOut: {
            /** Alert Id */
            alert_id: string;
            /** Message */
            message: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            now: components["schemas"]["FateOut"];
            then: components["schemas"]["FateOut"];
        };
        /** ClusterStatus */
        ClusterStatus: {
            /**
             * Status
             * @description Replicas share a database, and no gossip.
             * @default disabled
             * @constant
             */
            status?: "disabled";
            /**
             * Peers
             * @default []
             */
            peers?: string[];
        };
        /** Config */
        Config: {
            /**
             * Original
             * @default
             */
            original?: string;
        };
        /**
         * FateOut
         * @description What becomes of an alert.
         */
        FateOut: {
            /** Service */
            service: string;
            /** Severity */
            severity: string;
            /**
             * Team
             * @description null: its service's.
             */
            team: string | null;
            /**
             * Correlation Key
             * @description null: it is recorded, and opens nothing.
             */
            correlation_key: string | null;
            /** Hold Back Seconds */
            hold_back_seconds: number | null;
        };
        /** FieldError */
        FieldError: {
            /**
             * Field
             * @example severity
             */
            field: string;
            /**
             * Message
             * @example Input should be 'critical', 'high', 'medium', 'low' or 'info'
             */
            message: string;
        };
        /**
         * HeartbeatIn
         * @description What people decide about a heartbeat.
         * @example {
         *       "grace_seconds": 1800,
         *       "interval_seconds": 86400,
         *       "name": "nightly backup",
         *       "service": "billing-db",
         *       "severity": "high"
         *     }
         */
        HeartbeatIn: {
            /** Name */
            name: string;
            /** Service */
            service: string;
            /** @default high */
            severity?: components["schemas"]["Severity"];
            /**
             * Interval Seconds
             * @description Between two beats.
             */
            interval_seconds: number;
            /**
             * Grace Seconds
             * @description How much later a beat may be.
             * @default 60
             */
            grace_seconds?: number;
            /**
             * Is Enabled
             * @default true
             */
            is_enabled?: boolean;
        };
        /**
         * HeartbeatOut
         * @description A heartbeat, without its key.
         */
        HeartbeatOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /** Interval Seconds */
            interval_seconds: number;
            /** Grace Seconds */
            grace_seconds: number;
            /** Is Enabled */
            is_enabled: boolean;
            /**
             * Key Prefix
             * @description The first characters of its key, to tell it from others.
             */
            key_prefix: string;
            /** Last Beat At */
            last_beat_at: string | null;
            /**
             * Due At
             * Format: date-time
             * @description Without a beat before, it is overdue from this instant on.
             */
            due_at: string;
            /** Is Overdue */
            is_overdue: boolean;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * IncidentTried
         * @description An incident of alerts that would have gone another way.
         */
        IncidentTried: {
            /** Correlation Key */
            correlation_key: string;
            /** Service */
            service: string;
            /** Severity */
            severity: string;
            /** Team */
            team: string | null;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Alerts */
            alerts: number;
            /** Is Paged */
            is_paged: boolean;
        };
        /**
         * IntegrationIn
         * @description What people decide about an integration.
         * @example {
         *       "name": "Alertmanager, production",
         *       "service": "checkout-api",
         *       "source": "alertmanager"
         *     }
         */
        IntegrationIn: {
            /** Name */
            name: string;
            /**
             * Source
             * @example alertmanager
             */
            source: string;
            /**
             * Service
             * @description null: the messages name the service.
             */
            service?: string | null;
            /**
             * @description payload: the service above is for messages that name none. integration: it is for all of them.
             * @default payload
             */
            service_from?: components["schemas"]["ServiceFrom"];
            /**
             * Rate Limit Per Minute
             * @description More requests a minute are refused with 429. null: no limit.
             */
            rate_limit_per_minute?: number | null;
            /**
             * Mapping
             * @description For the source generic: where in a message to look, as paths of keys, and the words of its end.
             * @example {
             *       "message": "error.text",
             *       "resolved": "ok,up",
             *       "service": "app.name",
             *       "status": "state"
             *     }
             */
            mapping?: {
                [key: string]: string;
            };
            /**
             * Is Enabled
             * @default true
             */
            is_enabled?: boolean;
            /**
             * Signing Secret
             * @description For github and sentry: what they sign with; messages without that signature are refused. Never shown again. In a change, absent: it stays; null: none is asked for any more.
             */
            signing_secret?: string | null;
            /**
             * Requires Signature
             * @description For cloudwatch: messages that Amazon SNS did not sign are refused. In a change, absent: it stays.
             */
            requires_signature?: boolean | null;
        };
        /**
         * IntegrationOut
         * @description An integration, without its key.
         */
        IntegrationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Source */
            source: string;
            /** Service */
            service: string | null;
            service_from: components["schemas"]["ServiceFrom"];
            /** Rate Limit Per Minute */
            rate_limit_per_minute: number | null;
            /** Mapping */
            mapping: {
                [key: string]: string;
            };
            /** Is Enabled */
            is_enabled: boolean;
            /**
             * Requires Signature
             * @description Messages that its source did not sign are refused.
             */
            requires_signature: boolean;
            /**
             * Key Prefix
             * @description The first characters of its key, to tell it from others.
             */
            key_prefix: string;
            /**
             * Alerts Received
             * @description How many alerts came by it; at most two seconds late.
             */
            alerts_received: number;
            /** Last Received At */
            last_received_at: string | null;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            setup: components["schemas"]["Setup"];
        };
        /** KeyOut */
        KeyOut: {
            /**
             * Key
             * @description Shown this once; only its hash is kept.
             */
            key: string;
        };
        /**
         * Link
         * @description Where to read on.
         */
        Link: {
            /**
             * Href
             * @example https://runbooks.example.com/disk
             */
            href: string;
            /**
             * Text
             * @default null
             * @example Runbook
             */
            text?: string | null;
        };
        /** NewHeartbeatOut */
        NewHeartbeatOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /** Interval Seconds */
            interval_seconds: number;
            /** Grace Seconds */
            grace_seconds: number;
            /** Is Enabled */
            is_enabled: boolean;
            /**
             * Key Prefix
             * @description The first characters of its key, to tell it from others.
             */
            key_prefix: string;
            /** Last Beat At */
            last_beat_at: string | null;
            /**
             * Due At
             * Format: date-time
             * @description Without a beat before, it is overdue from this instant on.
             */
            due_at: string;
            /** Is Overdue */
            is_overdue: boolean;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Key
             * @description Shown this once; only its hash is kept.
             */
            key: string;
            /**
             * Path
             * @description Where the job sends its POST.
             * @example /api/v1/heartbeats/ock_…
             */
            path: string;
        };
        /** NewIntegrationOut */
        NewIntegrationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Source */
            source: string;
            /** Service */
            service: string | null;
            service_from: components["schemas"]["ServiceFrom"];
            /** Rate Limit Per Minute */
            rate_limit_per_minute: number | null;
            /** Mapping */
            mapping: {
                [key: string]: string;
            };
            /** Is Enabled */
            is_enabled: boolean;
            /**
             * Requires Signature
             * @description Messages that its source did not sign are refused.
             */
            requires_signature: boolean;
            /**
             * Key Prefix
             * @description The first characters of its key, to tell it from others.
             */
            key_prefix: string;
            /**
             * Alerts Received
             * @description How many alerts came by it; at most two seconds late.
             */
            alerts_received: number;
            /** Last Received At */
            last_received_at: string | null;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            setup: components["schemas"]["Setup"];
            /**
             * Key
             * @description Shown this once; only its hash is kept.
             */
            key: string;
        };
        /**
         * OutcomeOut
         * @description What comes of the alerts. incidents, paged, suppressed: counts over all; those_changed: at most 100.
         */
        OutcomeOut: {
            /** Incidents */
            incidents: number;
            /**
             * Paged
             * @description Incidents that page somebody.
             */
            paged: number;
            /**
             * Suppressed
             * @description Alerts that are recorded only.
             */
            suppressed: number;
            /** Those Changed */
            those_changed: components["schemas"]["IncidentTried"][];
        };
        /** Page[AlertOut] */
        Page_AlertOut_: {
            /** Items */
            items: components["schemas"]["AlertOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[HeartbeatOut] */
        Page_HeartbeatOut_: {
            /** Items */
            items: components["schemas"]["HeartbeatOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[IntegrationOut] */
        Page_IntegrationOut_: {
            /** Items */
            items: components["schemas"]["IntegrationOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[SilenceOut] */
        Page_SilenceOut_: {
            /** Items */
            items: components["schemas"]["SilenceOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[WindowOut] */
        Page_WindowOut_: {
            /** Items */
            items: components["schemas"]["WindowOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * Period
         * @description Half open.
         */
        Period: {
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
        };
        /**
         * ProblemDocument
         * @description What went wrong and what to do (RFC 9457).
         */
        ProblemDocument: {
            /**
             * Type
             * @default about:blank
             * @example about:blank
             */
            type?: string;
            /**
             * Title
             * @example Unprocessable Content
             */
            title: string;
            /**
             * Status
             * @example 422
             */
            status: number;
            /**
             * Detail
             * @example The request body is not as this call takes it. See errors.
             */
            detail: string;
            /**
             * Request Id
             * @example 0198c0de-0000-7000-8000-000000000000
             */
            request_id: string;
            /**
             * Errors
             * @default null
             */
            errors?: components["schemas"]["FieldError"][] | null;
        };
        /**
         * Result
         * @description What became of an alert. `recorded`: stored, and neither opened nor closed anything.
         * @enum {string}
         */
        Result: "new_incident" | "existing_incident" | "deduplicated" | "resolved" | "suppressed" | "recorded";
        /**
         * RuleIn
         * @example {
         *       "hold_back_seconds": 300,
         *       "matchers": [
         *         "environment=~\"staging|test\""
         *       ],
         *       "name": "Staging wakes nobody",
         *       "severity": "low"
         *     }
         */
        RuleIn: {
            /** Name */
            name: string;
            /**
             * Matchers
             * @description All must match: a label or service, severity, source, message.
             */
            matchers: string[];
            /** Service */
            service?: string | null;
            severity?: components["schemas"]["Severity"] | null;
            /**
             * Team
             * @description Whose the incident is; one that is not there: its own.
             */
            team?: string | null;
            /**
             * Correlation Key
             * @description What its incident gathers instead of service and severity; `{region}`: what the alert says there.
             * @example cluster {cluster}
             */
            correlation_key?: string | null;
            /**
             * Hold Back Seconds
             * @description Nobody is paged before it has fired so long.
             */
            hold_back_seconds?: number | null;
            /**
             * Suppress
             * @description It is recorded, and opens nothing.
             * @default false
             */
            suppress?: boolean;
            /**
             * Continue
             * @description Look at the rules after it too; else it is the last.
             * @default false
             */
            continue?: boolean;
        };
        /**
         * RuleOut
         * @description What alerts that all matchers fit become.
         * @example {
         *       "hold_back_seconds": 300,
         *       "matchers": [
         *         "environment=~\"staging|test\""
         *       ],
         *       "name": "Staging wakes nobody",
         *       "severity": "low"
         *     }
         */
        RuleOut: {
            /** Name */
            name: string;
            /**
             * Matchers
             * @description All must match: a label or service, severity, source, message.
             */
            matchers: string[];
            /** Service */
            service?: string | null;
            severity?: components["schemas"]["Severity"] | null;
            /**
             * Team
             * @description Whose the incident is; one that is not there: its own.
             */
            team?: string | null;
            /**
             * Correlation Key
             * @description What its incident gathers instead of service and severity; `{region}`: what the alert says there.
             * @example cluster {cluster}
             */
            correlation_key?: string | null;
            /**
             * Hold Back Seconds
             * @description Nobody is paged before it has fired so long.
             */
            hold_back_seconds?: number | null;
            /**
             * Suppress
             * @description It is recorded, and opens nothing.
             * @default false
             */
            suppress?: boolean;
            /**
             * Continue
             * @description Look at the rules after it too; else it is the last.
             * @default false
             */
            continue?: boolean;
        };
        /**
         * RuleSetIn
         * @description All rules, in their order.
         * @example {
         *       "rules": [
         *         {
         *           "hold_back_seconds": 300,
         *           "matchers": [
         *             "environment=~\"staging|test\""
         *           ],
         *           "name": "Staging wakes nobody",
         *           "severity": "low"
         *         }
         *       ],
         *       "version": 0
         *     }
         */
        RuleSetIn: {
            /**
             * Version
             * @description The one that was read: 0 where there were none.
             */
            version: number;
            /** Rules */
            rules: components["schemas"]["RuleIn"][];
        };
        /**
         * RuleSetOut
         * @description The rules in effect. version 0: nobody has made any.
         */
        RuleSetOut: {
            /** Version */
            version: number;
            /** Rules */
            rules: components["schemas"]["RuleOut"][];
            /** Created By */
            created_by: string | null;
            /** Created At */
            created_at: string | null;
        };
        /**
         * ServiceFrom
         * @description Where an integration's alerts take their service from.
         *
         *     payload: the integration's service is for messages that name none. integration: it is for all of them.
         * @enum {string}
         */
        ServiceFrom: "payload" | "integration";
        /**
         * Setup
         * @description What to enter at the sender. `<URL>` is this platform's address with `path`, `<KEY>` the integration's key.
         */
        Setup: {
            /**
             * Path
             * @example /api/v1/integrations/alertmanager
             */
            path: string;
            /**
             * Header
             * @example Authorization: Bearer <KEY>
             */
            header: string;
            /**
             * Sample
             * @description A text to copy: a piece of configuration, or what to fill in where.
             */
            sample: string;
        };
        /**
         * Severity
         * @enum {string}
         */
        Severity: "critical" | "high" | "medium" | "low" | "info";
        /**
         * SilenceIn
         * @description Which alerts page nobody, why, and until when.
         * @example {
         *       "ends_at": "2026-03-02T18:00:00Z",
         *       "matchers": [
         *         "service=\"checkout-api\"",
         *         "region=~\"eu-.*\""
         *       ],
         *       "reason": "The provider repairs a line"
         *     }
         */
        SilenceIn: {
            /**
             * Matchers
             * @description All must match: a label or service, severity, source, message.
             */
            matchers: string[];
            /** Reason */
            reason: string;
            /**
             * Starts At
             * @description null: now.
             */
            starts_at?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
        };
        /** SilenceOut */
        SilenceOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Matchers */
            matchers: string[];
            /** Reason */
            reason: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Is Active */
            is_active: boolean;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * Status
         * @enum {string}
         */
        Status: "firing" | "resolved";
        /**
         * TriedOut
         * @description Both worked out from the stored alerts, as if every incident resolved itself when its last alert ended.
         */
        TriedOut: {
            /**
             * Alerts
             * @description How many were looked at: the last 20,000 at most.
             */
            alerts: number;
            /**
             * Changed
             * @description How many of them would have gone another way.
             */
            changed: number;
            /** @description Under the rules in effect. */
            now: components["schemas"]["OutcomeOut"];
            /** @description Under the rules tried. */
            then: components["schemas"]["OutcomeOut"];
            /**
             * Examples
             * @description At most 100 of those that would have gone another way.
             */
            examples: components["schemas"]["ChangedOut"][];
        };
        /**
         * TryIn
         * @description Rules to try on the alerts of the last days.
         * @example {
         *       "days": 7,
         *       "rules": [
         *         {
         *           "hold_back_seconds": 300,
         *           "matchers": [
         *             "environment=~\"staging|test\""
         *           ],
         *           "name": "Staging wakes nobody",
         *           "severity": "low"
         *         }
         *       ]
         *     }
         */
        TryIn: {
            /**
             * Days
             * @default 7
             */
            days?: number;
            /** Rules */
            rules: components["schemas"]["RuleIn"][];
        };
        /**
         * Version
         * @description version: the release. revision: the commit; "unknown" where no image was built.
         *
         *     schema_version: the oldest that it can work with.
         * @example {
         *       "revision": "0aaebaf0c97b",
         *       "schema_version": "0017",
         *       "service": "a-service",
         *       "version": "1.2.0"
         *     }
         */
        Version: {
            /** Service */
            service: string;
            /** Version */
            version: string;
            /** Revision */
            revision: string;
            /** Schema Version */
            schema_version: string;
        };
        /** VersionInfo */
        VersionInfo: {
            /** Version */
            version: string;
            /**
             * Revision
             * @default
             */
            revision?: string;
            /**
             * Branch
             * @default
             */
            branch?: string;
            /**
             * Builduser
             * @default
             */
            buildUser?: string;
            /**
             * Builddate
             * @default
             */
            buildDate?: string;
            /**
             * Goversion
             * @default
             */
            goVersion?: string;
        };
        /**
         * WindowIn
         * @description One window, or the first of many.
         * @example {
         *       "ends_at": "2026-03-01T03:00:00Z",
         *       "reason": "Nightly vacuum",
         *       "recurrence": "FREQ=WEEKLY;BYDAY=SU",
         *       "services": [
         *         "billing-db"
         *       ],
         *       "starts_at": "2026-03-01T02:00:00Z",
         *       "timezone": "Europe/Berlin"
         *     }
         */
        WindowIn: {
            /** Services */
            services: string[];
            /** Reason */
            reason: string;
            /**
             * Starts At
             * @description null: now.
             */
            starts_at?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Timezone
             * @description An IANA zone. A recurring window keeps its hours there, whatever the clocks do.
             * @default UTC
             */
            timezone?: string;
            /**
             * Recurrence
             * @description A rule of RFC 5545 by days, weeks, months or years. null: this once.
             */
            recurrence?: string | null;
        };
        /** WindowOut */
        WindowOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Services */
            services: string[];
            /** Reason */
            reason: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Timezone */
            timezone: string;
            /** Recurrence */
            recurrence: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Is Active */
            is_active: boolean;
            /**
             * Coming
             * @description The present period and the next ones, five at most.
             */
            coming: components["schemas"]["Period"][];
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * AlertIn
         * @description An alert as a sender gives it. Fields beside these are kept with it.
         * @example {
         *       "dedup_key": "checkout-api/latency",
         *       "labels": {
         *         "region": "eu-1"
         *       },
         *       "links": [
         *         {
         *           "href": "https://runbooks.example.com/latency",
         *           "text": "Runbook"
         *         }
         *       ],
         *       "message": "p99 latency is above 2 s",
         *       "service": "checkout-api",
         *       "severity": "critical",
         *       "source": "prometheus",
         *       "timestamp": "2026-03-02T12:00:00Z"
         *     }
         */
        AlertIn: {
            /**
             * Service
             * @description What is monitored.
             */
            service: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low" | "info";
            /**
             * Message
             * @description What is wrong, in words.
             */
            message: string;
            /**
             * Source
             * @description The tool that noticed.
             * @default null
             */
            source?: string | null;
            /** Labels */
            labels?: {
                [key: string]: string;
            };
            /**
             * Links
             * @description Addresses to read on. Only http, https and mailto are kept.
             */
            links?: (string | components["schemas"]["Link"])[];
            /**
             * Status
             * @default firing
             * @enum {string}
             */
            status?: "firing" | "resolved";
            /**
             * Dedup Key
             * @description The sender's own identity of the alert, the same when it fires again and when it is resolved.
             * @default null
             */
            dedup_key?: string | null;
            /**
             * Timestamp
             * @description When it began, or when it was resolved.
             * @default null
             */
            timestamp?: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * BatchIn
         * @description Alerts that are taken together.
         * @example {
         *       "alerts": [
         *         {
         *           "dedup_key": "checkout-api/latency",
         *           "labels": {
         *             "region": "eu-1"
         *           },
         *           "links": [
         *             {
         *               "href": "https://runbooks.example.com/latency",
         *               "text": "Runbook"
         *             }
         *           ],
         *           "message": "p99 latency is above 2 s",
         *           "service": "checkout-api",
         *           "severity": "critical",
         *           "source": "prometheus",
         *           "timestamp": "2026-03-02T12:00:00Z"
         *         }
         *       ]
         *     }
         */
        BatchIn: {
            /** Alerts */
            alerts: components["schemas"]["AlertIn"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_alerts: {
        parameters: {
            query?: {
                service?: string | null;
                severity?: components["schemas"]["Severity"] | null;
                status?: components["schemas"]["Status"] | null;
                incident_id?: string | null;
                /** @description Received then or later. */
                since?: string | null;
                /** @description Received before. */
                until?: string | null;
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlertOut_"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_alert: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertTaken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_alerts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchTaken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_integration: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                source: "alertmanager" | "azure-monitor" | "cloudevents" | "cloudwatch" | "datadog" | "elastic" | "gcp-monitoring" | "generic" | "github" | "grafana" | "healthchecks" | "icinga" | "newrelic" | "opsgenie" | "sentry" | "uptime-kuma" | "zabbix";
            };
            cookie?: never;
        };
        /** @description The tool's own message, as it sends it. */
        requestBody: {
            content: {
                "application/json": unknown;
                "text/plain": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchTaken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_prometheus_alerts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its identity. One has a value. */
                    labels: Record<string, never>;
                    /** @description `summary`, else `description`, is the message. */
                    annotations?: unknown;
                    /** @description An RFC 3339 instant. */
                    startsAt?: unknown;
                    /** @description An RFC 3339 instant. Passed: it is resolved. Else it fires until then. */
                    endsAt?: unknown;
                    /** @description Where to read on. */
                    generatorURL?: unknown;
                }[];
            };
        };
        responses: {
            /** @description All of them are taken */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Some entries were no alerts; the others are taken */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: number;
                        message: string;
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_pagerduty_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A key with the scope `ingest`. */
                    routing_key: string;
                    /** @enum {string} */
                    event_action: "trigger" | "acknowledge" | "resolve";
                    /** @description Required to acknowledge and to resolve; made for a trigger without one. */
                    dedup_key?: string;
                    /** @description Required to trigger. */
                    payload?: {
                        /** @description What is wrong. */
                        summary: unknown;
                        /** @description The service, where there is no component. */
                        source: unknown;
                        /** @enum {string} */
                        severity: "critical" | "error" | "warning" | "info";
                        /** @description An RFC 3339 instant. */
                        timestamp?: unknown;
                        /** @description The service. */
                        component?: unknown;
                        group?: unknown;
                        class?: unknown;
                        custom_details?: unknown;
                    };
                    client?: unknown;
                    client_url?: unknown;
                    /** @description Objects of href and text. */
                    links?: unknown;
                    /** @description Objects of src, href and alt. */
                    images?: unknown;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                        message: string;
                        dedup_key: string;
                    };
                };
            };
            /** @description Refused; do not retry */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                        message: string;
                        errors: string[];
                    };
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_opsgenie_alert: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What is wrong. Required, but for other actions than to create. */
                    message?: unknown;
                    /** @description The alert's identity: close it by the same. */
                    alias?: unknown;
                    /** @description P1 to P5; P3 where it is not said. */
                    priority?: unknown;
                    /** @description The service, where details has none. */
                    entity?: unknown;
                    /** @description The service, where there is no entity. */
                    source?: unknown;
                    /** @description Pairs of text; `service` is the service. */
                    details?: unknown;
                };
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: string;
                        took: number;
                        requestId: string;
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_opsgenie_action: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example db-1 */
                identifier: string;
                /** @example close */
                action: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: string;
                        took: number;
                        requestId: string;
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_alert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_alert_raw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    list_integrations: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IntegrationOut_"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    create_integration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewIntegrationOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    change_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    delete_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    change_integration_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    test_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AlertToTest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertTaken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    list_heartbeats: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HeartbeatOut_"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    create_heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewHeartbeatOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                heartbeat_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartbeatOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    change_heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                heartbeat_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartbeatOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    delete_heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                heartbeat_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    change_heartbeat_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                heartbeat_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BeatKey"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    post_beat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Beat"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    list_maintenance_windows: {
        parameters: {
            query?: {
                service?: string | null;
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WindowOut_"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    create_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WindowIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WindowOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    end_maintenance_window: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_routing_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    change_routing_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleSetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    try_routing_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    list_silences: {
        parameters: {
            query?: {
                /** @description Only those that have not ended. */
                active?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SilenceOut_"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    create_silence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SilenceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_silence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                silence_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    end_silence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                silence_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    get_alertmanager_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertmanagerStatus"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    health_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    ready_health_ready_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    version_version_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocument"];
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
