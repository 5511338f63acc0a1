/** Another alternative's result, carried unchanged under a cover: the printed PDF in an e-mail. */
import { problem } from '@misiva/model'
import type { Composed, PassiveAlternative, Result } from '@misiva/model'
import type { ComposeInput, Composer } from './composing.ts'
import type { Form } from './form.ts'
import { say } from './program/context.ts'
import type { Pieces } from './program/context.ts'
import { saltOf, type ProtectProgram } from './pages/protect.ts'
import { safeName } from './program/file-name.ts'

/** What a passive alternative says of the document it carries, compiled. */
export interface CarryProgram {
  readonly filename: Pieces
  readonly protect: ProtectProgram | undefined
}

/** The cover's form with the carried document attached. Only e-mail can carry, only files go. */
export function attach(
  cover: Form,
  carried: Composer,
  { filename, protect }: CarryProgram,
  alternative: PassiveAlternative,
): Result<Form> {
  if (carried.takes !== 'pages' && carried.takes !== 'html') {
    const message = `“${alternative.name}” cannot carry “${alternative.carries}”: it is not a document`
    const hint = 'Carry an alternative for print or for the portal'
    return { ok: false, problems: [problem('MSV-C010', message, alternative.place, hint)] }
  }
  if (protect && carried.takes !== 'pages') {
    const message = `“${alternative.carries}” is not pages, and only they can be protected`
    return { ok: false, problems: [problem('MSV-C010', message, alternative.protect?.place)] }
  }
  return {
    ok: true,
    value: {
      compose: (run, head, input: ComposeInput) => {
        const made = cover.compose(run, head, input)
        const protection = protect?.(run, saltOf(input))
        const inside = carried.compose(protection ? { ...input, protection } : input)
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
