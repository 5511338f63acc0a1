import type { Read } from './read.ts'
export function readSvg(_bytes: Uint8Array, _name: string, _id: number): Read {
  return { code: 'unsupported-svg', message: 'not yet' }
}
