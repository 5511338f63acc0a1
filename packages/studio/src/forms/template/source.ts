import type { Release, Template, Takes } from '@misiva/model'

export interface SettingsProps {
  readonly text: string
  readonly readOnly: boolean
  readonly write: (text: string) => void
  readonly release: Release
  readonly template: Template
  /** Channels there are, and what each carries. */
  readonly channels: readonly { readonly name: string; readonly takes: Takes }[]
}

/** What template.yaml may say, loosely: it is being written. */
export interface Source {
  readonly topic?: string
  readonly languages?: readonly string[]
  readonly tones?: readonly string[]
  readonly master?: string
  readonly effectiveFrom?: string
  readonly effectiveUntil?: string
  readonly alternatives?: Readonly<Record<string, Readonly<Record<string, string>>>>
}
