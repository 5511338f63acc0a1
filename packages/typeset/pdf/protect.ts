import type { Document, Protection } from '../document.ts'
import type { Cipher, PdfFile } from './file.ts'
export function protect(
  _p: Protection,
  _d: Document,
  _digest: (b: Uint8Array) => Uint8Array,
): { cipher: Cipher; write(file: PdfFile): string } | null {
  return null
}
