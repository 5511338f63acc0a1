/**
 * What common mail programs cannot show of a mail, as the sources give it:
 *
 * | feature          | who cannot                              | source                                      |
 * | ---------------- | --------------------------------------- | ------------------------------------------- |
 * | clipped          | Gmail shows the first 102 kB            | support.google.com/mail, “Message clipped”  |
 * | style-size       | Gmail drops a style of over 8192 characters | github.com/hteumeuleu/email-bugs        |
 * | svg              | Gmail, Outlook (all), Yahoo             | caniemail.com/features/html-svg             |
 * | svg-picture      | Gmail, Outlook (all), Yahoo             | caniemail.com/features/image-svg            |
 * | webp             | Outlook for Windows (Word engine)       | caniemail.com/features/image-webp           |
 * | data-picture     | Gmail, Outlook for Windows              | caniemail.com/features/image-base64         |
 * | background-image | Outlook for Windows                     | caniemail.com/features/css-background-image |
 * | flex, grid       | Outlook for Windows                     | caniemail.com/features/css-display-flex     |
 * | variables        | Gmail, Outlook for Windows              | caniemail.com/features/css-variables        |
 * | position         | Gmail, Outlook (all)                    | caniemail.com/features/css-position         |
 * | video            | Gmail, Outlook (all), Yahoo             | caniemail.com/features/html-video           |
 * | form             | Outlook for Windows                     | caniemail.com/features/html-form            |
 * | script           | everyone                                | caniemail.com/features/html-script          |
 * | web-font         | Gmail, Outlook for Windows, Yahoo       | caniemail.com/features/css-at-font-face     |
 * | rounded          | Outlook for Windows: square corners     | caniemail.com/features/css-border-radius    |
 * | dark             | Gmail: darkens in its own way           | caniemail.com/features/css-at-media-prefers-color-scheme |
 */

export type MailFeature =
  | 'clipped'
  | 'style-size'
  | 'svg'
  | 'svg-picture'
  | 'webp'
  | 'data-picture'
  | 'background-image'
  | 'flex'
  | 'variables'
  | 'position'
  | 'video'
  | 'form'
  | 'script'
  | 'web-font'
  | 'rounded'
  | 'dark'

export interface MailFinding {
  readonly feature: MailFeature
  /** `lost`: content is not seen. `plain`: it is seen, and looks simpler. */
  readonly effect: 'lost' | 'plain'
  readonly clients: readonly string[]
  /** Times it stands in the mail; bytes or characters where the feature is a size. */
  readonly count: number
}

const gmail = 'Gmail'
const word = 'Outlook for Windows'
const outlooks = [word, 'Outlook.com']
const yahoo = 'Yahoo Mail'

interface Fact {
  readonly feature: MailFeature
  readonly effect: 'lost' | 'plain'
  readonly clients: readonly string[]
  readonly found: RegExp
}

const facts: readonly Fact[] = [
  { feature: 'svg', effect: 'lost', clients: [gmail, ...outlooks, yahoo], found: /<svg[\s>]/gi },
  {
    feature: 'svg-picture',
    effect: 'lost',
    clients: [gmail, ...outlooks, yahoo],
    found: /<img\b[^>]*\bsrc="(?:[^"]*\.svg(?:[?#][^"]*)?|data:image\/svg[^"]*)"/gi,
  },
  { feature: 'webp', effect: 'lost', clients: [word], found: /<img\b[^>]*\bsrc="[^"]*\.webp\b/gi },
  {
    feature: 'data-picture',
    effect: 'lost',
    clients: [gmail, word],
    found: /<img\b[^>]*\bsrc="data:image\/(?!svg)/gi,
  },
  { feature: 'video', effect: 'lost', clients: [gmail, ...outlooks, yahoo], found: /<video\b/gi },
  { feature: 'form', effect: 'lost', clients: [word], found: /<(?:form|input|select)\b/gi },
  { feature: 'script', effect: 'lost', clients: ['all'], found: /<script\b/gi },
  {
    feature: 'background-image',
    effect: 'plain',
    clients: [word],
    found: /background(?:-image)?\s*:[^;"}]*url\(/gi,
  },
  {
    feature: 'flex',
    effect: 'plain',
    clients: [word],
    found: /display\s*:\s*(?:inline-)?(?:flex|grid)\b/gi,
  },
  { feature: 'variables', effect: 'plain', clients: [gmail, word], found: /\bvar\(--/gi },
  {
    feature: 'position',
    effect: 'plain',
    clients: [gmail, ...outlooks],
    found: /\bposition\s*:\s*(?:absolute|fixed|sticky)/gi,
  },
  { feature: 'web-font', effect: 'plain', clients: [gmail, word, yahoo], found: /@font-face\b/gi },
  {
    feature: 'rounded',
    effect: 'plain',
    clients: [word],
    found: /border-radius\s*:\s*[^;"}]*[1-9]/gi,
  },
  {
    feature: 'dark',
    effect: 'plain',
    clients: [gmail],
    found: /prefers-color-scheme\s*:\s*dark/gi,
  },
]

/** Gmail cuts a message here, in bytes of HTML. */
const gmailShows = 102 * 1024
/** Longer than this, Gmail reads nothing of a `<style>`. */
const gmailStyle = 8192

/** What some readers of this HTML will not see as it was meant; the gravest first. */
export function mailFindings(html: string): MailFinding[] {
  const found: MailFinding[] = []
  // What stands in Outlook's own comments is for Outlook, and fits it.
  const shown = html.replace(/<!--\[if [^\]]*\]>(?!<!-->)[\s\S]*?<!\[endif\]-->/g, '')
  const bytes = new TextEncoder().encode(html).length
  if (bytes > gmailShows)
    found.push({ feature: 'clipped', effect: 'lost', clients: [gmail], count: bytes })
  const styles = [...shown.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map(([, css]) => css!)
  const longest = Math.max(0, ...styles.map((css) => css.length))
  if (longest > gmailStyle)
    found.push({ feature: 'style-size', effect: 'plain', clients: [gmail], count: longest })
  for (const { found: pattern, ...fact } of facts) {
    const count = shown.match(pattern)?.length ?? 0
    if (count > 0) found.push({ ...fact, count })
  }
  return found.toSorted((a, b) => Number(a.effect === 'plain') - Number(b.effect === 'plain'))
}
