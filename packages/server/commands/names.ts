import { ProblemError, problem, type Release } from '@misiva/model'
import { installed } from '../channels.ts'

/** Throws MSV-C014, with the names there are, for a template or a channel of it that is not there. */
export function checkNames(release: Release, name: string, channel: string): void {
  const template = release.templates.find((candidate) => candidate.name === name)
  if (!template) {
    const names = release.templates.map((candidate) => candidate.name).join(', ')
    throw unknown(`There is no template “${name}”`, `The content has ${names}.`)
  }
  const composed = new Set(template.alternatives.map((alternative) => alternative.channel))
  const names = installed.map((channel) => channel.name).filter((known) => composed.has(known))
  if (!names.includes(channel)) {
    const message = `The template “${name}” has no alternative for a channel “${channel}”`
    throw unknown(message, `It has ${names.join(', ')}.`)
  }
}

const unknown = (message: string, hint: string) =>
  new ProblemError([problem('MSV-C014', message, undefined, hint)])
