/** BCP 47 language tag; `default` only in a fallback chain, never in data. */
export type Language = string
