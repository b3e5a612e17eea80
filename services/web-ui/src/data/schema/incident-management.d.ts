// Generated from services/incident-management/openapi.json by `npm run api-types`.

export interface paths {
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incidents
         * @description Newest first.
         */
        get: operations["list_incidents"];
        put?: never;
        /**
         * Open an incident
         * @description Open an incident: who is on call for the service is assigned and paged.
         *
         *     By a person it is always a new one. `origin: "alert"` is for alert-ingestion, and joins the incident that takes the
         *     alerts of this service and severity, where there is one.
         */
        post: operations["open_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the incidents of many alerts
         * @description By alert-ingestion in a storm: each joins the incident that takes the alerts of its service and severity, where
         *     there is one. All or none.
         */
        post: operations["open_incidents"];
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
        /**
         * Count incidents
         * @description Counts by status and severity, and how long acknowledging and resolving took.
         */
        get: operations["summarise_incidents"];
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
        /**
         * Show an incident
         * @description The incident with its alerts, notes, timeline, and what its escalation does next.
         */
        get: operations["get_incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an incident
         * @description Acknowledge, resolve, assign, prioritise, add a note: all of it or nothing.
         *
         *     Of two people who change the same thing at once one wins; the other gets 409 with the present state in `current`.
         */
        patch: operations["change_incident"];
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/earlier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Earlier incidents of its alerts
         * @description The newest twenty incidents before this one that had one of its alerts: what was it the last time?
         */
        get: operations["list_earlier_incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * MTTA and MTTR
         * @description How long it took to acknowledge and to resolve the incident.
         */
        get: operations["get_incident_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that a sender acknowledged an alert
         * @description By alert-ingestion. Acknowledges the incident where nothing else fires on it. Told twice, it is done once.
         */
        post: operations["receive_acknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what became of a notification
         * @description By notification-service. Told twice, it is written once.
         */
        post: operations["receive_notification_receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/receipts/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what became of many notifications
         * @description By notification-service in a storm. All or none; of incidents that are not there nothing is told.
         */
        post: operations["receive_notification_receipts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change many incidents
         * @description The same change to each, in the order given. One that is refused says why, and the others are changed.
         */
        post: operations["change_incidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Page the next person now
         * @description Do the next step of the escalation at once; from the first one where all were done. It ends a snooze.
         */
        post: operations["escalate_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Page nobody for a while
         * @description Put the incident off. Then it is open again, also where it was acknowledged, and is paged from the first step.
         */
        post: operations["snooze_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge other incidents into it
         * @description Their alerts become its alerts, nobody is paged about them any more, and both timelines tell it.
         */
        post: operations["merge_incidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/responders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask people for help
         * @description Each is paged now, whoever has the incident. Who was asked before is not paged again.
         */
        post: operations["add_incident_responders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge, resolve or escalate as somebody who reads a page elsewhere
         * @description By notification-service, for a person who answers where they read it. What they acknowledge is in their hands.
         *
         *     Whoever was paged may, and who could do it in the user interface. Disabled people answer nothing.
         */
        post: operations["take_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/escalations/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See who would be paged
         * @description Who would be paged, and when, about an incident that nobody acknowledges: by the functions that page.
         *
         *     Looks a day ahead. Nobody is paged by it, and nobody's turn is taken: where people take turns, it is whose turn it
         *     is now.
         */
        post: operations["simulate_escalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens to incidents
         * @description Server-Sent Events: one for each entry of any timeline, with the incident as it is then.
         *
         *     The first is `hello`, with an id to go on from. After a break, `Last-Event-ID` gives what was missed; an event may
         *     come twice around a break, with the same `data.id`. `reset` says that too much was missed: read the lists again.
         */
        get: operations["follow_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why it paged whom, and why not somebody
         * @description Alerts and the window, the policy step by step, who was on call and by what, each notification's outcome.
         */
        get: operations["trace_incident_pages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents by service, team, severity, day or week
         * @description How many there were, and how long acknowledging and resolving took: mean, median, nine of ten.
         */
        get: operations["break_down_incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents by hour of the week
         * @description When it burns.
         */
        get: operations["count_incidents_by_hour"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pages and night pages per person
         * @description Who is woken how often. Nights are those of the person's own zone.
         */
        get: operations["count_pages_by_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/incidents.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export incidents
         * @description The newest 10,000 incidents of the range as CSV.
         */
        get: operations["export_incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/notes/{note_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a note
         * @description By its author or an administrator. What it said before stays in its history.
         */
        patch: operations["edit_note"];
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/notes/{note_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a note said before
         * @description Every text that the note ever had.
         */
        get: operations["list_note_texts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/postmortem.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the post-mortem
         * @description As Markdown, with its action items. Where none was saved, a draft: facts and timeline are filled in, what only
         *     people know is asked.
         */
        get: operations["export_postmortem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/postmortem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the post-mortem
         * @description As it was last saved; 404 where none was.
         */
        get: operations["get_postmortem"];
        /**
         * Save the post-mortem
         * @description A further version. Of two people who save on top of the same one, the later is answered 409 and loses nothing.
         */
        put: operations["save_postmortem"];
        /**
         * Begin a post-mortem
         * @description Save the template, filled in with facts and timeline, as version 1; 409 where one was begun.
         */
        post: operations["begin_postmortem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/postmortem/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions of the post-mortem
         * @description Newest first, without their texts; none where no post-mortem was begun.
         */
        get: operations["list_postmortem_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/postmortem/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version of the post-mortem
         * @description As it was saved then.
         */
        get: operations["get_postmortem_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/action-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List action items of an incident
         * @description Open and done ones.
         */
        get: operations["list_action_items_of_incident"];
        put?: never;
        /**
         * Add an action item
         * @description What is to be done, by whom, until when.
         */
        post: operations["create_action_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/action-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List action items
         * @description Over all incidents, newest first: the open ones, unless others are asked for.
         */
        get: operations["list_action_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/action-items/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an action item
         * @description Nothing is left of it but the log of changes.
         */
        delete: operations["delete_action_item"];
        options?: never;
        head?: never;
        /**
         * Change an action item
         * @description Also to say that it is done.
         */
        patch: operations["change_action_item"];
        trace?: never;
    };
    "/api/v1/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List fire drills
         * @description Newest first.
         */
        get: operations["list_drills"];
        put?: never;
        /**
         * Begin a fire drill
         * @description Page for real, by the policy, whoever is on call now. Each message says that it is a drill, no statistic counts
         *     it, and subscribers are not told.
         */
        post: operations["begin_drill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{incident_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a fire drill showed
         * @description Who was paged when, who acknowledged, and how fast.
         */
        get: operations["get_drill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions
         * @description Newest first, without their secrets.
         */
        get: operations["list_subscriptions"];
        put?: never;
        /**
         * Subscribe to events
         * @description Have events posted to a URL, signed as Standard Webhooks describes it. The answer shows the secret, this once.
         */
        post: operations["create_subscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a subscription
         * @description Without its secret.
         */
        get: operations["get_subscription"];
        put?: never;
        post?: never;
        /**
         * Delete a subscription
         * @description With what still waits to be sent.
         */
        delete: operations["delete_subscription"];
        options?: never;
        head?: never;
        /**
         * Change a subscription
         * @description Also to switch it off, and on again after it was switched off by failures.
         */
        patch: operations["change_subscription"];
        trace?: never;
    };
    "/api/v1/subscriptions/{subscription_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret
         * @description A new secret for the signatures, shown this once. What waits is signed with it too.
         */
        post: operations["replace_subscription_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{subscription_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Newest first, each with its attempts. Those that ended are kept for 30 days.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{subscription_id}/deliveries/{delivery_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description With the same id and body: a receiver that has it drops it.
         */
        post: operations["retry_delivery"];
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
         * AcknowledgementIn
         * @description A sender says that somebody has seen to an alert of theirs.
         */
        AcknowledgementIn: {
            /**
             * Alert Id
             * Format: uuid
             */
            alert_id: string;
            /**
             * By
             * @description The sender's key, by name.
             */
            by: string;
        };
        /**
         * ActionItemChange
         * @description What is left out stays as it is; an owner or a day that is null is taken away.
         * @example {
         *       "done": true
         *     }
         */
        ActionItemChange: {
            /** Title */
            title?: string | null;
            /** Owner */
            owner?: string | null;
            /** Due On */
            due_on?: string | null;
            /** Done */
            done?: boolean | null;
        };
        /**
         * ActionItemIn
         * @example {
         *       "due_on": "2026-03-20",
         *       "owner": "ana@example.org",
         *       "title": "Alert before the disk is full"
         *     }
         */
        ActionItemIn: {
            /** Title */
            title: string;
            /**
             * Owner
             * @description A user's id or e-mail.
             */
            owner?: string | null;
            /** Due On */
            due_on?: string | null;
        };
        /**
         * ActionItemOut
         * @example {
         *       "created_at": "2026-03-03T09:00:00Z",
         *       "created_by": "ana@example.org",
         *       "due_on": "2026-03-20",
         *       "id": "0198c0de-7b00-7000-8000-00000000000c",
         *       "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *       "owner": {
         *         "email": "ana@example.org",
         *         "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *         "name": "Ana"
         *       },
         *       "title": "Alert before the disk is full"
         *     }
         */
        ActionItemOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
            /** Title */
            title: string;
            owner: components["schemas"]["PersonOut"] | null;
            /** Due On */
            due_on: string | null;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Done By */
            done_by: string | null;
            /** Done At */
            done_at: string | null;
        };
        /**
         * ActionItemsOut
         * @example {
         *       "items": [
         *         {
         *           "created_at": "2026-03-03T09:00:00Z",
         *           "created_by": "ana@example.org",
         *           "due_on": "2026-03-20",
         *           "id": "0198c0de-7b00-7000-8000-00000000000c",
         *           "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *           "owner": {
         *             "email": "ana@example.org",
         *             "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *             "name": "Ana"
         *           },
         *           "title": "Alert before the disk is full"
         *         }
         *       ]
         *     }
         */
        ActionItemsOut: {
            /**
             * Items
             * @description Oldest first.
             */
            items: components["schemas"]["ActionItemOut"][];
        };
        /** AlertOut */
        AlertOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
            /** Fingerprint */
            fingerprint: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /** Message */
            message: string;
            /**
             * Status
             * @enum {string}
             */
            status: "firing" | "resolved";
            /** Source */
            source: string | null;
            /** Labels */
            labels: {
                [key: string]: string;
            };
            /** Links */
            links: unknown[];
            /** Occurrences */
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
         * Answer
         * @description Why somebody was paged, or was not.
         * @enum {string}
         */
        Answer: "delivered" | "under_way" | "not_delivered" | "cancelled" | "suppressed" | "snoozed" | "not_on_call" | "oncall_did_not_answer" | "schedule_changed" | "not_their_turn" | "taken_before" | "not_yet_due";
        /**
         * AnswerAction
         * @description acknowledge: it is theirs then. escalate: the next person is paged now.
         * @enum {string}
         */
        AnswerAction: "acknowledge" | "resolve" | "escalate";
        /**
         * AnswerIn
         * @description Who answers where they read it, and how.
         */
        AnswerIn: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** @default acknowledge */
            action?: components["schemas"]["AnswerAction"];
        };
        /**
         * BreakdownOut
         * @example {
         *       "by": "service",
         *       "items": [
         *         {
         *           "key": "checkout-api",
         *           "mtta_seconds": {
         *             "mean": 90,
         *             "p50": 80,
         *             "p90": 140
         *           },
         *           "mttr_seconds": {
         *             "mean": 90,
         *             "p50": 80,
         *             "p90": 140
         *           },
         *           "total": 12
         *         }
         *       ],
         *       "since": "2026-02-01T00:00:00Z",
         *       "until": "2026-03-01T00:00:00Z"
         *     }
         */
        BreakdownOut: {
            by: components["schemas"]["By"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /**
             * Items
             * @description At most 1,000.
             */
            items: components["schemas"]["GroupOut"][];
        };
        /** BrokenDependencyOut */
        BrokenDependencyOut: {
            /**
             * Distance
             * @description 1: the service is needed itself; more: through others.
             */
            distance: number;
            incident: components["schemas"]["IncidentOut"];
        };
        /**
         * BulkChange
         * @description The same change to many incidents, each by itself: one that is refused does not hold up the others.
         * @example {
         *       "ids": [
         *         "0198c0de-7b00-7000-8000-000000000001"
         *       ],
         *       "status": "acknowledged"
         *     }
         */
        BulkChange: {
            /** Ids */
            ids: string[];
            status?: components["schemas"]["Status"] | null;
            /**
             * Assigned To
             * @description A user's id or e-mail; null takes them out of everybody's hands.
             */
            assigned_to?: string | null;
            priority?: components["schemas"]["Priority"] | null;
            note?: components["schemas"]["NoteIn"] | string | null;
        };
        /**
         * BulkResult
         * @description What became of one of many: the incident as it is now, or why it was refused.
         */
        BulkResult: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            incident?: components["schemas"]["IncidentOut"] | null;
            error?: components["schemas"]["Refusal"] | null;
        };
        /**
         * BulkResults
         * @example {
         *       "results": [
         *         {
         *           "id": "0198c0de-7b00-7000-8000-000000000001",
         *           "incident": {
         *             "alert_count": 412,
         *             "assigned_to": {
         *               "email": "ana@example.org",
         *               "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *               "name": "Ana"
         *             },
         *             "created_at": "2026-03-02T14:02:05Z",
         *             "id": "0198c0de-7b00-7000-8000-000000000001",
         *             "origin": "alert",
         *             "priority": "P1",
         *             "service": "checkout-api",
         *             "severity": "critical",
         *             "status": "open",
         *             "tags": [
         *               "release"
         *             ],
         *             "team": "payments",
         *             "title": "error rate above 5 %",
         *             "version": 1
         *           }
         *         }
         *       ]
         *     }
         */
        BulkResults: {
            /** Results */
            results: components["schemas"]["BulkResult"][];
        };
        /**
         * By
         * @description What incidents are counted by.
         * @enum {string}
         */
        By: "service" | "team" | "severity" | "day" | "week";
        /** ChannelPlace */
        ChannelPlace: {
            /** Channel */
            channel: string;
            /** Recipient */
            recipient: string;
        };
        /**
         * CorrelationOut
         * @description Why this is an incident of its own.
         */
        CorrelationOut: {
            /**
             * Key
             * @description Alerts of one key go to one incident.
             */
            key: string;
            /**
             * Window Seconds
             * @description How long after its latest alert an incident takes another.
             */
            window_seconds: number;
            opened: components["schemas"]["Opened"];
            previous: components["schemas"]["PreviousOut"] | null;
        };
        /** Current */
        Current: {
            status: components["schemas"]["Status"];
            assigned_to: components["schemas"]["PersonOut"] | null;
            /** Version */
            version: number;
        };
        /** DeliveryAttemptOut */
        DeliveryAttemptOut: {
            /** Number */
            number: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Duration Ms */
            duration_ms: number;
            /**
             * Outcome
             * @description `delivered` or `failed`.
             */
            outcome: string;
            /** Status Code */
            status_code: number | null;
            /** Error */
            error: string | null;
        };
        /**
         * DeliveryOut
         * @description One event on its way; `id` is the `webhook-id` of every attempt.
         * @example {
         *       "attempts": [
         *         {
         *           "duration_ms": 81,
         *           "number": 1,
         *           "outcome": "delivered",
         *           "started_at": "2026-03-02T14:02:05Z",
         *           "status_code": 204
         *         }
         *       ],
         *       "created_at": "2026-03-02T14:02:05Z",
         *       "ended_at": "2026-03-02T14:02:06Z",
         *       "event": "created",
         *       "id": "0198c0de-7b00-7000-8000-00000000000b",
         *       "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *       "status": "delivered"
         *     }
         */
        DeliveryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
            event: components["schemas"]["Event"];
            status: components["schemas"]["DeliveryStatus"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Next At
             * @description When it is tried, while it waits.
             */
            next_at: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Attempts */
            attempts: components["schemas"]["DeliveryAttemptOut"][];
        };
        /**
         * DeliveryStatus
         * @enum {string}
         */
        DeliveryStatus: "waiting" | "delivered" | "given_up";
        /**
         * DrillIn
         * @description Whoever an incident of this service and severity would page, is paged.
         * @example {
         *       "service": "checkout-api"
         *     }
         */
        DrillIn: {
            /** Service */
            service: string;
            /** @default critical */
            severity?: components["schemas"]["Severity"];
            /** Note */
            note?: string | null;
        };
        /**
         * DrillOut
         * @description What the drill showed so far.
         * @example {
         *       "acknowledged_after_seconds": 42.1,
         *       "acknowledged_by": "ana@example.org",
         *       "exhausted": false,
         *       "incident": {
         *         "alert_count": 0,
         *         "assigned_to": {
         *           "email": "ana@example.org",
         *           "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *           "name": "Ana"
         *         },
         *         "created_at": "2026-03-02T14:02:05Z",
         *         "id": "0198c0de-7b00-7000-8000-000000000001",
         *         "origin": "drill",
         *         "priority": "P1",
         *         "service": "checkout-api",
         *         "severity": "critical",
         *         "status": "open",
         *         "tags": [
         *           "release"
         *         ],
         *         "team": "payments",
         *         "title": "Fire drill of checkout-api",
         *         "version": 1
         *       },
         *       "reached": [
         *         {
         *           "after_seconds": 0.1,
         *           "answered_after_seconds": 42,
         *           "paged_at": "2026-03-02T14:02:05Z",
         *           "recipient": "ana@example.org",
         *           "step": 1,
         *           "user": {
         *             "email": "ana@example.org",
         *             "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *             "name": "Ana"
         *           }
         *         }
         *       ]
         *     }
         */
        DrillOut: {
            /** @description Acknowledged and resolved like any other. */
            incident: components["schemas"]["IncidentOut"];
            /**
             * Reached
             * @description Who was paged, each once, in order.
             */
            reached: components["schemas"]["ReachedOut"][];
            /** Acknowledged By */
            acknowledged_by: string | null;
            /** Acknowledged After Seconds */
            acknowledged_after_seconds: number | null;
            /**
             * Exhausted
             * @description The policy ran out before anybody answered.
             */
            exhausted: boolean;
        };
        /**
         * EarlierIncidents
         * @description Newest first.
         * @example {
         *       "items": [
         *         {
         *           "alert_count": 412,
         *           "assigned_to": {
         *             "email": "ana@example.org",
         *             "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *             "name": "Ana"
         *           },
         *           "created_at": "2026-03-02T14:02:05Z",
         *           "id": "0198c0de-7b00-7000-8000-000000000001",
         *           "origin": "alert",
         *           "priority": "P1",
         *           "service": "checkout-api",
         *           "severity": "critical",
         *           "status": "open",
         *           "tags": [
         *             "release"
         *           ],
         *           "team": "payments",
         *           "title": "error rate above 5 %",
         *           "version": 1
         *         }
         *       ]
         *     }
         */
        EarlierIncidents: {
            /** Items */
            items: components["schemas"]["IncidentOut"][];
        };
        /** EntryOut */
        EntryOut: {
            /** Id */
            id: number;
            type: components["schemas"]["EntryType"];
            /**
             * Actor
             * @description `system`, a user's e-mail or a key's name.
             */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * EntryType
         * @enum {string}
         */
        EntryType: "created" | "alert_attached" | "alert_resolved" | "assigned" | "reassigned" | "paged" | "delivered" | "delivery_failed" | "escalated" | "exhausted" | "status_changed" | "note" | "suppressed" | "degraded" | "merged" | "snoozed";
        /**
         * Event
         * @description What a subscription can name; on the wire with `incident.` before it.
         * @enum {string}
         */
        Event: "created" | "acknowledged" | "escalated" | "resolved" | "note";
        /**
         * ExplainedOut
         * @description Why one person was paged, or was not.
         */
        ExplainedOut: {
            user: components["schemas"]["PersonOut"];
            answer: components["schemas"]["Answer"];
            /** Because */
            because: string;
            /** Step */
            step: number | null;
            /** Page Ids */
            page_ids: string[];
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
        /** GroupOut */
        GroupOut: {
            /**
             * Key
             * @description A service, team or severity; a day as 2026-03-02, a week as 2026-W10.
             */
            key: string;
            /** Total */
            total: number;
            mtta_seconds: components["schemas"]["SpreadOut"];
            mttr_seconds: components["schemas"]["SpreadOut"];
        };
        /**
         * HoldOut
         * @description What holds its pages: they are due still, and go out when nothing holds them any more.
         */
        HoldOut: {
            /**
             * Reason
             * @description `maintenance`, `silenced`, `held_back` or `flapping`.
             */
            reason: string;
            /**
             * Until
             * Format: date-time
             * @description At the latest.
             */
            until: string;
        };
        /** HourOut */
        HourOut: {
            /**
             * Weekday
             * @description 1 is Monday.
             */
            weekday: number;
            /** Hour */
            hour: number;
            /** Total */
            total: number;
        };
        /**
         * HoursOut
         * @example {
         *       "items": [
         *         {
         *           "hour": 0,
         *           "total": 3,
         *           "weekday": 1
         *         }
         *       ],
         *       "zone": "UTC"
         *     }
         */
        HoursOut: {
            /** Zone */
            zone: string;
            /**
             * Items
             * @description All 168 hours of a week.
             */
            items: components["schemas"]["HourOut"][];
        };
        /**
         * IncidentChange
         * @description What to change: all of it or nothing. What is left out stays as it is.
         * @example {
         *       "note": {
         *         "content": "Looking at it."
         *       },
         *       "status": "acknowledged",
         *       "version": 1
         *     }
         */
        IncidentChange: {
            status?: components["schemas"]["Status"] | null;
            /**
             * Assigned To
             * @description A user's id or e-mail; null takes it out of everybody's hands.
             */
            assigned_to?: string | null;
            priority?: components["schemas"]["Priority"] | null;
            /**
             * Tags
             * @description Instead of those it has; kept in lower case.
             */
            tags?: string[] | null;
            note?: components["schemas"]["NoteIn"] | string | null;
            /**
             * Version
             * @description The version you have seen; another one now is 409.
             */
            version?: number | null;
        };
        /**
         * IncidentDetail
         * @description One incident with its alerts, notes and timeline; of alerts and timeline the newest 1,000, oldest first.
         * @example {
         *       "alert_count": 412,
         *       "alerts": [
         *         {
         *           "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "id": "0198c0de-7b00-7000-8000-000000000002",
         *           "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *           "labels": {
         *             "region": "eu-west-1"
         *           },
         *           "last_seen_at": "2026-03-02T14:08:01Z",
         *           "links": [
         *             "https://prometheus.example.org/graph"
         *           ],
         *           "message": "error rate above 5 %",
         *           "occurrences": 412,
         *           "received_at": "2026-03-02T14:02:05Z",
         *           "service": "checkout-api",
         *           "severity": "critical",
         *           "source": "alertmanager",
         *           "status": "firing"
         *         }
         *       ],
         *       "assigned_to": {
         *         "email": "ana@example.org",
         *         "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *         "name": "Ana"
         *       },
         *       "broken_dependencies": [
         *         {
         *           "distance": 1,
         *           "incident": {
         *             "alert_count": 412,
         *             "assigned_to": {
         *               "email": "ana@example.org",
         *               "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *               "name": "Ana"
         *             },
         *             "created_at": "2026-03-02T14:02:05Z",
         *             "id": "0198c0de-7b00-7000-8000-000000000001",
         *             "origin": "alert",
         *             "priority": "P1",
         *             "service": "ledger",
         *             "severity": "critical",
         *             "status": "open",
         *             "tags": [
         *               "release"
         *             ],
         *             "team": "payments",
         *             "title": "error rate above 5 %",
         *             "version": 1
         *           }
         *         }
         *       ],
         *       "created_at": "2026-03-02T14:02:05Z",
         *       "escalation": {
         *         "cycle": 1,
         *         "next_at": "2026-03-02T14:07:05Z",
         *         "policy_id": "0198c0de-7b00-7000-8000-000000000004",
         *         "state": "active",
         *         "step": 2
         *       },
         *       "id": "0198c0de-7b00-7000-8000-000000000001",
         *       "notes": [
         *         {
         *           "author": "ana@example.org",
         *           "content": "Rolling back the release of 14:00.",
         *           "created_at": "2026-03-02T14:09:00Z",
         *           "id": "0198c0de-7b00-7000-8000-000000000003"
         *         }
         *       ],
         *       "origin": "alert",
         *       "priority": "P1",
         *       "responders": [],
         *       "service": "checkout-api",
         *       "severity": "critical",
         *       "status": "open",
         *       "tags": [
         *         "release"
         *       ],
         *       "team": "payments",
         *       "timeline": [
         *         {
         *           "actor": "ana@example.org",
         *           "at": "2026-03-02T14:05:00Z",
         *           "data": {
         *             "from": "open",
         *             "to": "acknowledged"
         *           },
         *           "id": 17,
         *           "type": "status_changed"
         *         }
         *       ],
         *       "title": "error rate above 5 %",
         *       "version": 1
         *     }
         */
        IncidentDetail: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            status: components["schemas"]["Status"];
            priority: components["schemas"]["Priority"];
            /** Team */
            team: string;
            /** @description `drill`: pages like any other, and is counted in no statistic. */
            origin: components["schemas"]["Origin"];
            assigned_to: components["schemas"]["PersonOut"] | null;
            /**
             * Alert Count
             * @description The sum of its alerts' occurrences.
             */
            alert_count: number;
            /**
             * Version
             * @description Rises with each change by people, and when it resolves.
             */
            version: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Mtta Seconds */
            mtta_seconds: number | null;
            /** Mttr Seconds */
            mttr_seconds: number | null;
            /**
             * Snoozed Until
             * @description Nobody is paged before this instant.
             */
            snoozed_until: string | null;
            /** @description null: nothing held its pages when a step was last due. */
            suppressed: components["schemas"]["HoldOut"] | null;
            /**
             * Previous Id
             * @description The incident that had resolved itself at most five minutes before the same alert fired again.
             */
            previous_id: string | null;
            /**
             * Acknowledged Until
             * @description Then it is open again, unless it is resolved.
             */
            acknowledged_until: string | null;
            /** Tags */
            tags: string[];
            /**
             * Merged Into
             * @description The incident in which it lives on.
             */
            merged_into: string | null;
            /** Alerts */
            alerts: components["schemas"]["AlertOut"][];
            /** Notes */
            notes: components["schemas"]["NoteOut"][];
            /** Timeline */
            timeline: components["schemas"]["EntryOut"][];
            escalation: components["schemas"]["TimerOut"];
            /** Responders */
            responders: components["schemas"]["ResponderOut"][];
            /**
             * Broken Dependencies
             * @description Unresolved incidents of what its service needs, the nearest first; none once it is resolved.
             */
            broken_dependencies: components["schemas"]["BrokenDependencyOut"][];
        };
        /**
         * IncidentIn
         * @description A new incident.
         *
         *     `origin`, `at` and a title of any length are for alert-ingestion: what alerts open takes further alerts.
         * @example {
         *       "service": "checkout-api",
         *       "severity": "high",
         *       "title": "Checkout is slow"
         *     }
         */
        IncidentIn: {
            /**
             * Title
             * @description At most 200 characters, from a person.
             */
            title: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /** @description By severity where it is not given. */
            priority?: components["schemas"]["Priority"] | null;
            /**
             * Assigned To
             * @description A user's id or e-mail.
             */
            assigned_to?: string | null;
            note?: components["schemas"]["NoteIn"] | string | null;
            /** @default person */
            origin?: components["schemas"]["Origin"];
            /**
             * At
             * @description When the alert came in.
             */
            at?: string | null;
        };
        /**
         * IncidentMetrics
         * @description In seconds from creation; null until known.
         * @example {
         *       "mtta_seconds": 175
         *     }
         */
        IncidentMetrics: {
            /** Mtta Seconds */
            mtta_seconds: number | null;
            /** Mttr Seconds */
            mttr_seconds: number | null;
        };
        /**
         * IncidentOut
         * @description One incident, without its history.
         * @example {
         *       "alert_count": 412,
         *       "assigned_to": {
         *         "email": "ana@example.org",
         *         "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *         "name": "Ana"
         *       },
         *       "created_at": "2026-03-02T14:02:05Z",
         *       "id": "0198c0de-7b00-7000-8000-000000000001",
         *       "origin": "alert",
         *       "priority": "P1",
         *       "service": "checkout-api",
         *       "severity": "critical",
         *       "status": "open",
         *       "tags": [
         *         "release"
         *       ],
         *       "team": "payments",
         *       "title": "error rate above 5 %",
         *       "version": 1
         *     }
         */
        IncidentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            status: components["schemas"]["Status"];
            priority: components["schemas"]["Priority"];
            /** Team */
            team: string;
            /** @description `drill`: pages like any other, and is counted in no statistic. */
            origin: components["schemas"]["Origin"];
            assigned_to: components["schemas"]["PersonOut"] | null;
            /**
             * Alert Count
             * @description The sum of its alerts' occurrences.
             */
            alert_count: number;
            /**
             * Version
             * @description Rises with each change by people, and when it resolves.
             */
            version: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Mtta Seconds */
            mtta_seconds: number | null;
            /** Mttr Seconds */
            mttr_seconds: number | null;
            /**
             * Snoozed Until
             * @description Nobody is paged before this instant.
             */
            snoozed_until: string | null;
            /** @description null: nothing held its pages when a step was last due. */
            suppressed: components["schemas"]["HoldOut"] | null;
            /**
             * Previous Id
             * @description The incident that had resolved itself at most five minutes before the same alert fired again.
             */
            previous_id: string | null;
            /**
             * Acknowledged Until
             * @description Then it is open again, unless it is resolved.
             */
            acknowledged_until: string | null;
            /** Tags */
            tags: string[];
            /**
             * Merged Into
             * @description The incident in which it lives on.
             */
            merged_into: string | null;
        };
        /**
         * IncidentPage
         * @example {
         *       "items": [
         *         {
         *           "alert_count": 412,
         *           "assigned_to": {
         *             "email": "ana@example.org",
         *             "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *             "name": "Ana"
         *           },
         *           "created_at": "2026-03-02T14:02:05Z",
         *           "id": "0198c0de-7b00-7000-8000-000000000001",
         *           "origin": "alert",
         *           "priority": "P1",
         *           "service": "checkout-api",
         *           "severity": "critical",
         *           "status": "open",
         *           "tags": [
         *             "release"
         *           ],
         *           "team": "payments",
         *           "title": "error rate above 5 %",
         *           "version": 1
         *         }
         *       ]
         *     }
         */
        IncidentPage: {
            /** Items */
            items: components["schemas"]["IncidentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * MergeIn
         * @description Incidents that live on in this one.
         * @example {
         *       "incidents": [
         *         "0198c0de-7b00-7000-8000-000000000001"
         *       ]
         *     }
         */
        MergeIn: {
            /** Incidents */
            incidents: string[];
        };
        /**
         * NewSecretOut
         * @example {
         *       "secret": "whsec_bm90IGEgc2VjcmV0"
         *     }
         */
        NewSecretOut: {
            /**
             * Secret
             * @description Shown this once. The one before signs nothing any more.
             */
            secret: string;
        };
        /**
         * NewSubscriptionOut
         * @example {
         *       "created_at": "2026-03-02T14:02:05Z",
         *       "created_by": "ana@example.org",
         *       "events": [
         *         "created",
         *         "resolved"
         *       ],
         *       "id": "0198c0de-7b00-7000-8000-00000000000a",
         *       "is_enabled": true,
         *       "name": "status page",
         *       "secret": "whsec_bm90IGEgc2VjcmV0",
         *       "url": "https://status.example.org/hooks/incidents"
         *     }
         */
        NewSubscriptionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            /**
             * Team Id
             * @description null: every team.
             */
            team_id: string | null;
            /**
             * Team
             * @description null beside a team_id: that team is gone.
             */
            team: string | null;
            /** Events */
            events: components["schemas"]["Event"][];
            /** Is Enabled */
            is_enabled: boolean;
            /**
             * Disabled Because
             * @description Why it was switched off, where nobody did so.
             */
            disabled_because: string | null;
            /**
             * Failing Since
             * @description No attempt has succeeded since. After three days it ends.
             */
            failing_since: string | null;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Secret
             * @description Checks the signatures. Shown this once.
             */
            secret: string;
        };
        /** NoteIn */
        NoteIn: {
            /** Content */
            content: string;
        };
        /**
         * NoteOut
         * @example {
         *       "author": "ana@example.org",
         *       "content": "Rolling back the release of 14:00.",
         *       "created_at": "2026-03-02T14:09:00Z",
         *       "id": "0198c0de-7b00-7000-8000-000000000003"
         *     }
         */
        NoteOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Content
             * @description As it was last edited.
             */
            content: string;
            /** Author */
            author: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Edited By */
            edited_by?: string | null;
            /**
             * Edited At
             * @description null: it never was.
             */
            edited_at?: string | null;
        };
        /**
         * NoteTextOut
         * @description What a note said from `at` on.
         */
        NoteTextOut: {
            /** Content */
            content: string;
            /** Author */
            author: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * NoteTextsOut
         * @example {
         *       "items": [
         *         {
         *           "at": "2026-03-02T14:09:00Z",
         *           "author": "ana@example.org",
         *           "content": "Rolling back."
         *         }
         *       ]
         *     }
         */
        NoteTextsOut: {
            /**
             * Items
             * @description Oldest first; the last is what it says now.
             */
            items: components["schemas"]["NoteTextOut"][];
        };
        /**
         * Opened
         * @description Why there is a new incident, and not another alert on an earlier one.
         * @enum {string}
         */
        Opened: "by_person" | "first" | "previous_resolved" | "previous_too_old" | "window_passed";
        /**
         * OpenedOut
         * @description In the order asked.
         * @example {
         *       "ids": [
         *         "0198c0de-7b00-7000-8000-000000000001"
         *       ]
         *     }
         */
        OpenedOut: {
            /** Ids */
            ids: string[];
        };
        /**
         * OpeningIn
         * @description An incident that an alert opens. Its title is cut.
         */
        OpeningIn: {
            /** Title */
            title: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /**
             * At
             * @description When the alert came in.
             */
            at?: string | null;
        };
        /**
         * OpeningsIn
         * @description Incidents that alerts open.
         * @example {
         *       "incidents": [
         *         {
         *           "service": "checkout-api",
         *           "severity": "high",
         *           "title": "Checkout is slow"
         *         }
         *       ]
         *     }
         */
        OpeningsIn: {
            /** Incidents */
            incidents: components["schemas"]["OpeningIn"][];
        };
        /**
         * Origin
         * @description Who opened it. Only what alerts opened takes further alerts. A drill pages like any other, and counts nowhere.
         * @enum {string}
         */
        Origin: "alert" | "person" | "drill";
        /** Page[ActionItemOut] */
        Page_ActionItemOut_: {
            /** Items */
            items: components["schemas"]["ActionItemOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[DeliveryOut] */
        Page_DeliveryOut_: {
            /** Items */
            items: components["schemas"]["DeliveryOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[SubscriptionOut] */
        Page_SubscriptionOut_: {
            /** Items */
            items: components["schemas"]["SubscriptionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** PagedOut */
        PagedOut: {
            user: components["schemas"]["PersonOut"];
            /**
             * Zone
             * @description Whose nights are counted: that of the schedule they are in.
             */
            zone: string;
            /** Pages */
            pages: number;
            /**
             * Night Pages
             * @description Of them, from 22:00 to 07:00.
             */
            night_pages: number;
        };
        /**
         * PeopleOut
         * @example {
         *       "items": [
         *         {
         *           "night_pages": 3,
         *           "pages": 14,
         *           "user": {
         *             "email": "ana@example.org",
         *             "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *             "name": "Ana"
         *           },
         *           "zone": "Europe/Berlin"
         *         }
         *       ]
         *     }
         */
        PeopleOut: {
            /**
             * Items
             * @description The most pages first.
             */
            items: components["schemas"]["PagedOut"][];
        };
        /** PersonOut */
        PersonOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Email */
            email: string;
        };
        /**
         * PostmortemIn
         * @example {
         *       "content": "# Checkout is slow\n\nThe disk was full.",
         *       "version": 1
         *     }
         */
        PostmortemIn: {
            /** Content */
            content: string;
            /**
             * Version
             * @description The version whose text was changed; 0 where there was none. Else 409.
             */
            version: number;
        };
        /**
         * PostmortemOut
         * @example {
         *       "author": "ana@example.org",
         *       "content": "# Checkout is slow",
         *       "created_at": "2026-03-03T09:00:00Z",
         *       "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *       "version": 2
         *     }
         */
        PostmortemOut: {
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
            /** Version */
            version: number;
            /** Author */
            author: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Content
             * @description Markdown, without the action items.
             */
            content: string;
        };
        /**
         * PreviousOut
         * @description The incident that alerts of the same key opened before.
         */
        PreviousOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            status: components["schemas"]["Status"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Last Alert At */
            last_alert_at: string | null;
            /** Resolved At */
            resolved_at: string | null;
        };
        /**
         * Priority
         * @description How soon people want to work on it; set apart from severity, which the sender decides.
         * @enum {string}
         */
        Priority: "P1" | "P2" | "P3" | "P4" | "P5";
        /** ReachedOut */
        ReachedOut: {
            /** @description null: a channel. */
            user: components["schemas"]["PersonOut"] | null;
            /**
             * Recipient
             * @description Their e-mail address, or what the channel posts to.
             */
            recipient: string;
            /**
             * Paged At
             * Format: date-time
             */
            paged_at: string;
            /** Step */
            step: number | null;
            /**
             * After Seconds
             * @description Since the drill began.
             */
            after_seconds: number;
            /**
             * Answered After Seconds
             * @description Since their first page; null: not answered by them.
             */
            answered_after_seconds: number | null;
        };
        /**
         * Reason
         * @description Why somebody is paged at a step.
         * @enum {string}
         */
        Reason: "opened" | "not_acknowledged" | "nobody_on_call" | "exhausted" | "by_hand";
        /**
         * ReceiptIn
         * @description What became of a notification.
         */
        ReceiptIn: {
            /**
             * Notification Id
             * Format: uuid
             */
            notification_id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "delivered" | "delivery_failed";
            /** Channel */
            channel: string;
            /** Recipient */
            recipient: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ReceiptOfIncidentIn
         * @description What became of a notification about an incident.
         */
        ReceiptOfIncidentIn: {
            /**
             * Notification Id
             * Format: uuid
             */
            notification_id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "delivered" | "delivery_failed";
            /** Channel */
            channel: string;
            /** Recipient */
            recipient: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Reason */
            reason?: string | null;
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
        };
        /**
         * ReceiptsIn
         * @description What became of notifications that ended together.
         */
        ReceiptsIn: {
            /** Receipts */
            receipts: components["schemas"]["ReceiptOfIncidentIn"][];
        };
        /**
         * Refusal
         * @description Why a change was refused; with 409, how the incident is now.
         */
        Refusal: {
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
            /** Errors */
            errors?: components["schemas"]["FieldError"][] | null;
            current?: components["schemas"]["Current"] | null;
        };
        /**
         * ResponderOut
         * @description Somebody who was asked for help.
         */
        ResponderOut: {
            person: components["schemas"]["PersonOut"];
            /** Added By */
            added_by: string;
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
        };
        /**
         * RespondersIn
         * @description Whom to ask for help, and what to say to them.
         * @example {
         *       "message": "It looks like the database.",
         *       "users": [
         *         "ben@example.org"
         *       ]
         *     }
         */
        RespondersIn: {
            /**
             * Users
             * @description Ids or e-mails.
             */
            users: string[];
            /** Message */
            message?: string | null;
        };
        /**
         * Severity
         * @description Most severe first.
         * @enum {string}
         */
        Severity: "critical" | "high" | "medium" | "low" | "info";
        /** SimulatedPage */
        SimulatedPage: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Offset Seconds */
            offset_seconds: number;
            /** Step */
            step: number;
            /** Cycle */
            cycle: number;
            /** @description null: a channel that the policy names. */
            user: components["schemas"]["PersonOut"] | null;
            /** Channel */
            channel: string;
            /** Recipient */
            recipient: string;
            reason: components["schemas"]["Reason"];
            /**
             * Via
             * @description Why them, in on-call's words.
             */
            via: string | null;
        };
        /**
         * SimulationIn
         * @description An incident that might be opened.
         * @example {
         *       "at": "2026-03-02T02:30:00Z",
         *       "service": "checkout-api",
         *       "severity": "critical"
         *     }
         */
        SimulationIn: {
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Labels
             * @default {}
             */
            labels?: {
                [key: string]: string;
            };
        };
        /**
         * SimulationOut
         * @example {
         *       "exhausted_at": "2026-03-02T02:35:00Z",
         *       "pages": [
         *         {
         *           "at": "2026-03-02T02:30:00Z",
         *           "channel": "email",
         *           "cycle": 1,
         *           "offset_seconds": 0,
         *           "reason": "opened",
         *           "recipient": "ana@example.org",
         *           "step": 1,
         *           "user": {
         *             "email": "ana@example.org",
         *             "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *             "name": "Ana"
         *           },
         *           "via": "primary on call for payments: layer weekly"
         *         }
         *       ],
         *       "policy_id": "0198c0de-7b00-7000-8000-000000000004",
         *       "policy_name": "payments",
         *       "team": "payments"
         *     }
         */
        SimulationOut: {
            /** Policy Id */
            policy_id: string | null;
            /** Policy Name */
            policy_name: string;
            /** Team */
            team: string;
            /** Pages */
            pages: components["schemas"]["SimulatedPage"][];
            /**
             * Exhausted At
             * @description null: not within a day.
             */
            exhausted_at: string | null;
        };
        /**
         * SnoozeIn
         * @description Until when nobody is paged: an instant, or minutes from now. Then the incident is open again.
         * @example {
         *       "minutes": 30
         *     }
         * @example {
         *       "until": "2026-03-03T08:00:00Z"
         *     }
         */
        SnoozeIn: {
            /** Until */
            until?: string | null;
            /** Minutes */
            minutes?: number | null;
        };
        /**
         * SpreadOut
         * @description In seconds; null where no incident has come so far.
         */
        SpreadOut: {
            /** Mean */
            mean: number | null;
            /** P50 */
            p50: number | null;
            /** P90 */
            p90: number | null;
        };
        /**
         * Status
         * @enum {string}
         */
        Status: "open" | "acknowledged" | "in_progress" | "resolved";
        /**
         * SubscriptionChange
         * @description What is left out stays as it is. `team` null: every team. Switched on again, a subscription begins anew.
         * @example {
         *       "is_enabled": true
         *     }
         */
        SubscriptionChange: {
            /** Name */
            name?: string | null;
            /** Url */
            url?: string | null;
            /** Team */
            team?: string | null;
            /** Events */
            events?: components["schemas"]["Event"][] | null;
            /** Is Enabled */
            is_enabled?: boolean | null;
        };
        /**
         * SubscriptionIn
         * @description Without a team: the events of every team, private ones too.
         * @example {
         *       "events": [
         *         "created",
         *         "resolved"
         *       ],
         *       "name": "status page",
         *       "url": "https://status.example.org/hooks/incidents"
         *     }
         */
        SubscriptionIn: {
            /** Name */
            name: string;
            /**
             * Url
             * @description http or https, without a user or password.
             */
            url: string;
            /**
             * Team
             * @description Name or id.
             */
            team?: string | null;
            /**
             * Events
             * @description All, where none are named.
             * @default [
             *       "created",
             *       "acknowledged",
             *       "escalated",
             *       "resolved",
             *       "note"
             *     ]
             */
            events?: components["schemas"]["Event"][];
        };
        /**
         * SubscriptionOut
         * @example {
         *       "created_at": "2026-03-02T14:02:05Z",
         *       "created_by": "ana@example.org",
         *       "events": [
         *         "created",
         *         "resolved"
         *       ],
         *       "id": "0198c0de-7b00-7000-8000-00000000000a",
         *       "is_enabled": true,
         *       "name": "status page",
         *       "url": "https://status.example.org/hooks/incidents"
         *     }
         */
        SubscriptionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            /**
             * Team Id
             * @description null: every team.
             */
            team_id: string | null;
            /**
             * Team
             * @description null beside a team_id: that team is gone.
             */
            team: string | null;
            /** Events */
            events: components["schemas"]["Event"][];
            /** Is Enabled */
            is_enabled: boolean;
            /**
             * Disabled Because
             * @description Why it was switched off, where nobody did so.
             */
            disabled_because: string | null;
            /**
             * Failing Since
             * @description No attempt has succeeded since. After three days it ends.
             */
            failing_since: string | null;
            /** Created By */
            created_by: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * SummaryOut
         * @example {
         *       "by_severity": {
         *         "critical": 2,
         *         "high": 1,
         *         "info": 0,
         *         "low": 0,
         *         "medium": 0
         *       },
         *       "by_status": {
         *         "acknowledged": 0,
         *         "in_progress": 0,
         *         "open": 1,
         *         "resolved": 2
         *       },
         *       "mtta_seconds": {
         *         "mean": 90,
         *         "p50": 80,
         *         "p90": 140
         *       },
         *       "mttr_seconds": {
         *         "mean": 1500,
         *         "p50": 1500,
         *         "p90": 1900
         *       },
         *       "total": 3
         *     }
         */
        SummaryOut: {
            /** Total */
            total: number;
            /** By Status */
            by_status: {
                [key: string]: number;
            };
            /** By Severity */
            by_severity: {
                [key: string]: number;
            };
            mtta_seconds: components["schemas"]["SpreadOut"];
            mttr_seconds: components["schemas"]["SpreadOut"];
        };
        /**
         * TimerOut
         * @description step and cycle name what is due at `next_at`; a step past the policy's last means that it runs out then.
         */
        TimerOut: {
            /** Policy Id */
            policy_id: string | null;
            /** Step */
            step: number;
            /** Cycle */
            cycle: number;
            /** Next At */
            next_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "active" | "stopped" | "exhausted";
        };
        /**
         * TraceOut
         * @example {
         *       "alerts": [],
         *       "correlation": {
         *         "key": "checkout-api|critical",
         *         "opened": "window_passed",
         *         "window_seconds": 300
         *       },
         *       "escalation": {
         *         "cycle": 1,
         *         "next_at": "2026-03-02T14:07:05Z",
         *         "policy_id": "0198c0de-7b00-7000-8000-000000000004",
         *         "state": "active",
         *         "step": 2
         *       },
         *       "incident": {
         *         "alert_count": 412,
         *         "assigned_to": {
         *           "email": "ana@example.org",
         *           "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *           "name": "Ana"
         *         },
         *         "created_at": "2026-03-02T14:02:05Z",
         *         "id": "0198c0de-7b00-7000-8000-000000000001",
         *         "origin": "alert",
         *         "priority": "P1",
         *         "service": "checkout-api",
         *         "severity": "critical",
         *         "status": "open",
         *         "tags": [
         *           "release"
         *         ],
         *         "team": "payments",
         *         "title": "error rate above 5 %",
         *         "version": 1
         *       },
         *       "notifications_known": true,
         *       "pages": [],
         *       "person": {
         *         "answer": "delivered",
         *         "because": "They were paged, and a receiver took the message.",
         *         "page_ids": [
         *           "0198c0de-7b00-7000-8000-000000000001"
         *         ],
         *         "step": 1,
         *         "user": {
         *           "email": "ana@example.org",
         *           "id": "0198c0de-7b00-7000-8000-0000000000a1",
         *           "name": "Ana"
         *         }
         *       },
         *       "policy": {
         *         "policy_id": "0198c0de-7b00-7000-8000-000000000004",
         *         "policy_name": "payments",
         *         "repeat": 1,
         *         "steps": [
         *           {
         *             "delay_seconds": 300,
         *             "round_robin": false,
         *             "step": 1,
         *             "targets": [
         *               {
         *                 "team": "payments",
         *                 "type": "schedule"
         *               }
         *             ]
         *           }
         *         ],
         *         "team": "payments"
         *       },
         *       "steps": [
         *         {
         *           "at": "2026-03-02T14:02:05Z",
         *           "cycle": 1,
         *           "page_ids": [
         *             "0198c0de-7b00-7000-8000-000000000001"
         *           ],
         *           "reason": "opened",
         *           "step": 1
         *         }
         *       ]
         *     }
         */
        TraceOut: {
            incident: components["schemas"]["IncidentOut"];
            correlation: components["schemas"]["CorrelationOut"];
            /**
             * Alerts
             * @description The newest 1,000, oldest first.
             */
            alerts: components["schemas"]["TracedAlert"][];
            policy: components["schemas"]["TracedPolicy"];
            /** Steps */
            steps: components["schemas"]["TracedStep"][];
            /** Pages */
            pages: components["schemas"]["TracedPage"][];
            /**
             * Notifications Known
             * @description false: notification-service does not answer now.
             */
            notifications_known: boolean;
            /** @description What follows. */
            escalation: components["schemas"]["TimerOut"];
            /** @description Of the one who was asked for. */
            person: components["schemas"]["ExplainedOut"] | null;
        };
        /**
         * TracedAlert
         * @description An alert and the arithmetic of the window.
         */
        TracedAlert: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Service */
            service: string;
            severity: components["schemas"]["Severity"];
            /** Message */
            message: string;
            /** Status */
            status: string;
            /** Source */
            source: string | null;
            /** Fingerprint */
            fingerprint: string;
            /** Occurrences */
            occurrences: number;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Seconds Since Latest
             * @description After the latest alert before it, at most; null for the first. In the window it joined.
             */
            seconds_since_latest: number | null;
        };
        /**
         * TracedPage
         * @description One page. `notifications` are as notification-service lists them, each attempt with the provider's answer.
         */
        TracedPage: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** @description null: a place rather than a person, see `channel`. */
            user: components["schemas"]["PersonOut"] | null;
            channel: components["schemas"]["ChannelPlace"] | null;
            /**
             * Via
             * @description By which layer, override or rule, in on-call's words.
             */
            via: string | null;
            /**
             * Step
             * @description null: outside the policy, by somebody's request.
             */
            step: number | null;
            /** Cycle */
            cycle: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Handed Over At */
            handed_over_at: string | null;
            /** Cancelled At */
            cancelled_at: string | null;
            /** Attempts */
            attempts: number;
            /** Last Error */
            last_error: string | null;
            /** Notifications */
            notifications: {
                [key: string]: unknown;
            }[] | null;
        };
        /**
         * TracedPolicy
         * @description The policy as it was when the incident was opened.
         */
        TracedPolicy: {
            /** Policy Id */
            policy_id: string | null;
            /** Policy Name */
            policy_name: string;
            /** Team */
            team: string;
            /**
             * Repeat
             * @description null: until somebody answers.
             */
            repeat: number | null;
            /** Steps */
            steps: components["schemas"]["TracedPolicyStep"][];
        };
        /** TracedPolicyStep */
        TracedPolicyStep: {
            /** Step */
            step: number;
            /** Delay Seconds */
            delay_seconds: number;
            /** Targets */
            targets: {
                [key: string]: unknown;
            }[];
            /** Round Robin */
            round_robin: boolean;
        };
        /** TracedStep */
        TracedStep: {
            /** Step */
            step: number;
            /** Cycle */
            cycle: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Reason */
            reason: string;
            /**
             * Known Since
             * @description Set: on-call did not answer; it had said so at this instant.
             */
            known_since: string | null;
            /** Page Ids */
            page_ids: string[];
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
        /**
         * VersionOut
         * @example {
         *       "author": "ana@example.org",
         *       "created_at": "2026-03-03T09:00:00Z",
         *       "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *       "version": 2
         *     }
         */
        VersionOut: {
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
            /** Version */
            version: number;
            /** Author */
            author: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * VersionsOut
         * @example {
         *       "items": [
         *         {
         *           "author": "ana@example.org",
         *           "created_at": "2026-03-03T09:00:00Z",
         *           "incident_id": "0198c0de-7b00-7000-8000-000000000001",
         *           "version": 2
         *         }
         *       ]
         *     }
         */
        VersionsOut: {
            /**
             * Items
             * @description Newest first.
             */
            items: components["schemas"]["VersionOut"][];
        };
        /**
         * Which
         * @description Action items by whether they are done.
         * @enum {string}
         */
        Which: "open" | "done" | "all";
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_incidents: {
        parameters: {
            query?: {
                /** @description May be repeated. */
                status?: components["schemas"]["Status"][];
                /** @description May be repeated. */
                severity?: components["schemas"]["Severity"][];
                service?: string | null;
                team?: string | null;
                /** @description A user's id or e-mail. */
                assigned_to?: string | null;
                /** @description May be repeated: those that have all. */
                tag?: string[];
                /** @description Words to look for. */
                q?: string | null;
                /** @description Created at or after this instant. */
                since?: string | null;
                /** @description Created before this instant. */
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
                    "application/json": components["schemas"]["IncidentPage"];
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
    open_incident: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentOut"];
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
    open_incidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedOut"];
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
    summarise_incidents: {
        parameters: {
            query?: {
                /** @description Created at or after this instant. */
                since?: string | null;
                /** @description Created before this instant. */
                until?: string | null;
                service?: string | null;
                team?: string | null;
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
                    "application/json": components["schemas"]["SummaryOut"];
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
    get_incident: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
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
    change_incident: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have seen; another one now is 409. */
                "if-match"?: string | null;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
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
    list_earlier_incidents: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EarlierIncidents"];
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
    get_incident_metrics: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentMetrics"];
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
    receive_acknowledgement: {
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
                "application/json": components["schemas"]["AcknowledgementIn"];
            };
        };
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
    receive_notification_receipt: {
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
                "application/json": components["schemas"]["ReceiptIn"];
            };
        };
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
    receive_notification_receipts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptsIn"];
            };
        };
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
    change_incidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResults"];
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
    escalate_incident: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
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
    snooze_incident: {
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
                "application/json": components["schemas"]["SnoozeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
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
    merge_incidents: {
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
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
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
    add_incident_responders: {
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
                "application/json": components["schemas"]["RespondersIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetail"];
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
    take_answer: {
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
                "application/json": components["schemas"]["AnswerIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentOut"];
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
    simulate_escalation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationOut"];
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
    follow_events: {
        parameters: {
            query?: {
                /** @description The same, for who cannot send the header. */
                after?: number | null;
            };
            header?: {
                /** @description Go on after this event. */
                "last-event-id"?: number | null;
            };
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
                    "text/event-stream": unknown;
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
    trace_incident_pages: {
        parameters: {
            query?: {
                /** @description An id or e-mail: why were they not paged? */
                user?: string | null;
            };
            header?: never;
            path: {
                incident_id: string;
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
                    "application/json": components["schemas"]["TraceOut"];
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
    break_down_incidents: {
        parameters: {
            query: {
                by: components["schemas"]["By"];
                /** @description csv: the same, for a spreadsheet. */
                format?: "json" | "csv";
                /** @description Created at or after this instant. */
                since?: string | null;
                /** @description Created before this instant. */
                until?: string | null;
                service?: string | null;
                team?: string | null;
                /** @description An IANA zone, whose days are counted. */
                zone?: string;
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
                    "application/json": components["schemas"]["BreakdownOut"];
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
    count_incidents_by_hour: {
        parameters: {
            query?: {
                /** @description csv: the same, for a spreadsheet. */
                format?: "json" | "csv";
                /** @description Created at or after this instant. */
                since?: string | null;
                /** @description Created before this instant. */
                until?: string | null;
                service?: string | null;
                team?: string | null;
                /** @description An IANA zone, whose days are counted. */
                zone?: string;
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
                    "application/json": components["schemas"]["HoursOut"];
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
    count_pages_by_person: {
        parameters: {
            query?: {
                /** @description csv: the same, for a spreadsheet. */
                format?: "json" | "csv";
                /** @description Created at or after this instant. */
                since?: string | null;
                /** @description Created before this instant. */
                until?: string | null;
                service?: string | null;
                team?: string | null;
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
                    "application/json": components["schemas"]["PeopleOut"];
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
    export_incidents: {
        parameters: {
            query?: {
                /** @description Created at or after this instant. */
                since?: string | null;
                /** @description Created before this instant. */
                until?: string | null;
                service?: string | null;
                team?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each incident. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
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
    edit_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
                note_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteOut"];
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
    list_note_texts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
                note_id: string;
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
                    "application/json": components["schemas"]["NoteTextsOut"];
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
    export_postmortem: {
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
            /** @description Markdown. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example # Checkout is slow */
                    "text/markdown": unknown;
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
    get_postmortem: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemOut"];
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
    save_postmortem: {
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
                "application/json": components["schemas"]["PostmortemIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemOut"];
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
    begin_postmortem: {
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
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemOut"];
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
    list_postmortem_versions: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionsOut"];
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
    get_postmortem_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
                version: number;
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
                    "application/json": components["schemas"]["PostmortemOut"];
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
    list_action_items_of_incident: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionItemsOut"];
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
    create_action_item: {
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
                "application/json": components["schemas"]["ActionItemIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionItemOut"];
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
    list_action_items: {
        parameters: {
            query?: {
                status?: components["schemas"]["Which"];
                team?: string | null;
                /** @description An e-mail address. */
                owner?: string | null;
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
                    "application/json": components["schemas"]["Page_ActionItemOut_"];
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
    delete_action_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: string;
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
    change_action_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionItemChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionItemOut"];
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
    list_drills: {
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
                    "application/json": components["schemas"]["IncidentPage"];
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
    begin_drill: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body get the first answer again, for a day. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrillIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillOut"];
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
    get_drill: {
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
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillOut"];
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
    list_subscriptions: {
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
                    "application/json": components["schemas"]["Page_SubscriptionOut_"];
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
    create_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSubscriptionOut"];
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
    get_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
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
                    "application/json": components["schemas"]["SubscriptionOut"];
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
    delete_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
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
    change_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOut"];
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
    replace_subscription_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
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
                    "application/json": components["schemas"]["NewSecretOut"];
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
    list_deliveries: {
        parameters: {
            query?: {
                status?: components["schemas"]["DeliveryStatus"] | null;
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                subscription_id: string;
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
                    "application/json": components["schemas"]["Page_DeliveryOut_"];
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
    retry_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryOut"];
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
