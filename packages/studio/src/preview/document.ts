/**
 * Puts HTML that customers get into a frame's document by changing only what differs: pictures are
 * not loaded again, the place scrolled to stays, nothing flickers. The frame is an empty page of
 * ours that may run no script and fetch nothing; it has an address of its own because a document
 * written in place would inherit the studio's content policy, which takes no inline styles.
 */
export const framePath = '/preview-frame'

/** Nothing in a preview can be clicked through: a link shows where it leads, and leads nowhere. */
const still = 'a,button,area,summary{cursor:default}'

const written = new WeakMap<Document, string>()

export function writeInto(frame: HTMLIFrameElement, html: string): boolean {
  const document = frame.contentDocument
  const window = frame.contentWindow as (Window & typeof globalThis) | null
  // Until it has loaded it is an empty document of the studio's own, under the studio's policy.
  if (!document?.body || !window || window.location.pathname !== framePath) return false
  if (written.get(document) === html) return true
  // A parser of the frame's own: what it parses stands under the frame's policy, not the studio's.
  const next = new window.DOMParser().parseFromString(html, 'text/html')
  for (const link of next.querySelectorAll('a[href],area[href]')) {
    const address = link.getAttribute('href') ?? ''
    if (!link.hasAttribute('title')) link.setAttribute('title', address)
    link.setAttribute('href', '#')
  }
  const style = next.createElement('style')
  style.textContent = still
  next.head.append(style)
  morph(document.documentElement, next.documentElement)
  written.set(document, html)
  return true
}

/** Makes `from` what `to` is. */
function morph(from: Element, to: Element): void {
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name)) from.removeAttribute(name)
  for (const { name, value } of to.attributes)
    if (from.getAttribute(name) !== value) from.setAttribute(name, value)
  const theirs = [...to.childNodes]
  theirs.forEach((next, i) => {
    const now = from.childNodes[i]
    if (!now) from.append(next)
    else if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName)
      from.replaceChild(next, now)
    else if (now instanceof now.ownerDocument!.defaultView!.Element) morph(now, next as Element)
    else if (now.nodeValue !== next.nodeValue) now.nodeValue = next.nodeValue
  })
  while (from.childNodes.length > theirs.length) from.lastChild!.remove()
}
