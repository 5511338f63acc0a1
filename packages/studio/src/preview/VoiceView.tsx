import { Button, Select } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface VoiceViewProps {
  readonly text: string
  readonly language: string
  readonly alternative: string
}

/** Syllables a second of a calm voice, for how long it takes: some 150 English words a minute. */
const charactersPerSecond = 14

/** The words read aloud by the browser's own voice, sentence by sentence. */
export function VoiceView({ text, language, alternative }: VoiceViewProps) {
  const { say } = usePreviewWords()
  const { duration, language: own } = useSpeech()
  const [at, setAt] = useState<number>()
  const [speed, setSpeed] = useState('1')
  const voices = useVoices(language)
  const [chosen, setChosen] = useState<string | null>(null)
  const sentences = useMemo(() => sentencesOf(text, language), [text, language])
  const stop = () => {
    speechSynthesis.cancel()
    setAt(undefined)
  }
  // What is being said is no more what is written.
  useEffect(() => stop, [text, language])
  const read = (from: number) => {
    const sentence = sentences[from]
    if (sentence === undefined) return setAt(undefined)
    setAt(from)
    const utterance = new SpeechSynthesisUtterance(sentence.replaceAll(/https?:\/\/\S+/g, ' '))
    const voice = voices.find(({ voiceURI }) => voiceURI === chosen) ?? voices[0]
    if (voice) utterance.voice = voice
    utterance.lang = language
    utterance.rate = Number(speed)
    utterance.addEventListener('end', () => read(from + 1))
    utterance.addEventListener('error', () => setAt(undefined))
    speechSynthesis.speak(utterance)
  }
  const name = new Intl.DisplayNames(own, { type: 'language' }).of(language) ?? language
  return (
    <section className={css.voice} aria-label={say('voice')}>
      <p className="soft small">
        {say('voiceFrom', { alternative })} ·{' '}
        {say('about', { time: duration(text.length / charactersPerSecond / Number(speed)) })}
      </p>
      <div className={css.voiceBar}>
        <Button
          size="xs"
          variant="light"
          leftSection={
            at === undefined ? <IconPlayerPlay size={15} /> : <IconPlayerStop size={15} />
          }
          onClick={() => (at === undefined ? read(0) : stop())}
        >
          {say(at === undefined ? 'play' : 'stop')}
        </Button>
        <Select
          size="xs"
          w={92}
          aria-label={say('speed')}
          allowDeselect={false}
          value={speed}
          onChange={(value) => value && setSpeed(value)}
          data={['0.8', '1', '1.25', '1.5'].map((value) => ({ value, label: `${value}×` }))}
        />
        {voices.length > 1 && (
          <Select
            size="xs"
            w={170}
            aria-label={say('reader')}
            value={chosen ?? voices[0]!.voiceURI}
            onChange={setChosen}
            data={voices.map(({ voiceURI, name }) => ({ value: voiceURI, label: name }))}
          />
        )}
        {voices.length === 0 && (
          <span className="soft small">{say('noReader', { language: name })}</span>
        )}
      </div>
      {at !== undefined && (
        <p className={css.script} lang={language}>
          {sentences.map((sentence, i) => (
            <span key={i} data-spoken={i === at}>
              {sentence}
            </span>
          ))}
        </p>
      )}
    </section>
  )
}

function sentencesOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/** Voices of a language, those of its very region first. They may come after the page. */
function useVoices(language: string): readonly SpeechSynthesisVoice[] {
  const [all, setAll] = useState<readonly SpeechSynthesisVoice[]>([])
  useEffect(() => {
    const ask = () => setAll(speechSynthesis.getVoices())
    ask()
    speechSynthesis.addEventListener('voiceschanged', ask)
    return () => speechSynthesis.removeEventListener('voiceschanged', ask)
  }, [])
  const base = language.split('-')[0]
  return all
    .filter(({ lang }) => lang.split(/[-_]/)[0] === base)
    .toSorted((a, b) => Number(b.lang === language) - Number(a.lang === language))
}
