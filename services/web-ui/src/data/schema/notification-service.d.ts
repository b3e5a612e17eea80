// Generated from services/notification-service/openapi.json by `npm run api-types`.

export interface paths {
    "/api/v1/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Notify
         * @description Send one message to one recipient over one channel. It is queued here and delivered in the background.
         */
        post: operations["notify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notify/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Channels
         * @description Which channels can be used now, and what is missing for the others.
         */
        get: operations["list_channels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notify/signing-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Signing Secret
         * @description What outgoing webhooks are signed with: give it to those who receive them.
         */
        get: operations["get_signing_secret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Notifications
         * @description What was sent and is to be sent, newest first, each with its attempts.
         */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notification
         * @description One notification, with each attempt to deliver it and how it ended.
         */
        get: operations["get_notification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Notification
         * @description Send a failed or dead notification again, now. Asked twice it is sent once: the second gets 409.
         */
        post: operations["retry_notification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Page
         * @description Take a page, an update or a stop from incident-management. Handed over again it is answered the same.
         *
         *     A stop cancels what waits to wake anybody about the incident, up to its episode, and sends nothing.
         */
        post: operations["take_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Pages
         * @description Take many pages, updates and stops, in this order; all of them or none. Handed over again each counts once.
         */
        post: operations["take_pages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contact-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Contact Methods
         * @description Where a person can be reached.
         */
        get: operations["list_contact_methods"];
        put?: never;
        /**
         * Add Contact Method
         * @description Add an address. A code is sent there, and nobody is paged at it before the code was entered.
         *
         *     Your own sign-in address needs no code.
         */
        post: operations["add_contact_method"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contact-methods/{method_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Contact Method
         * @description Enter the code that was sent there. It is good for fifteen minutes and five tries.
         */
        post: operations["verify_contact_method"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contact-methods/{method_id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Contact Method Code
         * @description Send another code there: one a minute. The one before is no longer good.
         */
        post: operations["send_contact_method_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contact-methods/{method_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Contact Method
         * @description Send a test message there. What became of it is seen at the notification whose id is answered.
         */
        post: operations["test_contact_method"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contact-methods/{method_id}": {
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
         * Remove Contact Method
         * @description Remove an address, and the steps of rules that use it. Pages under way there are not called back.
         */
        delete: operations["remove_contact_method"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notification Rules
         * @description By which steps a person is paged, and when only the critical wakes them. No steps: by e-mail, at once.
         */
        get: operations["get_notification_rules"];
        /**
         * Set Notification Rules
         * @description Set all of a person's rules. Steps stop when somebody acknowledges or resolves; pages under way stay as they
         *     were planned.
         */
        put: operations["set_notification_rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/reachable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reachable
         * @description Can these people be paged now, and how? In the order asked.
         */
        get: operations["list_reachable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-subscriptions/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Push Key
         * @description The key that a browser subscribes with. It changes only when an operator changes it.
         */
        get: operations["get_push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Subscribe To Push
         * @description Be pushed to in this browser: a contact method of your own, usable in your rules at once.
         *
         *     The same subscription again is the same contact method. A browser is one person's: whoever subscribed in it before
         *     is not pushed to any more.
         */
        post: operations["subscribe_to_push"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/a/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Answer Page
         * @description A page with a button. Looking at it changes nothing.
         */
        get: operations["show_answer_page"];
        put?: never;
        /**
         * Answer
         * @description Acknowledge the incident, or each that a bundle carries, as the person who was paged.
         */
        post: operations["answer_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/voice/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer By Voice
         * @description A key was pressed during a call: 1 acknowledges as the person who was called.
         */
        post: operations["answer_by_voice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer By Text Message
         * @description A text message to our number: `ack` or `resolve` with an incident's number, from a verified telephone.
         */
        post: operations["answer_by_text_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/{channel}-status/{notification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Delivery Status
         * @description What became of a text message or a call. Where nobody got it, the person's next channel is tried at once.
         */
        post: operations["take_delivery_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callbacks/slack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer By Slack
         * @description A button was pressed: acknowledge, resolve or escalate as the person whose Slack account it is.
         *
         *     What became of it is shown to that person alone; the message shows who has the incident now.
         */
        post: operations["answer_by_slack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notify/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description What channels say in place of the built-in words, and which template failed.
         */
        get: operations["list_templates"];
        /**
         * Put Template
         * @description Set what a channel says to a team, in place of what was set before. It is tried with a sample first.
         */
        put: operations["put_template"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notify/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Template
         * @description What a template would say, of a sample or of an incident. Nothing is kept and nothing is sent.
         */
        post: operations["preview_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notify/templates/{template_id}": {
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
         * Remove Template
         * @description Go back to the built-in words.
         */
        delete: operations["remove_template"];
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
        /** AttemptOut */
        AttemptOut: {
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
             * @description `delivered`, or why it failed: `timeout`, `rate_limited`, `rejected`, …
             */
            outcome: string;
            /** Status Code */
            status_code: number | null;
            /** Error */
            error: string | null;
            /** Provider Id */
            provider_id: string | null;
            /**
             * Answer
             * @description What the receiver said, trimmed.
             */
            answer: string | null;
        };
        /**
         * ChannelKind
         * @enum {string}
         */
        ChannelKind: "log" | "email" | "webhook" | "ntfy" | "slack" | "teams" | "mattermost" | "discord" | "telegram" | "sms" | "voice" | "webpush";
        /**
         * ChannelOut
         * @example {
         *       "channel": "email",
         *       "is_on": false,
         *       "off_because": "no mail server is set. Set SMTP_HOST and SMTP_FROM."
         *     }
         */
        ChannelOut: {
            channel: components["schemas"]["ChannelKind"];
            /** Is On */
            is_on: boolean;
            /** Off Because */
            off_because: string | null;
        };
        /** ChannelsOut */
        ChannelsOut: {
            /** Items */
            items: components["schemas"]["ChannelOut"][];
        };
        /**
         * CodeIn
         * @example {
         *       "code": "204913"
         *     }
         */
        CodeIn: {
            /** Code */
            code: string;
        };
        /**
         * ContactMethodIn
         * @description An address where a person wants to be reached.
         * @example {
         *       "address": "https://ntfy.sh/ana-7f3a",
         *       "channel": "ntfy",
         *       "label": "my phone"
         *     }
         */
        ContactMethodIn: {
            channel: components["schemas"]["ChannelKind"];
            /**
             * Address
             * @description An address or a URL, as the channel takes it.
             */
            address: string;
            /** Label */
            label?: string | null;
            /**
             * User Id
             * @description Whose it is; your own when left out. Admins may set it.
             */
            user_id?: string | null;
        };
        /**
         * ContactMethodOut
         * @example {
         *       "address": "https://ntfy.sh/ana-7f3a",
         *       "channel": "ntfy",
         *       "created_at": "2026-03-02T14:00:00Z",
         *       "id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f50",
         *       "label": "my phone",
         *       "user_id": "01990b7e-0000-7000-8000-000000000001",
         *       "verified_at": "2026-03-02T14:01:10Z"
         *     }
         */
        ContactMethodOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            channel: components["schemas"]["ChannelKind"];
            /** Address */
            address: string;
            /** Label */
            label: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Verified At
             * @description Null until its code was entered: nobody is paged there before.
             */
            verified_at: string | null;
        };
        /** ContactMethodsOut */
        ContactMethodsOut: {
            /** Items */
            items: components["schemas"]["ContactMethodOut"][];
        };
        /** IncidentIn */
        IncidentIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Service */
            service: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low" | "info";
            /**
             * Status
             * @enum {string}
             */
            status: "open" | "acknowledged" | "in_progress" | "resolved";
            /** Team */
            team?: string | null;
            /** Alert Count */
            alert_count: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** KeysIn */
        KeysIn: {
            /** P256Dh */
            p256dh: string;
            /** Auth */
            auth: string;
        };
        /**
         * Kind
         * @description page: a person must act. update: something they were paged for has changed. direct: a caller asked for it.
         * @enum {string}
         */
        Kind: "page" | "update" | "direct";
        /** MadeOut */
        MadeOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            channel: components["schemas"]["ChannelKind"];
            /** Recipient */
            recipient: string;
            status: components["schemas"]["Status"];
        };
        /**
         * NotificationOut
         * @example {
         *       "attempts": [
         *         {
         *           "answer": "OK queued as 8E1B2",
         *           "duration_ms": 190,
         *           "number": 1,
         *           "outcome": "delivered",
         *           "provider_id": "<5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11@example.org>",
         *           "started_at": "2026-03-02T14:02:05.201Z",
         *           "status_code": 250
         *         }
         *       ],
         *       "channel": "email",
         *       "created_at": "2026-03-02T14:02:05.120Z",
         *       "cycle": 1,
         *       "id": "5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11",
         *       "incident_id": "01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d",
         *       "is_bundle": false,
         *       "kind": "page",
         *       "message": "error rate above 5 %",
         *       "page_id": "0c9a4a50-8f0e-5d7a-9a41-5b0e3a0d9a10",
         *       "recipient": "ana@example.org",
         *       "sent_at": "2026-03-02T14:02:05.391Z",
         *       "status": "delivered",
         *       "step": 1,
         *       "subject": "[critical] checkout-api: error rate above 5 %"
         *     }
         */
        NotificationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Page Id
             * @description The page that it is made for; null for a direct message.
             */
            page_id: string | null;
            /** Incident Id */
            incident_id: string | null;
            channel: components["schemas"]["ChannelKind"];
            /** Recipient */
            recipient: string;
            kind: components["schemas"]["Kind"];
            /** Step */
            step: number | null;
            /** Cycle */
            cycle: number | null;
            status: components["schemas"]["Status"];
            /** Subject */
            subject: string | null;
            /** Message */
            message: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Sent At */
            sent_at: string | null;
            /**
             * Is Bundle
             * @description It carries others: see them by `bundle_id`.
             */
            is_bundle: boolean;
            /**
             * Bundle Id
             * @description The bundle that carries it; its attempts are that one's then.
             */
            bundle_id: string | null;
            /** Attempts */
            attempts: components["schemas"]["AttemptOut"][];
        };
        /**
         * NotifyIn
         * @description A message to one recipient over one channel.
         * @example {
         *       "channel": "email",
         *       "message": "checkout-api is read-only from 22:00 to 22:30 UTC.",
         *       "recipient": "ana@example.org",
         *       "subject": "Database maintenance tonight"
         *     }
         */
        NotifyIn: {
            channel: components["schemas"]["ChannelKind"];
            /**
             * Recipient
             * @description An address, a URL or a name, as the channel takes it.
             */
            recipient: string;
            /** Message */
            message: string;
            /** Subject */
            subject?: string | null;
            /**
             * Incident Id
             * @description The incident it is about; the message links to it.
             */
            incident_id?: string | null;
        };
        /**
         * NotifyOut
         * @example {
         *       "channel": "email",
         *       "id": "5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11",
         *       "status": "pending"
         *     }
         */
        NotifyOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            status: components["schemas"]["Status"];
            channel: components["schemas"]["ChannelKind"];
        };
        /**
         * PageIn
         * @description A page, an update or a stop that incident-management hands over.
         * @example {
         *       "cycle": 1,
         *       "id": "2d2c9a52-7a3c-5f3e-8f43-8f6a4b8f0b1e",
         *       "incident": {
         *         "alert_count": 1,
         *         "created_at": "2026-03-02T14:02:05Z",
         *         "id": "01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d",
         *         "service": "checkout-api",
         *         "severity": "critical",
         *         "status": "open",
         *         "team": "payments",
         *         "title": "error rate above 5 %"
         *       },
         *       "kind": "page",
         *       "message": "error rate above 5 %",
         *       "recipient": {
         *         "email": "ana@example.org",
         *         "id": "01990b7e-0000-7000-8000-000000000001",
         *         "name": "Ana"
         *       },
         *       "step": 1,
         *       "subject": "[critical] checkout-api: error rate above 5 %"
         *     }
         */
        PageIn: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "page" | "update" | "stop";
            incident: components["schemas"]["IncidentIn"];
            /** Recipient */
            recipient: components["schemas"]["PersonIn"] | components["schemas"]["PlaceIn"];
            /** Step */
            step?: number | null;
            /** Cycle */
            cycle?: number | null;
            /**
             * Episode
             * @description Of the escalation: a snooze or a fresh start begins the next.
             * @default 1
             */
            episode?: number;
            /** Subject */
            subject: string;
            /** Message */
            message: string;
        };
        /** Page[NotificationOut] */
        Page_NotificationOut_: {
            /** Items */
            items: components["schemas"]["NotificationOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * PagesIn
         * @description Many at once: a storm costs one call.
         * @example {
         *       "pages": [
         *         {
         *           "cycle": 1,
         *           "id": "2d2c9a52-7a3c-5f3e-8f43-8f6a4b8f0b1e",
         *           "incident": {
         *             "alert_count": 1,
         *             "created_at": "2026-03-02T14:02:05Z",
         *             "id": "01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d",
         *             "service": "checkout-api",
         *             "severity": "critical",
         *             "status": "open",
         *             "team": "payments",
         *             "title": "error rate above 5 %"
         *           },
         *           "kind": "page",
         *           "message": "error rate above 5 %",
         *           "recipient": {
         *             "email": "ana@example.org",
         *             "id": "01990b7e-0000-7000-8000-000000000001",
         *             "name": "Ana"
         *           },
         *           "step": 1,
         *           "subject": "[critical] checkout-api: error rate above 5 %"
         *         }
         *       ]
         *     }
         */
        PagesIn: {
            /** Pages */
            pages: components["schemas"]["PageIn"][];
        };
        /**
         * PagesOut
         * @example {
         *       "notifications": [
         *         {
         *           "channel": "email",
         *           "id": "5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11",
         *           "recipient": "ana@example.org",
         *           "status": "pending"
         *         }
         *       ]
         *     }
         */
        PagesOut: {
            /** Notifications */
            notifications: components["schemas"]["MadeOut"][];
        };
        /** PersonIn */
        PersonIn: {
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
        /** PlaceIn */
        PlaceIn: {
            channel: components["schemas"]["ChannelKind"];
            /** Recipient */
            recipient: string;
        };
        /**
         * PreviewIn
         * @example {
         *       "kind": "page",
         *       "message": "{{ message }}",
         *       "subject": "{{ incident.severity | upper }} {{ incident.service }}: {{ incident.title | cut(80) }}"
         *     }
         */
        PreviewIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "page" | "update";
            /**
             * Subject
             * @description Jinja. One line; what a text message and a call say.
             */
            subject: string;
            /**
             * Message
             * @description Jinja. Names `incident` (`id, title, service, severity, status, team, alert_count, created_at`), `person`, `kind`, `step`, `cycle`, and the built-in `subject` and `message`. Plain text: channels escape it.
             */
            message: string;
            /**
             * Incident Id
             * @description One that somebody was paged about; null: a sample.
             */
            incident_id?: string | null;
        };
        /**
         * PublicKeyOut
         * @example {
         *       "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
         *     }
         */
        PublicKeyOut: {
            /**
             * Public Key
             * @description The `applicationServerKey` to subscribe with, in base64 for URLs.
             */
            public_key: string;
        };
        /**
         * QuietHoursWire
         * @description Between these, each day, everything but critical waits. Over midnight where the end is the earlier one.
         */
        QuietHoursWire: {
            /**
             * Timezone
             * @description An IANA name.
             */
            timezone: string;
            /**
             * Starts At
             * Format: time
             */
            starts_at: string;
            /**
             * Ends At
             * Format: time
             */
            ends_at: string;
        };
        /** ReachOut */
        ReachOut: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /**
             * Is Reachable
             * @description False when nothing but the log of this service is left.
             */
            is_reachable: boolean;
            /**
             * Channels
             * @description Those that a page with high urgency uses, soonest first.
             */
            channels: components["schemas"]["ChannelKind"][];
        };
        /**
         * ReachesOut
         * @example {
         *       "items": [
         *         {
         *           "channels": [
         *             "ntfy",
         *             "email"
         *           ],
         *           "is_reachable": true,
         *           "user_id": "01990b7e-0000-7000-8000-000000000001"
         *         }
         *       ]
         *     }
         */
        ReachesOut: {
            /** Items */
            items: components["schemas"]["ReachOut"][];
        };
        /**
         * RulesIn
         * @description How a person is paged: for severity critical and high by `high`, for the others by `low`.
         * @example {
         *       "high": [
         *         {
         *           "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f50",
         *           "delay_seconds": 0
         *         },
         *         {
         *           "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f51",
         *           "delay_seconds": 120
         *         }
         *       ],
         *       "low": [
         *         {
         *           "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f50",
         *           "delay_seconds": 0
         *         }
         *       ],
         *       "quiet_hours": {
         *         "ends_at": "07:00",
         *         "starts_at": "22:00",
         *         "timezone": "Europe/Berlin"
         *       },
         *       "throttle": {
         *         "most": 5,
         *         "window_seconds": 300
         *       }
         *     }
         */
        RulesIn: {
            /** High */
            high: components["schemas"]["StepWire"][];
            /** Low */
            low: components["schemas"]["StepWire"][];
            quiet_hours?: components["schemas"]["QuietHoursWire"] | null;
            /** @description Left out: stays as it is. null: as the platform says. */
            throttle?: components["schemas"]["ThrottleWire"] | null;
        };
        /**
         * RulesOut
         * @example {
         *       "high": [
         *         {
         *           "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f50",
         *           "delay_seconds": 0
         *         },
         *         {
         *           "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f51",
         *           "delay_seconds": 120
         *         }
         *       ],
         *       "low": [
         *         {
         *           "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f50",
         *           "delay_seconds": 0
         *         }
         *       ],
         *       "quiet_hours": {
         *         "ends_at": "07:00",
         *         "starts_at": "22:00",
         *         "timezone": "Europe/Berlin"
         *       },
         *       "throttle": {
         *         "most": 5,
         *         "window_seconds": 300
         *       },
         *       "user_id": "01990b7e-0000-7000-8000-000000000001"
         *     }
         */
        RulesOut: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** High */
            high: components["schemas"]["StepWire"][];
            /** Low */
            low: components["schemas"]["StepWire"][];
            quiet_hours: components["schemas"]["QuietHoursWire"] | null;
            /** @description null: as the platform says. */
            throttle: components["schemas"]["ThrottleWire"] | null;
        };
        /**
         * SigningSecretOut
         * @example {
         *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
         *     }
         */
        SigningSecretOut: {
            /**
             * Secret
             * @description Receivers verify `webhook-signature` with it (Standard Webhooks).
             */
            secret: string;
        };
        /**
         * Status
         * @description pending: waits for its first try. sending: a worker has it. failed: the last try failed, another comes.
         *     sent: the provider took it and has not confirmed yet. delivered: the receiver has it. dead: given up.
         *     cancelled: not needed any more. bundled: another notification, the bundle, carries it; sent when that is.
         * @enum {string}
         */
        Status: "pending" | "sending" | "sent" | "delivered" | "failed" | "dead" | "cancelled" | "bundled";
        /** StepWire */
        StepWire: {
            /**
             * Delay Seconds
             * @description After the page.
             */
            delay_seconds: number;
            /**
             * Contact Method Id
             * Format: uuid
             */
            contact_method_id: string;
        };
        /**
         * SubscriptionIn
         * @description What a browser's `PushSubscription.toJSON()` gives, and a label.
         * @example {
         *       "endpoint": "https://push.example.org/wpush/v2/gAAAAABm",
         *       "keys": {
         *         "auth": "BTBZMqHH6r4Tts7J_aSIgg",
         *         "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
         *       },
         *       "label": "Firefox on my laptop"
         *     }
         */
        SubscriptionIn: {
            /** Endpoint */
            endpoint: string;
            keys: components["schemas"]["KeysIn"];
            /**
             * Expirationtime
             * @description Not used.
             */
            expirationTime?: number | null;
            /** Label */
            label?: string | null;
        };
        /**
         * TakenOut
         * @example {
         *       "taken": 1
         *     }
         */
        TakenOut: {
            /**
             * Taken
             * @description How many were given: all of them.
             */
            taken: number;
        };
        /**
         * TemplateIn
         * @example {
         *       "channel": "sms",
         *       "kind": "page",
         *       "message": "{{ message }}",
         *       "subject": "{{ incident.severity | upper }} {{ incident.service }}: {{ incident.title | cut(80) }}",
         *       "team": "payments"
         *     }
         */
        TemplateIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "page" | "update";
            /**
             * Subject
             * @description Jinja. One line; what a text message and a call say.
             */
            subject: string;
            /**
             * Message
             * @description Jinja. Names `incident` (`id, title, service, severity, status, team, alert_count, created_at`), `person`, `kind`, `step`, `cycle`, and the built-in `subject` and `message`. Plain text: channels escape it.
             */
            message: string;
            /**
             * Team
             * @description A name or an id; null: every team without its own.
             */
            team?: string | null;
            channel: components["schemas"]["ChannelKind"];
        };
        /**
         * TemplateOut
         * @example {
         *       "channel": "sms",
         *       "id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f60",
         *       "kind": "page",
         *       "message": "{{ message }}",
         *       "subject": "{{ incident.severity | upper }} {{ incident.service }}: {{ incident.title | cut(80) }}",
         *       "team": "payments",
         *       "updated_at": "2026-03-02T14:00:00Z",
         *       "updated_by": "ana@example.org"
         *     }
         */
        TemplateOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Team */
            team: string | null;
            channel: components["schemas"]["ChannelKind"];
            /** Kind */
            kind: string;
            /** Subject */
            subject: string;
            /** Message */
            message: string;
            /** Updated By */
            updated_by: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Failed At
             * @description When it last could not be used; the built-in words went out then.
             */
            failed_at: string | null;
            /** Failure */
            failure: string | null;
        };
        /** TemplatesOut */
        TemplatesOut: {
            /** Items */
            items: components["schemas"]["TemplateOut"][];
        };
        /**
         * ThrottleWire
         * @description At most so many messages one by one within so many seconds, at each address; what is more comes in bundles.
         */
        ThrottleWire: {
            /** Most */
            most: number;
            /** Window Seconds */
            window_seconds: number;
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
         * WordsOut
         * @example {
         *       "message": "error rate above 5 %",
         *       "subject": "CRITICAL checkout-api: error rate above 5 %"
         *     }
         */
        WordsOut: {
            /** Subject */
            subject: string;
            /** Message */
            message: string;
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
    notify: {
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
                "application/json": components["schemas"]["NotifyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotifyOut"];
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
    list_channels: {
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
                    "application/json": components["schemas"]["ChannelsOut"];
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
    get_signing_secret: {
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
                    "application/json": components["schemas"]["SigningSecretOut"];
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
    list_notifications: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                incident_id?: string | null;
                status?: components["schemas"]["Status"] | null;
                channel?: components["schemas"]["ChannelKind"] | null;
                recipient?: string | null;
                kind?: components["schemas"]["Kind"] | null;
                /** @description That bundle, and what it carries. */
                bundle_id?: string | null;
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
                    "application/json": components["schemas"]["Page_NotificationOut_"];
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
    get_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
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
                    "application/json": components["schemas"]["NotificationOut"];
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
    retry_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
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
                    "application/json": components["schemas"]["NotificationOut"];
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
    take_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagesOut"];
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
    take_pages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PagesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenOut"];
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
    list_contact_methods: {
        parameters: {
            query?: {
                /** @description Whose; your own when left out. Admins may ask for anybody's. */
                user_id?: string | null;
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
                    "application/json": components["schemas"]["ContactMethodsOut"];
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
    add_contact_method: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactMethodIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactMethodOut"];
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
    verify_contact_method: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                method_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactMethodOut"];
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
    send_contact_method_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                method_id: string;
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
                    "application/json": components["schemas"]["ContactMethodOut"];
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
    test_contact_method: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                method_id: string;
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
                    "application/json": components["schemas"]["NotifyOut"];
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
    remove_contact_method: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                method_id: string;
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
    get_notification_rules: {
        parameters: {
            query?: {
                /** @description Whose; your own when left out. Admins may ask for anybody's. */
                user_id?: string | null;
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
                    "application/json": components["schemas"]["RulesOut"];
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
    set_notification_rules: {
        parameters: {
            query?: {
                /** @description Whose; your own when left out. Admins may ask for anybody's. */
                user_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesOut"];
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
    list_reachable: {
        parameters: {
            query: {
                /** @description May be repeated. */
                user_id: string[];
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
                    "application/json": components["schemas"]["ReachesOut"];
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
    get_push_key: {
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
                    "application/json": components["schemas"]["PublicKeyOut"];
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
    subscribe_to_push: {
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
                    "application/json": components["schemas"]["ContactMethodOut"];
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
    show_answer_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
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
                    "text/html": string;
                };
            };
            /** @description The link is not one of ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description The link is a day old. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
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
        };
    };
    answer_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
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
                    "text/html": string;
                };
            };
            /** @description The person may not answer any more. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description The link is not one of ours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description Somebody else has it, or it is resolved. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description The link is a day old. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
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
            /** @description It cannot be done now; nothing has changed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
        };
    };
    answer_by_voice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description TwiML. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": unknown;
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
        };
    };
    answer_by_text_message: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description TwiML. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": unknown;
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
        };
    };
    take_delivery_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: "sms" | "voice";
                notification_id: string;
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
    answer_by_slack: {
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
                content?: never;
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
        };
    };
    list_templates: {
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
                    "application/json": components["schemas"]["TemplatesOut"];
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
    put_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateOut"];
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
    preview_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordsOut"];
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
    remove_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
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
