/** Another alternative's result, carried unchanged under a cover: the printed PDF in an e-mail. */
import { problem } from '@misiva/model'
import type { Composed, PassiveAlternative, Result } from '@misiva/model'
import type { ComposeInput, Composer } from './composing.ts'
import type { Form } from './form.ts'
import { say } from './program/context.ts'
import type { Pieces } from './program/context.ts'

/** The cover's form with the carried document attached. Only e-mail can carry, only files go. */
export function attach(
  cover: Form,
  carried: Composer,
  filename: Pieces,
  alternative: PassiveAlternative,
): Result<Form> {
  if (carried.takes !== 'pages' && carried.takes !== 'html') {
    const message = `“${alternative.name}” cannot carry “${alternative.carries}”: it is not a document`
    const hint = 'Carry an alternative for print or for the portal'
    return { ok: false, problems: [problem('MSV-C010', message, alternative.place, hint)] }
  }
  return {
    ok: true,
    value: {
      compose: (run, head, input: ComposeInput) => {
        const made = cover.compose(run, head, input)
        const inside = carried.compose(input)
        if (!inside.ok) {
          run.problems.push(...inside.problems)
          return made
        }
        const file = fileOf(inside.value, say(filename, run))
        const { composed } = made
        if (composed.kind !== 'mime' || !file) {
          const message = `“${alternative.name}” is for a channel that carries no attachments`
          run.problems.push(problem('MSV-C010', message, alternative.place))
          return made
        }
        return {
          composed: { ...composed, attachments: [...composed.attachments, file] },
          warnings: [...made.warnings, ...(inside.warnings ?? [])],
        }
      },
    },
  }
}

function fileOf(composed: Composed, name: string) {
  const filename = safeName(name)
  if (composed.kind === 'pages')
    return { filename, mediaType: 'application/pdf', bytes: composed.pdf }
  if (composed.kind === 'html')
    return { filename, mediaType: 'text/html', bytes: new TextEncoder().encode(composed.html) }
  return undefined
}

/** A name of one path segment that every file system takes. */
function safeName(name: string): string {
  const safe = name
    .replaceAll(/[/\\:*?"<>|\r\n\t]+/g, '-')
    .replace(/^\.+/, '')
    .trim()
  return safe === '' ? 'document' : safe.slice(0, 120)
}
