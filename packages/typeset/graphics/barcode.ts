export function barcodePicture(
  _code: { readonly symbology: string; readonly text: string },
  _fill: string,
): { width: number; height: number; content: string } | string {
  return 'not yet'
}
