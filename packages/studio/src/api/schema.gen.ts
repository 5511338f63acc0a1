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
    "/api/communications/{communication}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["makePersonalLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/links/{link}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revokePersonalLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{communication}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["answersToCommunication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Answers in the order they came; begin again behind the last id seen. */
        get: operations["listAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderCommunication"];
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
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSession"];
        put?: never;
        post: operations["signIn"];
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Whom one may continue as; only while the house runs on its sandboxes. */
        get: operations["listContinueAs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPeople"];
        /** @description Enters a person, or changes the one with that address. */
        put: operations["enterPerson"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A key for a program that acts as this person; told once, kept as a hash. */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who was given or lost which right, by whom and when; the latest first. */
        get: operations["listPersonEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLibrary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLibraryFile"];
        /** @description Saves into a change. Content with problems is saved, and told what they are; it cannot be published. A revision other than the one seen is a conflict, answered with both versions. */
        put: operations["saveLibraryFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/bytes/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Fonts and pictures as they are, by hash: what a preview in the browser asks for. */
        get: operations["getLibraryBytes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLibraryTree"];
        put: operations["saveLibraryTree"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/unused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listUnused"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description In text, fields and names; case, accents and kinds of space make no difference. */
        get: operations["searchLibrary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Texts in one language that are nearly the same, the most alike first. */
        get: operations["listDuplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Server-sent events: `hello` with the connection’s id, `news` {kind: saved | change | published | comment, change, paths, by, revision}, `presence` {items: Presence[]}. Presence ends with the connection. */
        get: operations["watchLibrary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Which file the listener of /api/events/library has open; without path: none. */
        put: operations["setPresence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/styles/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Renames a style in the style sheet and in every text that names it, in one change: all of it or nothing. */
        post: operations["renameStyle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Every file in force by path, with its hash. */
        get: operations["getSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/bytes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["getManyBytes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/library/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Files of a folder, as a draft for review or, with publish, into force at once. A file changed here too is a conflict, and nothing is taken. */
        post: operations["pushFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listChanges"];
        put?: never;
        post: operations["createChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["describeChange"];
        trace?: never;
    };
    "/api/changes/{change}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getChangeDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["submitChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["approveChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rejectChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Puts an approved change into force, now or from effectiveFrom on; with effectiveUntil, for so long. All samples are composed first; any problem refuses it. */
        post: operations["publishChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listComments"];
        put?: never;
        post: operations["addComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/comments/{comment}": {
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
        patch: operations["resolveComment"];
        trace?: never;
    };
    "/api/changes/{change}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the change alters: every sample that may come out differently, composed before and after. As JSON when all is known, or, for text/event-stream, as it is found: `selected` {tasks}, `item`, `end`. */
        get: operations["getImpact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/{change}/impact/{side}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One item of the impact, before, after, or both with differences marked: a page as PNG, HTML for a sandboxed frame, or plain text. x-pages-before, x-pages-after and x-pages-differing say what other pages there are. */
        get: operations["showImpact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPublications"];
        put?: never;
        /** @description Puts an older release into force again. */
        post: operations["rollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/publications/{publication}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["withdrawPublication"];
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
        /** @enum {string} */
        RoleInput: "reader" | "author" | "approver" | "publisher" | "sender" | "admin";
        RightInput: {
            role: components["schemas"]["RoleInput"];
            /** @description For paths that begin so; empty is everything */
            prefix: string;
        };
        PersonRefInput: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        PersonInput: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            language: string;
            active: boolean;
            rights: components["schemas"]["RightInput"][];
        };
        SessionInput: {
            person: components["schemas"]["PersonInput"] | null;
            /** @description Anyone at this machine may continue as anyone: the house runs on its sandboxes */
            open: boolean;
        };
        PersonListInput: {
            items: components["schemas"]["PersonInput"][];
        };
        PersonEventInput: {
            id: number;
            person: components["schemas"]["PersonRefInput"];
            /** @enum {string} */
            kind: "entered" | "right-given" | "right-taken" | "sent-away" | "let-in-again" | "password-set" | "key-made" | "renamed";
            role: components["schemas"]["RoleInput"] | null;
            prefix: string | null;
            /** @description Of a key its name, of a renaming the name before */
            detail: string | null;
            /** @description null: the command line, or at the database */
            by: components["schemas"]["PersonRefInput"] | null;
            /** Format: date-time */
            at: string;
        };
        PersonEventListInput: {
            items: components["schemas"]["PersonEventInput"][];
            next: number | null;
        };
        ContentProblemInput: {
            file: string | null;
            line: number | null;
            column: number | null;
            code: string;
            message: string;
            hint: string;
        };
        /** @enum {string} */
        ObjectKindInput: "style" | "block" | "template" | "asset" | "house";
        /** @enum {string} */
        ChangeStateInput: "draft" | "in-review" | "approved" | "rejected" | "published" | "withdrawn";
        LibraryObjectInput: {
            kind: components["schemas"]["ObjectKindInput"];
            name: string;
            languages: string[];
            tones: string[];
            files: {
                path: string;
                sha256: string;
            }[];
            /**
             * @description published, or the state of the change that has it open (of several the furthest); retired: this change takes it away
             * @enum {string}
             */
            state: "published" | "draft" | "in-review" | "approved" | "rejected" | "retired";
            /** @description Open changes that touch it */
            changes: {
                /** Format: uuid */
                id: string;
                title: string;
                state: components["schemas"]["ChangeStateInput"];
            }[];
            changedAt: string | null;
            changedBy: components["schemas"]["PersonRefInput"] | null;
            /** @description All who ever edited it */
            editors: components["schemas"]["PersonRefInput"][];
            /** @description Objects that use it */
            usedBy: number;
            /** @description Objects it uses */
            uses: number;
            problems: number;
        };
        LibraryInput: {
            /** @description In force; null while nothing is published */
            release: string | null;
            defaultLanguage: string;
            languages: string[];
            items: components["schemas"]["LibraryObjectInput"][];
            problems: components["schemas"]["ContentProblemInput"][];
        };
        PresenceInput: {
            person: components["schemas"]["PersonRefInput"];
            change: string | null;
            path: string;
            /** Format: date-time */
            since: string;
        };
        LibraryFileInput: {
            path: string;
            /** @description Of text files; null for others */
            text: string | null;
            /** @description Of fonts and pictures */
            base64: string | null;
            /** @description null: this change takes it away */
            sha256: string | null;
            /** @description What was published when this change first had it; outside a change the same as sha256 */
            base: string | null;
            /** @description What is in force now */
            published: string | null;
            /** @description 0: not yet part of the change */
            revision: number;
            editedBy: components["schemas"]["PersonRefInput"] | null;
            editedAt: string | null;
            /** @description Who has it open */
            editors: components["schemas"]["PresenceInput"][];
        };
        SaveFileInput: {
            /** Format: uuid */
            change: string;
            path: string;
            text?: string;
            base64?: string;
            /** @description Takes the file away */
            remove?: boolean;
            /** @description Gives back what is in force: no difference any more */
            restore?: boolean;
            /** @description The one seen; another one is a conflict */
            revision: number;
            /** @description The published version this builds on, where it is newer than the change knew: settles a conflict with what was published meanwhile */
            base?: string | null;
        };
        SavedInput: {
            path: string;
            revision: number;
            sha256: string | null;
            problems: components["schemas"]["ContentProblemInput"][];
        };
        ConflictInput: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            hint: string;
            /** @description What stands there now */
            theirs: components["schemas"]["LibraryFileInput"];
            /** @description What was to be saved, given back */
            mine: {
                text: string | null;
                base64: string | null;
            };
            /** @description Text both began with */
            ancestor: string | null;
        };
        LibraryTreeInput: {
            path: string;
            sha256: string | null;
            revision: number;
            subject: unknown[] | null;
            preheader: unknown[] | null;
            /** @description Blocks of the content tree */
            content: unknown[];
            problems: components["schemas"]["ContentProblemInput"][];
        };
        SaveTreeInput: {
            /** Format: uuid */
            change: string;
            path: string;
            revision: number;
            base?: string | null;
            content: {
                [key: string]: unknown;
            }[];
            subject?: unknown[] | null;
            preheader?: unknown[] | null;
        };
        UseInput: {
            /** @description block/payment-terms */
            object: string;
            places: {
                file: string;
                line: number;
                column: number;
            }[];
        };
        UsesInput: {
            uses: components["schemas"]["UseInput"][];
            usedBy: components["schemas"]["UseInput"][];
        };
        SearchHitsInput: {
            items: {
                object: string;
                file: string;
                line: number;
                column: number;
                /** @enum {string} */
                kind: "text" | "field" | "name";
                language: string | null;
                tone: string | null;
                excerpt: string;
                /** @description Where in the excerpt it begins */
                from: number;
                to: number;
            }[];
        };
        TextPlaceInput: {
            object: string;
            place: {
                file: string;
                line: number;
                column: number;
            };
            language: string;
            tone: string;
            text: string;
        };
        DuplicatesInput: {
            items: {
                a: components["schemas"]["TextPlaceInput"];
                b: components["schemas"]["TextPlaceInput"];
                similarity: number;
                differences: {
                    [key: string]: unknown;
                }[];
            }[];
        };
        UnusedInput: {
            items: string[];
        };
        ChangedFileInput: {
            path: string;
            /** @enum {string} */
            kind: "added" | "changed" | "removed";
            base: string | null;
            sha256: string | null;
            revision: number;
            editedBy: components["schemas"]["PersonRefInput"];
            /** Format: date-time */
            editedAt: string;
            /** @description Published differently since: save it again on top of that before publishing */
            conflict: boolean;
        };
        ChangeEventInput: {
            /** @enum {string} */
            kind: "created" | "described" | "submitted" | "approved" | "rejected" | "reopened" | "published" | "withdrawn";
            person: components["schemas"]["PersonRefInput"] | null;
            detail: string | null;
            /** Format: date-time */
            at: string;
        };
        ChangeInput: {
            /** Format: uuid */
            id: string;
            title: string;
            description: string;
            state: components["schemas"]["ChangeStateInput"];
            author: components["schemas"]["PersonRefInput"];
            /** @description All who ever edited it: none may approve it */
            editors: components["schemas"]["PersonRefInput"][];
            baseRelease: string | null;
            effectiveFrom: string | null;
            effectiveUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
            files: components["schemas"]["ChangedFileInput"][];
            objects: string[];
            openComments: number;
            events: components["schemas"]["ChangeEventInput"][];
            /** @description What who asks may do now */
            may: {
                edit: boolean;
                submit: boolean;
                approve: boolean;
                reject: boolean;
                publish: boolean;
                withdraw: boolean;
                /** @description Why not approve, in words */
                because: string | null;
            };
        };
        ChangeListInput: {
            items: components["schemas"]["ChangeInput"][];
            next: string | null;
        };
        NewChangeInput: {
            title: string;
            description?: string;
            effectiveFrom?: string | null;
            effectiveUntil?: string | null;
        };
        ChangeDiffInput: {
            items: {
                path: string;
                /** @enum {string} */
                kind: "added" | "changed" | "removed";
                before: string | null;
                after: string | null;
                binary: boolean;
                conflict: boolean;
                /** @description Text in force now, where that is a conflict */
                published: string | null;
            }[];
        };
        ImpactItemInput: {
            template: string;
            alternative: string;
            channel: string;
            language: string;
            tone: string;
            sample: string;
            takes: string;
            changed: boolean;
            differs: string[];
            pagesBefore: number | null;
            pagesAfter: number | null;
            segmentsBefore: number | null;
            segmentsAfter: number | null;
            /** @description Address of what it was; &page= for others */
            before: string | null;
            after: string | null;
            /** @description Both, with differences marked */
            difference: string | null;
            text: {
                before: string;
                after: string;
            } | null;
            words: {
                [key: string]: unknown;
            }[];
            /** @description Languages in which it is not written */
            missing: string[];
            /** @description Languages left as they were */
            behind: string[];
            problems: components["schemas"]["ContentProblemInput"][];
        };
        ImpactInput: {
            tasks: number;
            items: components["schemas"]["ImpactItemInput"][];
        };
        CommentInput: {
            /** Format: uuid */
            id: string;
            change: string | null;
            path: string;
            anchor: {
                [key: string]: unknown;
            };
            text: string;
            suggestion: string | null;
            author: components["schemas"]["PersonRefInput"];
            /** Format: date-time */
            at: string;
            answers: string | null;
            resolvedBy: components["schemas"]["PersonRefInput"] | null;
            resolvedAt: string | null;
        };
        CommentListInput: {
            items: components["schemas"]["CommentInput"][];
        };
        PublicationInput: {
            id: number;
            release: string;
            /** @enum {string} */
            kind: "first" | "change" | "carried" | "end" | "rollback" | "promotion";
            change: {
                /** Format: uuid */
                id: string;
                title: string;
            } | null;
            /** Format: date-time */
            effectiveFrom: string;
            publishedBy: components["schemas"]["PersonRefInput"] | null;
            /** Format: date-time */
            publishedAt: string;
            note: string;
            /** @enum {string} */
            standing: "past" | "in-force" | "scheduled" | "withdrawn" | "superseded";
        };
        PublicationListInput: {
            inForce: string | null;
            items: components["schemas"]["PublicationInput"][];
        };
        RefusedInput: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            hint: string;
            field?: string;
            problems?: components["schemas"]["ContentProblemInput"][];
            conflicts?: string[];
        };
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
            /** @description As it was recorded, in English */
            text: string;
            /** @description Which sentence it is and its facts, to be said in other languages */
            said: {
                name: string;
                facts: {
                    [key: string]: string;
                };
            } | null;
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
        AnswerInput: {
            id: number;
            /** Format: uuid */
            communication: string;
            key: string;
            template: string;
            /** @description The customer’s key */
            customer: string;
            question: string;
            answer: string;
            /** @description As it stood before the customer */
            questionText: string;
            answerText: string;
            language: string;
            /** @description Of the message it came by; null: by a link given by hand */
            channel: string | null;
            /** Format: date-time */
            at: string;
            /** @description false: a later answer to the question holds */
            holds: boolean;
        };
        AnswerListInput: {
            items: components["schemas"]["AnswerInput"][];
            next: number | null;
        };
        PersonalLinkInput: {
            /** Format: uuid */
            id: string;
            message: string | null;
            /** @description null: given by hand */
            channel: string | null;
            madeBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            revokedAt: string | null;
            opens: number;
            firstOpenedAt: string | null;
            lastOpenedAt: string | null;
            /** @enum {string} */
            state: "open" | "expired" | "revoked";
        };
        NewPersonalLinkInput: {
            /** Format: uuid */
            id: string;
            message: string | null;
            /** @description null: given by hand */
            channel: string | null;
            madeBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            revokedAt: string | null;
            opens: number;
            firstOpenedAt: string | null;
            lastOpenedAt: string | null;
            /** @enum {string} */
            state: "open" | "expired" | "revoked";
            /**
             * Format: uri
             * @description Told this once; only its hash is kept
             */
            url: string;
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
            links: components["schemas"]["PersonalLinkInput"][];
            answers: components["schemas"]["AnswerInput"][];
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
        NewCustomerInput: {
            key: string;
            name: string;
            language: string;
            country?: string;
            timeZone?: string;
            contactPoints: {
                channel: string;
                address: string;
                /**
                 * @default unverified
                 * @enum {string}
                 */
                state: "unverified" | "verified" | "bouncing" | "suppressed";
            }[];
            /** @default [] */
            preferences: {
                topic: string;
                channel: string;
                /**
                 * @default stated
                 * @enum {string}
                 */
                origin: "stated" | "learned";
            }[];
            attributes?: {
                [key: string]: string | number | boolean;
            };
        };
        OrderInput: {
            template: string;
            /** @description Your own name for it; ordered twice, it is sent once */
            key?: string;
            customer: string | components["schemas"]["NewCustomerInput"];
            data: {
                [key: string]: unknown;
            };
        };
        OrderedInput: {
            /** Format: uuid */
            communication: string;
            /** Format: uuid */
            run: string;
            release: string;
            /** @description false: it was ordered before under this key */
            fresh: boolean;
        };
        /** @enum {string} */
        Role: "reader" | "author" | "approver" | "publisher" | "sender" | "admin";
        Right: {
            role: components["schemas"]["Role"];
            /** @description For paths that begin so; empty is everything */
            prefix: string;
        };
        PersonRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Person: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            language: string;
            active: boolean;
            rights: components["schemas"]["Right"][];
        };
        Session: {
            person: components["schemas"]["Person"] | null;
            /** @description Anyone at this machine may continue as anyone: the house runs on its sandboxes */
            open: boolean;
        };
        PersonList: {
            items: components["schemas"]["Person"][];
        };
        PersonEvent: {
            id: number;
            person: components["schemas"]["PersonRef"];
            /** @enum {string} */
            kind: "entered" | "right-given" | "right-taken" | "sent-away" | "let-in-again" | "password-set" | "key-made" | "renamed";
            role: components["schemas"]["Role"] | null;
            prefix: string | null;
            /** @description Of a key its name, of a renaming the name before */
            detail: string | null;
            /** @description null: the command line, or at the database */
            by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            at: string;
        };
        PersonEventList: {
            items: components["schemas"]["PersonEvent"][];
            next: number | null;
        };
        ContentProblem: {
            file: string | null;
            line: number | null;
            column: number | null;
            code: string;
            message: string;
            hint: string;
        };
        /** @enum {string} */
        ObjectKind: "style" | "block" | "template" | "asset" | "house";
        /** @enum {string} */
        ChangeState: "draft" | "in-review" | "approved" | "rejected" | "published" | "withdrawn";
        LibraryObject: {
            kind: components["schemas"]["ObjectKind"];
            name: string;
            languages: string[];
            tones: string[];
            files: {
                path: string;
                sha256: string;
            }[];
            /**
             * @description published, or the state of the change that has it open (of several the furthest); retired: this change takes it away
             * @enum {string}
             */
            state: "published" | "draft" | "in-review" | "approved" | "rejected" | "retired";
            /** @description Open changes that touch it */
            changes: {
                /** Format: uuid */
                id: string;
                title: string;
                state: components["schemas"]["ChangeState"];
            }[];
            changedAt: string | null;
            changedBy: components["schemas"]["PersonRef"] | null;
            /** @description All who ever edited it */
            editors: components["schemas"]["PersonRef"][];
            /** @description Objects that use it */
            usedBy: number;
            /** @description Objects it uses */
            uses: number;
            problems: number;
        };
        Library: {
            /** @description In force; null while nothing is published */
            release: string | null;
            defaultLanguage: string;
            languages: string[];
            items: components["schemas"]["LibraryObject"][];
            problems: components["schemas"]["ContentProblem"][];
        };
        Presence: {
            person: components["schemas"]["PersonRef"];
            change: string | null;
            path: string;
            /** Format: date-time */
            since: string;
        };
        LibraryFile: {
            path: string;
            /** @description Of text files; null for others */
            text: string | null;
            /** @description Of fonts and pictures */
            base64: string | null;
            /** @description null: this change takes it away */
            sha256: string | null;
            /** @description What was published when this change first had it; outside a change the same as sha256 */
            base: string | null;
            /** @description What is in force now */
            published: string | null;
            /** @description 0: not yet part of the change */
            revision: number;
            editedBy: components["schemas"]["PersonRef"] | null;
            editedAt: string | null;
            /** @description Who has it open */
            editors: components["schemas"]["Presence"][];
        };
        SaveFile: {
            /** Format: uuid */
            change: string;
            path: string;
            text?: string;
            base64?: string;
            /** @description Takes the file away */
            remove?: boolean;
            /** @description Gives back what is in force: no difference any more */
            restore?: boolean;
            /** @description The one seen; another one is a conflict */
            revision: number;
            /** @description The published version this builds on, where it is newer than the change knew: settles a conflict with what was published meanwhile */
            base?: string | null;
        };
        Saved: {
            path: string;
            revision: number;
            sha256: string | null;
            problems: components["schemas"]["ContentProblem"][];
        };
        Conflict: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            hint: string;
            /** @description What stands there now */
            theirs: components["schemas"]["LibraryFile"];
            /** @description What was to be saved, given back */
            mine: {
                text: string | null;
                base64: string | null;
            };
            /** @description Text both began with */
            ancestor: string | null;
        };
        LibraryTree: {
            path: string;
            sha256: string | null;
            revision: number;
            subject: unknown[] | null;
            preheader: unknown[] | null;
            /** @description Blocks of the content tree */
            content: unknown[];
            problems: components["schemas"]["ContentProblem"][];
        };
        SaveTree: {
            /** Format: uuid */
            change: string;
            path: string;
            revision: number;
            base?: string | null;
            content: {
                [key: string]: unknown;
            }[];
            subject?: unknown[] | null;
            preheader?: unknown[] | null;
        };
        Use: {
            /** @description block/payment-terms */
            object: string;
            places: {
                file: string;
                line: number;
                column: number;
            }[];
        };
        Uses: {
            uses: components["schemas"]["Use"][];
            usedBy: components["schemas"]["Use"][];
        };
        SearchHits: {
            items: {
                object: string;
                file: string;
                line: number;
                column: number;
                /** @enum {string} */
                kind: "text" | "field" | "name";
                language: string | null;
                tone: string | null;
                excerpt: string;
                /** @description Where in the excerpt it begins */
                from: number;
                to: number;
            }[];
        };
        TextPlace: {
            object: string;
            place: {
                file: string;
                line: number;
                column: number;
            };
            language: string;
            tone: string;
            text: string;
        };
        Duplicates: {
            items: {
                a: components["schemas"]["TextPlace"];
                b: components["schemas"]["TextPlace"];
                similarity: number;
                differences: {
                    [key: string]: unknown;
                }[];
            }[];
        };
        Unused: {
            items: string[];
        };
        ChangedFile: {
            path: string;
            /** @enum {string} */
            kind: "added" | "changed" | "removed";
            base: string | null;
            sha256: string | null;
            revision: number;
            editedBy: components["schemas"]["PersonRef"];
            /** Format: date-time */
            editedAt: string;
            /** @description Published differently since: save it again on top of that before publishing */
            conflict: boolean;
        };
        ChangeEvent: {
            /** @enum {string} */
            kind: "created" | "described" | "submitted" | "approved" | "rejected" | "reopened" | "published" | "withdrawn";
            person: components["schemas"]["PersonRef"] | null;
            detail: string | null;
            /** Format: date-time */
            at: string;
        };
        Change: {
            /** Format: uuid */
            id: string;
            title: string;
            description: string;
            state: components["schemas"]["ChangeState"];
            author: components["schemas"]["PersonRef"];
            /** @description All who ever edited it: none may approve it */
            editors: components["schemas"]["PersonRef"][];
            baseRelease: string | null;
            effectiveFrom: string | null;
            effectiveUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
            files: components["schemas"]["ChangedFile"][];
            objects: string[];
            openComments: number;
            events: components["schemas"]["ChangeEvent"][];
            /** @description What who asks may do now */
            may: {
                edit: boolean;
                submit: boolean;
                approve: boolean;
                reject: boolean;
                publish: boolean;
                withdraw: boolean;
                /** @description Why not approve, in words */
                because: string | null;
            };
        };
        ChangeList: {
            items: components["schemas"]["Change"][];
            next: string | null;
        };
        NewChange: {
            title: string;
            description?: string;
            effectiveFrom?: string | null;
            effectiveUntil?: string | null;
        };
        ChangeDiff: {
            items: {
                path: string;
                /** @enum {string} */
                kind: "added" | "changed" | "removed";
                before: string | null;
                after: string | null;
                binary: boolean;
                conflict: boolean;
                /** @description Text in force now, where that is a conflict */
                published: string | null;
            }[];
        };
        ImpactItem: {
            template: string;
            alternative: string;
            channel: string;
            language: string;
            tone: string;
            sample: string;
            takes: string;
            changed: boolean;
            differs: string[];
            pagesBefore: number | null;
            pagesAfter: number | null;
            segmentsBefore: number | null;
            segmentsAfter: number | null;
            /** @description Address of what it was; &page= for others */
            before: string | null;
            after: string | null;
            /** @description Both, with differences marked */
            difference: string | null;
            text: {
                before: string;
                after: string;
            } | null;
            words: {
                [key: string]: unknown;
            }[];
            /** @description Languages in which it is not written */
            missing: string[];
            /** @description Languages left as they were */
            behind: string[];
            problems: components["schemas"]["ContentProblem"][];
        };
        Impact: {
            tasks: number;
            items: components["schemas"]["ImpactItem"][];
        };
        Comment: {
            /** Format: uuid */
            id: string;
            change: string | null;
            path: string;
            anchor: {
                [key: string]: unknown;
            };
            text: string;
            suggestion: string | null;
            author: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            answers: string | null;
            resolvedBy: components["schemas"]["PersonRef"] | null;
            resolvedAt: string | null;
        };
        CommentList: {
            items: components["schemas"]["Comment"][];
        };
        Publication: {
            id: number;
            release: string;
            /** @enum {string} */
            kind: "first" | "change" | "carried" | "end" | "rollback" | "promotion";
            change: {
                /** Format: uuid */
                id: string;
                title: string;
            } | null;
            /** Format: date-time */
            effectiveFrom: string;
            publishedBy: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            publishedAt: string;
            note: string;
            /** @enum {string} */
            standing: "past" | "in-force" | "scheduled" | "withdrawn" | "superseded";
        };
        PublicationList: {
            inForce: string | null;
            items: components["schemas"]["Publication"][];
        };
        Refused: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            hint: string;
            field?: string;
            problems?: components["schemas"]["ContentProblem"][];
            conflicts?: string[];
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
            /** @description As it was recorded, in English */
            text: string;
            /** @description Which sentence it is and its facts, to be said in other languages */
            said: {
                name: string;
                facts: {
                    [key: string]: string;
                };
            } | null;
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
        Answer: {
            id: number;
            /** Format: uuid */
            communication: string;
            key: string;
            template: string;
            /** @description The customer’s key */
            customer: string;
            question: string;
            answer: string;
            /** @description As it stood before the customer */
            questionText: string;
            answerText: string;
            language: string;
            /** @description Of the message it came by; null: by a link given by hand */
            channel: string | null;
            /** Format: date-time */
            at: string;
            /** @description false: a later answer to the question holds */
            holds: boolean;
        };
        AnswerList: {
            items: components["schemas"]["Answer"][];
            next: number | null;
        };
        PersonalLink: {
            /** Format: uuid */
            id: string;
            message: string | null;
            /** @description null: given by hand */
            channel: string | null;
            madeBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            revokedAt: string | null;
            opens: number;
            firstOpenedAt: string | null;
            lastOpenedAt: string | null;
            /** @enum {string} */
            state: "open" | "expired" | "revoked";
        };
        NewPersonalLink: {
            /** Format: uuid */
            id: string;
            message: string | null;
            /** @description null: given by hand */
            channel: string | null;
            madeBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            revokedAt: string | null;
            opens: number;
            firstOpenedAt: string | null;
            lastOpenedAt: string | null;
            /** @enum {string} */
            state: "open" | "expired" | "revoked";
            /**
             * Format: uri
             * @description Told this once; only its hash is kept
             */
            url: string;
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
            links: components["schemas"]["PersonalLink"][];
            answers: components["schemas"]["Answer"][];
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
        NewCustomer: {
            key: string;
            name: string;
            language: string;
            country?: string;
            timeZone?: string;
            contactPoints: {
                channel: string;
                address: string;
                /**
                 * @default unverified
                 * @enum {string}
                 */
                state: "unverified" | "verified" | "bouncing" | "suppressed";
            }[];
            /** @default [] */
            preferences: {
                topic: string;
                channel: string;
                /**
                 * @default stated
                 * @enum {string}
                 */
                origin: "stated" | "learned";
            }[];
            attributes?: {
                [key: string]: string | number | boolean;
            };
        };
        Order: {
            template: string;
            /** @description Your own name for it; ordered twice, it is sent once */
            key?: string;
            customer: string | components["schemas"]["NewCustomer"];
            data: {
                [key: string]: unknown;
            };
        };
        Ordered: {
            /** Format: uuid */
            communication: string;
            /** Format: uuid */
            run: string;
            release: string;
            /** @description false: it was ordered before under this key */
            fresh: boolean;
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
    makePersonalLink: {
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPersonalLink"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
    revokePersonalLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                communication: string;
                link: string;
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
                    "application/json": components["schemas"]["PersonalLink"][];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
    answersToCommunication: {
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
                    "application/json": components["schemas"]["Answer"][];
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
    listAnswers: {
        parameters: {
            query?: {
                template?: string;
                question?: string;
                after?: number;
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
                    "application/json": components["schemas"]["AnswerList"];
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
    orderCommunication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ordered"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ordered"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
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
    getSession: {
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
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                } | {
                    /** Format: uuid */
                    person: string;
                } | {
                    email: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
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
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    listContinueAs: {
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
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
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
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enterPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    language?: string;
                    password?: string;
                    active?: boolean;
                    rights: components["schemas"]["RightInput"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    days: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
    listPersonEvents: {
        parameters: {
            query?: {
                person?: string;
                /** @description next of the page before */
                after?: number;
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
                    "application/json": components["schemas"]["PersonEventList"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLibrary: {
        parameters: {
            query?: {
                /** @description As this change would have it */
                change?: string;
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
                    "application/json": components["schemas"]["Library"];
                };
            };
            /** @description Default Response */
            401: {
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
    getLibraryFile: {
        parameters: {
            query: {
                path: string;
                /** @description As this change would have it */
                change?: string;
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
                    "application/json": components["schemas"]["LibraryFile"];
                };
            };
            /** @description Default Response */
            401: {
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
    saveLibraryFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveFileInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conflict"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    getLibraryBytes: {
        parameters: {
            query?: {
                /** @description The file’s ending, for a picture or font shown in a page */
                as?: "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "ttf" | "otf" | "woff2";
            };
            header?: never;
            path: {
                sha256: string;
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
    getLibraryTree: {
        parameters: {
            query: {
                path: string;
                change?: string;
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
                    "application/json": components["schemas"]["LibraryTree"];
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
            401: {
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
    saveLibraryTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTreeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conflict"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    getUses: {
        parameters: {
            query: {
                change?: string;
                /** @description block/payment-terms */
                object: string;
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
                    "application/json": components["schemas"]["Uses"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnused: {
        parameters: {
            query?: {
                change?: string;
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
                    "application/json": components["schemas"]["Unused"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchLibrary: {
        parameters: {
            query: {
                change?: string;
                q: string;
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
                    "application/json": components["schemas"]["SearchHits"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDuplicates: {
        parameters: {
            query?: {
                change?: string;
                least?: number;
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
                    "application/json": components["schemas"]["Duplicates"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchLibrary: {
        parameters: {
            query?: {
                change?: string;
                path?: string;
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
                content?: never;
            };
        };
    };
    setPresence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    connection: string;
                    change?: string | null;
                    path?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Presence"][];
                    };
                };
            };
            /** @description Default Response */
            401: {
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
    renameStyle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    change: string;
                    /** @enum {string} */
                    part: "paragraphs" | "text" | "tables" | "boxes" | "cells";
                    from: string;
                    to: string;
                    /** @description Of brand/style.yaml, as it was seen; 0 where not touched yet */
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: {
                            path: string;
                            revision: number;
                            sha256: string | null;
                        }[];
                    };
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
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
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    getSnapshot: {
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
                    "application/json": {
                        release: string | null;
                        files: {
                            [key: string]: string;
                        };
                    };
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    getManyBytes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    hashes: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    pushFiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /** @default false */
                    publish?: boolean;
                    /** @default false */
                    dryRun?: boolean;
                    files: {
                        path: string;
                        base: string | null;
                        base64: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        change: string | null;
                        release: string | null;
                        conflicts: string[];
                        files: string[];
                        problems: components["schemas"]["ContentProblem"][];
                    };
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description open: neither published nor withdrawn */
                state?: components["schemas"]["ChangeStateInput"] | "open";
                /** @description Changes that touched this file */
                path?: string;
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
                    "application/json": components["schemas"]["ChangeList"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    getChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
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
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    describeChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    description?: string;
                    effectiveFrom?: string | null;
                    effectiveUntil?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    getChangeDiff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
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
                    "application/json": components["schemas"]["ChangeDiff"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    submitChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    /** @description changedAt of what was looked at, for approve */
                    seen?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    approveChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    /** @description changedAt of what was looked at, for approve */
                    seen?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    rejectChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    /** @description changedAt of what was looked at, for approve */
                    seen?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    withdrawChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    /** @description changedAt of what was looked at, for approve */
                    seen?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    publishChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    effectiveFrom?: string | null;
                    effectiveUntil?: string | null;
                    note?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Default Response */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    listComments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
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
                    "application/json": components["schemas"]["CommentList"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
    addComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    path: string;
                    text: string;
                    anchor?: {
                        [key: string]: unknown;
                    };
                    suggestion?: string | null;
                    answers?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
    resolveComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
                comment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    resolved: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
    getImpact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
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
                    "application/json": components["schemas"]["Impact"];
                };
            };
            /** @description Default Response */
            401: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
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
    showImpact: {
        parameters: {
            query: {
                template: string;
                alternative: string;
                channel: string;
                takes: "pages" | "mime" | "text" | "html" | "speech" | "json";
                language: string;
                tone: string;
                sample: string;
                page?: number;
            };
            header?: never;
            path: {
                change: string;
                side: "before" | "after" | "difference";
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
    listPublications: {
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
                    "application/json": components["schemas"]["PublicationList"];
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    release: string;
                    effectiveFrom?: string | null;
                    note: string;
                    /**
                     * @description Also take back what is scheduled after it
                     * @default false
                     */
                    withdrawScheduled?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    withdrawPublication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                publication: number;
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
                    "application/json": components["schemas"]["Publication"];
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
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            403: {
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
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
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
