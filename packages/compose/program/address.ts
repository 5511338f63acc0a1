/** Where a link may lead. Anything else (`javascript:`, `data:`, `file:`) is refused by value. */
const allowed = /^(?:https?:\/\/|mailto:|tel:|sms:|#)/i

export function isSafeAddress(address: string): boolean {
  // Browsers drop tabs and line ends inside an address before they read its scheme.
  return allowed.test(address.replaceAll(/[\t\r\n]/g, '').trim())
}

/** Where an answer to a question goes: the customer's own page, with what was chosen. */
export function answerAddress(portal: string, question: string, value: string): string {
  const [page = '', anchor] = portal.split('#')
  const mark = page.includes('?') ? '&' : '?'
  const query = `question=${encodeURIComponent(question)}&answer=${encodeURIComponent(value)}`
  return `${page}${mark}${query}${anchor === undefined ? '' : `#${anchor}`}`
}

/** An address as people read it: no scheme, no trailing slash. */
export function spokenAddress(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:|tel:|sms:)/i, '').replace(/\/$/, '')
}
