/** HarfBuzz's subsetter (hb-subset), driven through its bare WebAssembly module. */

/** The part of WebAssembly used here; neither Node's nor ECMAScript's types declare it. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: unknown } }>
}

interface SubsetExports {
  memory: { readonly buffer: ArrayBuffer }
  malloc(size: number): number
  free(at: number): void
  hb_blob_create(at: number, length: number, mode: number, user: number, free: number): number
  hb_blob_destroy(blob: number): void
  hb_blob_get_data(blob: number, length: number): number
  hb_blob_get_length(blob: number): number
  hb_face_create(blob: number, index: number): number
  hb_face_destroy(face: number): void
  hb_face_reference_blob(face: number): number
  hb_set_add(set: number, value: number): void
  hb_set_clear(set: number): void
  hb_subset_input_create_or_fail(): number
  hb_subset_input_destroy(input: number): void
  hb_subset_input_glyph_set(input: number): number
  hb_subset_input_set(input: number, kind: number): number
  hb_subset_input_set_flags(input: number, flags: number): void
  hb_subset_input_keep_everything(input: number): void
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number
  hb_subset_input_pin_axis_location(input: number, face: number, tag: number, at: number): number
  hb_subset_or_fail(face: number, input: number): number
}

const NO_HINTING = 0x1
const NOTDEF_OUTLINE = 0x40
const NO_LAYOUT_CLOSURE = 0x200
const DROP_TABLES = 3
/** A PDF font program needs none of these: text is already shaped and codes map to glyphs. */
const DROPPED =
  'cmap,name,OS/2,post,GSUB,GPOS,GDEF,BASE,JSTF,MATH,COLR,CPAL,SVG,sbix,CBDT,CBLC,kern,DSIG,meta,STAT,gasp,vhea,vmtx,VORG,hdmx,VDMX,LTSH,PCLT'

function tag(name: string): number {
  return (
    ((name.charCodeAt(0) << 24) |
      (name.charCodeAt(1) << 16) |
      (name.charCodeAt(2) << 8) |
      name.charCodeAt(3)) >>>
    0
  )
}

function droppedTags(): number[] {
  return DROPPED.split(',').map((name) => tag(name.padEnd(4)))
}

export class Subsetter {
  private readonly hb: SubsetExports

  private constructor(hb: SubsetExports) {
    this.hb = hb
  }

  static async create(wasm: Uint8Array): Promise<Subsetter> {
    const made = await WebAssembly.instantiate(wasm, {})
    const hb = made.instance.exports as SubsetExports
    // Emscripten's name for the start of a module without a main function.
    ;(made.instance.exports as Record<string, (() => void) | undefined>)['_initialize']?.()
    return new Subsetter(hb)
  }

  /** Puts a font into the module's memory once, for any number of subsets. */
  face(bytes: Uint8Array): number {
    const { hb } = this
    const at = hb.malloc(bytes.length)
    new Uint8Array(hb.memory.buffer).set(bytes, at)
    const blob = hb.hb_blob_create(at, bytes.length, 2, 0, 0)
    const face = hb.hb_face_create(blob, 0)
    hb.hb_blob_destroy(blob)
    return face
  }

  /** Font program with just these glyphs, renumbered in ascending order of their old numbers. */
  subset(face: number, gids: readonly number[]): Uint8Array {
    const { hb } = this
    const input = hb.hb_subset_input_create_or_fail()
    const glyphs = hb.hb_subset_input_glyph_set(input)
    for (const gid of gids) hb.hb_set_add(glyphs, gid)
    const drop = hb.hb_subset_input_set(input, DROP_TABLES)
    for (const name of droppedTags()) hb.hb_set_add(drop, name)
    hb.hb_subset_input_set_flags(input, NO_HINTING | NOTDEF_OUTLINE | NO_LAYOUT_CLOSURE)
    return this.run(face, input)
  }

  /** A static font at the given place of a variable font's design space. */
  instance(bytes: Uint8Array, axes: Readonly<Record<string, number>>): Uint8Array {
    const { hb } = this
    const face = this.face(bytes)
    const input = hb.hb_subset_input_create_or_fail()
    hb.hb_subset_input_keep_everything(input)
    hb.hb_subset_input_pin_all_axes_to_default(input, face)
    for (const [name, value] of Object.entries(axes)) {
      hb.hb_subset_input_pin_axis_location(input, face, tag(name), value)
    }
    const made = this.run(face, input)
    hb.hb_face_destroy(face)
    return made
  }

  private run(face: number, input: number): Uint8Array {
    const { hb } = this
    const made = hb.hb_subset_or_fail(face, input)
    hb.hb_subset_input_destroy(input)
    if (made === 0) throw new Error('the font cannot be subset')
    const blob = hb.hb_face_reference_blob(made)
    const at = hb.hb_blob_get_data(blob, 0)
    const bytes = new Uint8Array(hb.memory.buffer, at, hb.hb_blob_get_length(blob)).slice()
    hb.hb_blob_destroy(blob)
    hb.hb_face_destroy(made)
    return bytes
  }
}
