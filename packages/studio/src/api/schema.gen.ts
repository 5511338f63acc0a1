// Generated from the HTTP interface by `UPDATE_API=1 node --test packages/studio/api.test.ts`.

export interface paths {
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/communications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCommunications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRejections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Server-sent events: `progress` with a Run whenever it changes, `end` when it has ended. */
        get: operations["watchRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Server-sent events: `runs` with the 20 newest runs whenever one changes. */
        get: operations["watchRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCommunication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/previews/{alternative}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["viewPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/previews/{alternative}/bytes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["bytesOfPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/previews/{alternative}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["htmlOfPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/previews/{alternative}/pages/{page}.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["pageOfPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/previews/{alternative}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["attachmentOfPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["viewMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message}/bytes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["bytesOfMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["htmlOfMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message}/pages/{page}.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["pageOfMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["attachmentOfMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{channel}/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The newest messages the sandbox of a channel took, newest first. */
        get: operations["listReceived"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["health"];
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
        ProblemInput: {
            type: string;
            title: string;
            status: number;
            /** @description MSV-…, of the table in docs/errors.md */
            code: string;
            detail: string;
            hint: string;
            field?: string;
        };
        /** @enum {string} */
        RunStateInput: "reading" | "working" | "done" | "stopped";
        /** @enum {string} */
        MessageStateInput: "queued" | "sending" | "accepted" | "delivered" | "failed" | "in-doubt";
        ChannelCountInput: {
            channel: string;
            messages: number;
            delivered: number;
            failed: number;
            pending: number;
            inDoubt: number;
        };
        ReconciliationInput: {
            input: number;
            composed: number;
            refused: number;
            rejected: number;
            /** @description Read but not yet decided and composed */
            waiting: number;
            messages: number;
            delivered: number;
            failed: number;
            pending: number;
            inDoubt: number;
            balances: boolean;
        };
        RunInput: {
            /** Format: uuid */
            id: string;
            template: string;
            topic: string;
            source: {
                name: string;
                sha256: string;
            };
            recordLimit: number | null;
            release: string;
            state: components["schemas"]["RunStateInput"];
            /** @description The whole source has been read, so input is final */
            read: boolean;
            /** @description Times it was taken up after its process had ended */
            resumed: number;
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            seconds: number;
            sums: components["schemas"]["ReconciliationInput"];
            channels: components["schemas"]["ChannelCountInput"][];
            refused: {
                code: string;
                count: number;
            }[];
            rejected: {
                code: string;
                title: string;
                remedy: string;
                count: number;
            }[];
        };
        RunListInput: {
            items: components["schemas"]["RunInput"][];
            next: string | null;
        };
        ReasonInput: {
            code: string;
            text: string;
        };
        /** @enum {string} */
        CommunicationStateInput: "waiting" | "composed" | "refused" | "rejected";
        CommunicationRowInput: {
            /** Format: uuid */
            id: string;
            key: string;
            customer: {
                key: string;
                name: string;
                language: string;
            };
            state: components["schemas"]["CommunicationStateInput"];
            decision: ("send" | "wait" | "refuse") | null;
            /** @description The reason that settled it */
            reason: components["schemas"]["ReasonInput"] | null;
            messages: {
                /** Format: uuid */
                id: string;
                channel: string;
                state: components["schemas"]["MessageStateInput"];
                units: number;
            }[];
        };
        CommunicationListInput: {
            items: components["schemas"]["CommunicationRowInput"][];
            next: string | null;
            /** @description Matches in all; null where counting costs too much */
            total: number | null;
        };
        RejectionRowInput: {
            /** Format: uuid */
            id: string;
            key: string | null;
            communication: string | null;
            file: string;
            line: number | null;
            column: number | null;
            code: string;
            title: string;
            message: string;
            remedy: string;
        };
        RejectionListInput: {
            items: components["schemas"]["RejectionRowInput"][];
            next: string | null;
        };
        ReceiptInput: {
            kind: string;
            /** Format: date-time */
            at: string;
            detail: string | null;
            providerId: string | null;
        };
        MessageInput: {
            /** Format: uuid */
            id: string;
            channel: string;
            alternative: string;
            language: string;
            address: string;
            state: components["schemas"]["MessageStateInput"];
            attempts: number;
            sha256: string;
            mediaType: string;
            bytes: number;
            units: number;
            providerId: string | null;
            detail: string | null;
            /** Format: date-time */
            queuedAt: string;
            receipts: components["schemas"]["ReceiptInput"][];
        };
        DecisionInput: {
            /** @enum {string} */
            kind: "send" | "wait" | "refuse";
            channel: string | null;
            address: string | null;
            /** Format: date-time */
            at: string;
            reasons: components["schemas"]["ReasonInput"][];
        };
        CommunicationInput: {
            /** Format: uuid */
            id: string;
            key: string;
            run: {
                /** Format: uuid */
                id: string;
                source: string;
            } | null;
            template: string;
            topic: string;
            release: string;
            state: components["schemas"]["CommunicationStateInput"];
            /** Format: date-time */
            dated: string;
            customer: {
                key: string;
                name: string;
                language: string;
                country: string | null;
                contactPoints: {
                    channel: string;
                    address: string;
                    state: string;
                }[];
            };
            data: {
                [key: string]: unknown;
            };
            decisions: components["schemas"]["DecisionInput"][];
            messages: components["schemas"]["MessageInput"][];
            alternatives: {
                name: string;
                channel: string;
                message: string | null;
            }[];
            neighbours: {
                previous: string | null;
                next: string | null;
            };
        };
        RenderingInput: {
            /** @constant */
            kind: "pages";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            pages: {
                url: string;
                /** @description points */
                width: number;
                height: number;
                /** @description What the page says, for those who cannot see it */
                text: string;
            }[];
        } | {
            /** @constant */
            kind: "mime";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            subject: string;
            from: string;
            to: string;
            date: string | null;
            /** @description Address of the HTML part, for a sandboxed frame */
            html: string | null;
            text: string;
            attachments: {
                filename: string;
                mediaType: string;
                bytes: number;
                url: string;
            }[];
        } | {
            /** @constant */
            kind: "text";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            from: string | null;
            text: string;
            /** @enum {string} */
            encoding: "GSM-7" | "UCS-2";
            segments: string[];
        } | {
            /** @constant */
            kind: "html";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            title: string;
            html: string;
        };
        SandboxStateInput: {
            /** @description Messages its server took */
            received: number | null;
        };
        ChannelInput: {
            /** @description As the installation names it: print, email … */
            name: string;
            /** @description email-smtp */
            plugin: string;
            takes: string;
            properties: {
                interrupts: boolean;
                physical: boolean;
                /** @enum {string} */
                confirms: "acceptance" | "delivery";
                costs: number;
                batch: number;
            };
            /** @description JSON Schema */
            settingsSchema: {
                [key: string]: unknown;
            };
            /** @description Secrets are masked */
            settings: {
                [key: string]: unknown;
            };
            sandbox: components["schemas"]["SandboxStateInput"] | null;
            messages: components["schemas"]["ChannelCountInput"];
        };
        ChannelListInput: {
            items: components["schemas"]["ChannelInput"][];
        };
        ReceivedListInput: {
            total: number;
            items: {
                message: string | null;
                from: string;
                to: string;
                /** Format: date-time */
                at: string;
                sha256: string;
                bytes: number;
                summary: string;
            }[];
        };
        HealthInput: {
            /** @enum {string} */
            status: "ok" | "degraded";
            version: string;
            database: {
                ok: boolean;
                milliseconds: number;
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description MSV-…, of the table in docs/errors.md */
            code: string;
            detail: string;
            hint: string;
            field?: string;
        };
        /** @enum {string} */
        RunState: "reading" | "working" | "done" | "stopped";
        /** @enum {string} */
        MessageState: "queued" | "sending" | "accepted" | "delivered" | "failed" | "in-doubt";
        ChannelCount: {
            channel: string;
            messages: number;
            delivered: number;
            failed: number;
            pending: number;
            inDoubt: number;
        };
        Reconciliation: {
            input: number;
            composed: number;
            refused: number;
            rejected: number;
            /** @description Read but not yet decided and composed */
            waiting: number;
            messages: number;
            delivered: number;
            failed: number;
            pending: number;
            inDoubt: number;
            balances: boolean;
        };
        Run: {
            /** Format: uuid */
            id: string;
            template: string;
            topic: string;
            source: {
                name: string;
                sha256: string;
            };
            recordLimit: number | null;
            release: string;
            state: components["schemas"]["RunState"];
            /** @description The whole source has been read, so input is final */
            read: boolean;
            /** @description Times it was taken up after its process had ended */
            resumed: number;
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            seconds: number;
            sums: components["schemas"]["Reconciliation"];
            channels: components["schemas"]["ChannelCount"][];
            refused: {
                code: string;
                count: number;
            }[];
            rejected: {
                code: string;
                title: string;
                remedy: string;
                count: number;
            }[];
        };
        RunList: {
            items: components["schemas"]["Run"][];
            next: string | null;
        };
        Reason: {
            code: string;
            text: string;
        };
        /** @enum {string} */
        CommunicationState: "waiting" | "composed" | "refused" | "rejected";
        CommunicationRow: {
            /** Format: uuid */
            id: string;
            key: string;
            customer: {
                key: string;
                name: string;
                language: string;
            };
            state: components["schemas"]["CommunicationState"];
            decision: ("send" | "wait" | "refuse") | null;
            /** @description The reason that settled it */
            reason: components["schemas"]["Reason"] | null;
            messages: {
                /** Format: uuid */
                id: string;
                channel: string;
                state: components["schemas"]["MessageState"];
                units: number;
            }[];
        };
        CommunicationList: {
            items: components["schemas"]["CommunicationRow"][];
            next: string | null;
            /** @description Matches in all; null where counting costs too much */
            total: number | null;
        };
        RejectionRow: {
            /** Format: uuid */
            id: string;
            key: string | null;
            communication: string | null;
            file: string;
            line: number | null;
            column: number | null;
            code: string;
            title: string;
            message: string;
            remedy: string;
        };
        RejectionList: {
            items: components["schemas"]["RejectionRow"][];
            next: string | null;
        };
        Receipt: {
            kind: string;
            /** Format: date-time */
            at: string;
            detail: string | null;
            providerId: string | null;
        };
        Message: {
            /** Format: uuid */
            id: string;
            channel: string;
            alternative: string;
            language: string;
            address: string;
            state: components["schemas"]["MessageState"];
            attempts: number;
            sha256: string;
            mediaType: string;
            bytes: number;
            units: number;
            providerId: string | null;
            detail: string | null;
            /** Format: date-time */
            queuedAt: string;
            receipts: components["schemas"]["Receipt"][];
        };
        Decision: {
            /** @enum {string} */
            kind: "send" | "wait" | "refuse";
            channel: string | null;
            address: string | null;
            /** Format: date-time */
            at: string;
            reasons: components["schemas"]["Reason"][];
        };
        Communication: {
            /** Format: uuid */
            id: string;
            key: string;
            run: {
                /** Format: uuid */
                id: string;
                source: string;
            } | null;
            template: string;
            topic: string;
            release: string;
            state: components["schemas"]["CommunicationState"];
            /** Format: date-time */
            dated: string;
            customer: {
                key: string;
                name: string;
                language: string;
                country: string | null;
                contactPoints: {
                    channel: string;
                    address: string;
                    state: string;
                }[];
            };
            data: {
                [key: string]: unknown;
            };
            decisions: components["schemas"]["Decision"][];
            messages: components["schemas"]["Message"][];
            alternatives: {
                name: string;
                channel: string;
                message: string | null;
            }[];
            neighbours: {
                previous: string | null;
                next: string | null;
            };
        };
        Rendering: {
            /** @constant */
            kind: "pages";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            pages: {
                url: string;
                /** @description points */
                width: number;
                height: number;
                /** @description What the page says, for those who cannot see it */
                text: string;
            }[];
        } | {
            /** @constant */
            kind: "mime";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            subject: string;
            from: string;
            to: string;
            date: string | null;
            /** @description Address of the HTML part, for a sandboxed frame */
            html: string | null;
            text: string;
            attachments: {
                filename: string;
                mediaType: string;
                bytes: number;
                url: string;
            }[];
        } | {
            /** @constant */
            kind: "text";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            from: string | null;
            text: string;
            /** @enum {string} */
            encoding: "GSM-7" | "UCS-2";
            segments: string[];
        } | {
            /** @constant */
            kind: "html";
            sha256: string;
            bytes: number;
            mediaType: string;
            file: string;
            title: string;
            html: string;
        };
        SandboxState: {
            /** @description Messages its server took */
            received: number | null;
        };
        Channel: {
            /** @description As the installation names it: print, email … */
            name: string;
            /** @description email-smtp */
            plugin: string;
            takes: string;
            properties: {
                interrupts: boolean;
                physical: boolean;
                /** @enum {string} */
                confirms: "acceptance" | "delivery";
                costs: number;
                batch: number;
            };
            /** @description JSON Schema */
            settingsSchema: {
                [key: string]: unknown;
            };
            /** @description Secrets are masked */
            settings: {
                [key: string]: unknown;
            };
            sandbox: components["schemas"]["SandboxState"] | null;
            messages: components["schemas"]["ChannelCount"];
        };
        ChannelList: {
            items: components["schemas"]["Channel"][];
        };
        ReceivedList: {
            total: number;
            items: {
                message: string | null;
                from: string;
                to: string;
                /** Format: date-time */
                at: string;
                sha256: string;
                bytes: number;
                summary: string;
            }[];
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded";
            version: string;
            database: {
                ok: boolean;
                milliseconds: number;
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
export interface operations {
    listRuns: {
        parameters: {
            query?: {
                state?: components["schemas"]["RunStateInput"];
                template?: string;
                /** @description next of the page before */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommunications: {
        parameters: {
            query?: {
                channel?: string;
                state?: components["schemas"]["MessageStateInput"] | ("waiting" | "refused" | "rejected");
                /** @description Code of the deciding reason */
                refusal?: string;
                /** @description Part of a key or a customer */
                q?: string;
                /** @description next of the page before */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunicationList"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRejections: {
        parameters: {
            query?: {
                code?: string;
                /** @description next of the page before */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RejectionList"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    watchRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCommunication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                communication: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Communication"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                communication: string;
                alternative: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rendering"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bytesOfPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                communication: string;
                alternative: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    htmlOfPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                communication: string;
                alternative: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pageOfPreview: {
        parameters: {
            query?: {
                /** @description pixels */
                width?: number;
            };
            header?: never;
            path: {
                communication: string;
                alternative: string;
                page: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attachmentOfPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                communication: string;
                alternative: string;
                attachment: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    viewMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rendering"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bytesOfMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    htmlOfMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pageOfMessage: {
        parameters: {
            query?: {
                /** @description pixels */
                width?: number;
            };
            header?: never;
            path: {
                message: string;
                page: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attachmentOfMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
                attachment: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
        };
    };
    listReceived: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedList"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
