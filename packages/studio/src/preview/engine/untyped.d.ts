declare module 'hyphen/*' {
  export const hyphenateSync: (text: string) => string
}
declare module 'mjml-browser' {
  const compile: (source: string, options: object) => { readonly html: string }
  export default compile
}
