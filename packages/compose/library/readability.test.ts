import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readability, readabilityOf } from './readability.ts'

/** Words and their syllables, as dictionaries divide them. */
const divided: Readonly<Record<string, string>> = {
  en: 'pay·ment cre·at·ed terms in·voice a·vail·a·ble sci·ence stat·u·to·ry pri·ces moved want·ed ta·ble man·u·al spe·cial in·for·ma·tion cus·tom·er peo·ple qual·i·ty some·thing be·gin·ning paid times ser·vi·ces ac·count busi·ness a·re·a pe·ri·od ques·tion to·tal please in·ter·est with·out var·i·ous pay·ing state·ment',
  es: 'fac·tu·ra dí·a a·e·ro·puer·to cuen·ta que gue·rra pin·güi·no pa·ís hoy ciu·dad te·lé·fo·no a·quí pa·go buey in·for·ma·ción rí·o le·er con·trac·tual',
  de: 'Rech·nung be·zah·len Kun·de In·for·ma·ti·on Sei·te Häu·ser See Quel·le Zah·lungs·be·din·gun·gen neu Be·trag bit·te die The·a·ter',
  fr: 'fac·ture mon·tant la qua·li·té nous jours con·di·tions mai·son quatre guerre ser·vice le li·vrée to·tal somme é·ché·ance',
}

for (const [language, list] of Object.entries(divided))
  test(`syllables are counted as they are spoken: ${language}`, () => {
    const wrong = list.split(' ').flatMap((divided) => {
      const word = divided.replaceAll('·', '')
      const found = readability(`${word}.`, language)!.syllablesPerWord
      return found === divided.split('·').length ? [] : [`${word}: ${found}`]
    })
    assert.deepEqual(wrong, [])
  })

test('a plain sentence is easier than an office’s, in every language', () => {
  const pairs: Readonly<Record<string, readonly [string, string]>> = {
    en: [
      'Please pay by Friday. Call us if you need more time.',
      'Notwithstanding the aforementioned stipulations, remuneration of outstanding obligations necessitates immediate reconciliation.',
    ],
    es: [
      'Pague antes del viernes. Llame si necesita más tiempo.',
      'La presente póliza se regirá por las disposiciones contenidas en las condiciones generales, particulares y especiales de la legislación vigente.',
    ],
    de: [
      'Bitte zahlen Sie bis Freitag. Rufen Sie an, wenn es nicht geht.',
      'Die Inanspruchnahme der Versicherungsleistungen bedarf der vorherigen schriftlichen Genehmigung der Gesellschaft.',
    ],
    fr: [
      'Payez avant vendredi. Appelez si vous avez besoin de temps.',
      'Nonobstant les stipulations susmentionnées, la régularisation des obligations contractuelles nécessite une réconciliation immédiate.',
    ],
  }
  for (const [language, [plain, hard]] of Object.entries(pairs)) {
    const easy = readability(plain, language)!
    const stiff = readability(hard, language)!
    assert.ok(easy.score > 65 && stiff.score < 40, `${language} ${easy.score} ${stiff.score}`)
    assert.equal(easy.sentences, 2)
  }
})

test('figures and abbreviations end no sentence', () => {
  assert.equal(readability('Wir zahlen z. B. am 3. Mai bei Dr. Weber. Danke.', 'de')!.sentences, 2)
  assert.equal(readability('It costs 3.50 pounds. See Mr. Finch.', 'en')!.sentences, 2)
})

test('a text said twice is as easy as said once', () => {
  const words = fc.array(fc.constantFrom('pay', 'invoice', 'information', 'the', 'customer'), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(words, (list) => {
      const text = `${list.join(' ')}.`
      const once = readability(text, 'en')!
      const twice = readability(`${text}\n${text}`, 'en')!
      assert.equal(once.score, twice.score)
      assert.equal(twice.words, once.words * 2)
    }),
  )
})

test('content is judged by its words, a field as one of them', () => {
  const content = [
    {
      type: 'paragraph' as const,
      children: [
        { type: 'text' as const, text: 'Dear ' },
        { type: 'field' as const, value: { source: 'customer.name' } },
        { type: 'text' as const, text: ', thank you.' },
      ],
    },
  ]
  assert.equal(readabilityOf(content, 'en-GB')!.words, 4)
  assert.equal(readabilityOf(content, 'zh'), undefined)
  assert.equal(readability('12.50', 'en'), undefined)
})
