import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Release } from '@misiva/model'
import type { ImpactItem } from './items.ts'
import { createImpactView } from './view.ts'

/** Writes what differs side by side: pages as PNG, e-mails and portal pages as HTML with marks. */
export async function writeImpact(
  before: Release,
  after: Release,
  items: readonly ImpactItem[],
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const view = createImpactView(before, after)
  try {
    for (const item of items) {
      if (!item.changed) continue
      const name = [item.template, item.alternative, item.language, item.tone, item.sample]
        .filter((part) => part !== 'neutral')
        .join('.')
        .replaceAll(/[/\\]/g, '-')
      const pages = await view.pages(item)
      for (const number of pages?.differing ?? []) {
        const png = await view.spread(item, number)
        if (png) await writeFile(join(folder, `${name}.${number}.png`), png)
      }
      const html = await view.markedHtml(item)
      if (html !== undefined) await writeFile(join(folder, `${name}.html`), html)
    }
  } finally {
    view.close()
  }
}
