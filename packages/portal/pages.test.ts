import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as holds, property, string } from 'fast-check'
import { chooseLanguage, documentsPage, notFoundPage, portalLanguages } from './index.ts'

test('the portal speaks the first language of the browser that it knows', () => {
  assert.equal(chooseLanguage('pt-BR,es-MX;q=0.8,en;q=0.5'), 'es')
  assert.equal(chooseLanguage('en;q=0.3, zh-Hans-CN;q=0.9'), 'zh')
  assert.equal(chooseLanguage('de;q=0, fr'), 'fr')
  assert.equal(chooseLanguage(undefined), 'en')
  assert.equal(chooseLanguage(';;;,q='), 'en')
})

const tags = (html: string) => html.match(/<[a-z/!]/gi)?.length

test('no value given can become markup', () => {
  const plain = documentsPage({ language: 'en', customer: '', organisation: 'x', documents: [] })
  holds(
    property(string({ unit: 'grapheme' }), string(), (customer, organisation) => {
      const html = documentsPage({
        language: 'en',
        customer: `${customer}<script>"'`,
        organisation: `${organisation}<b>`,
        documents: [],
      })
      assert.equal(tags(html), tags(plain))
    }),
  )
})

test('documents carry their date in the reader’s notation', () => {
  const documents = [{ href: '/p/x?a=1&b="2"', title: 'Rechnung 536365', date: '2010-12-01' }]
  const html = documentsPage({ language: 'de', customer: 'Anna Groß', documents })
  assert.match(html, /1\. Dezember 2010/)
  assert.match(html, /href="\/p\/x\?a=1&amp;b=&quot;2&quot;"/)
})

test('every language has its page, marked as such and kept out of search engines', () => {
  for (const language of portalLanguages) {
    const html = notFoundPage({ language })
    assert.match(html, new RegExp(`<html lang="${language}">`))
    assert.match(html, /noindex/)
  }
})
