/**
 * The content tree in the form an editor holds it: ProseMirror's JSON. Containers without content
 * hold one paragraph marked `filler`, so that there is somewhere to write; what an editor's schema
 * could not hold stands as `opaque`, whole and untouched.
 */
export interface DocumentMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

export interface DocumentNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly DocumentNode[]
  readonly marks?: readonly DocumentMark[]
  readonly text?: string
}
