/** Parts of pictures: what is cut off, what fits, and where it stands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileTemplate } from '../composer.ts'
import { files, inputOf, readFixture, sampleData, worldOf } from '../fixture.test.ts'
import { pictureSize } from './shown.ts'

const asset = (mediaType: string, bytes: Uint8Array) => ({ path: 'x', mediaType, bytes })

test('the size of a picture is read from its head', () => {
  const png = files.get('brand/sign.png')!
  const size = pictureSize(asset('image/png', png))
  assert.ok(size && size.width === size.height && size.width > 20)
  const svg = (text: string) => pictureSize(asset('image/svg+xml', new TextEncoder().encode(text)))
  assert.deepEqual(svg('<svg viewBox="0 0 400 200">'), { width: 400, height: 200 })
  assert.deepEqual(svg('<svg width="30" height="10">'), { width: 30, height: 10 })
  assert.equal(svg('<svg>'), undefined)
  // Start, an application segment of four bytes, start of frame of 5 by 7 pixels.
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0, 7, 0, 5, 3, 0, 0]
  assert.deepEqual(pictureSize(asset('image/jpeg', new Uint8Array(jpeg))), { width: 5, height: 7 })
  assert.equal(pictureSize(asset('image/jpeg', new Uint8Array([0xff, 0xd8]))), undefined)
})

async function html(attributes: string, alternative = 'portal') {
  const text = `---\nsubject: x\n---\n::image{src=brand/sign.png alt=Sign ${attributes}}\n`
  const release = readFixture({ [`templates/order/${alternative}.en.md`]: text })
  const which = { template: 'order', alternative, language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  assert.ok(composer.ok, JSON.stringify(composer))
  const made = composer.value.compose(inputOf(sampleData))
  assert.ok(made.ok && 'html' in made.value)
  return made.value.html
}

test('a picture fits its box, and what is cut off lies outside of it', async () => {
  for (const alternative of ['portal', 'email']) {
    assert.match(await html('width=40mm height=20mm', alternative), /object-fit:contain/)
    const covers = await html('width=40mm height=20mm fit=cover focus="0% 100%"', alternative)
    assert.match(covers, /object-fit:cover;object-position:0% 100%/)
    // Of a square the left half and the upper fifth are gone: 5 wide, 8 high, all in widths of the box.
    const cropped = await html('width=40mm crop="20% 0 0 50%"', alternative)
    assert.match(cropped, /padding-bottom:160%;overflow:hidden/)
    assert.match(cropped, /width:200%;height:auto;max-width:none;margin:-40% 0 0 -100%/)
    assert.match(await html('max-width=30mm', alternative), /max-width:113.39px/)
  }
})
