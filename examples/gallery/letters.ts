import type { Document, TextStyle } from '@misiva/typeset'
import { A4, document, h, master, p, serif } from './style.ts'

/** An Arabic letter: right to left, joined, with Latin and digits within. */
export function arabic(): Document {
  const text: TextStyle = {
    family: 'Noto Sans Arabic',
    fallback: ['Source Sans 3'],
    size: 11.5,
    color: '#222222',
  }
  const q = (content: string) => p(content, { direction: 'rtl', lineHeight: 1.75, spaceAfter: 8 })
  const head = (content: string) =>
    p(content, { direction: 'rtl', text: { size: 8.5, color: '#666666' }, lineHeight: 1.5 })
  return document({
    lang: 'ar',
    title: 'تذكير بموعد تجديد الوثيقة',
    text,
    masters: {
      rest: {
        ...A4,
        margins: { top: 170, right: 75, bottom: 80, left: 75 },
        frames: [
          { x: 0, y: 0, width: A4.width, height: 8, content: [], style: { background: '#7a1f3d' } },
          {
            x: 75,
            y: 44,
            width: 445,
            height: 40,
            content: [
              p('شركة المنارة للتأمين', {
                direction: 'rtl',
                text: { size: 20, weight: 700, color: '#7a1f3d' },
              }),
            ],
          },
          {
            x: 75,
            y: 90,
            width: 445,
            height: 30,
            content: [head('شارع الميناء 12، الدار البيضاء · هاتف \u2066+212 522 000 000\u2069')],
          },
        ],
      },
    },
    body: [
      {
        type: 'heading',
        level: 1,
        content: 'تجديد وثيقة التأمين رقم 2026/4471',
        style: {
          direction: 'rtl',
          text: { size: 16, weight: 700 },
          spaceAfter: 12,
          lineHeight: 1.5,
        },
      },
      q('السيدة ليلى بن يوسف المحترمة،'),
      q(
        'تنتهي وثيقة تأمين منزلك في 31 مارس 2026. يسعدنا أن نجدد الوثيقة بالشروط نفسها، وقد أبقينا القسط السنوي على ما كان عليه: 1.840,00 درهم (MAD) شاملا الضريبة.',
      ),
      q(
        'إذا أردت تغيير مبلغ التغطية أو إضافة محتويات جديدة، فاكتبي إلينا على العنوان service@example.com أو اتصلي بنا من الإثنين إلى الجمعة بين الساعة 9:00 والساعة 17:00.',
      ),
      {
        type: 'table',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 105 },
        ],
        style: {
          paragraph: { direction: 'rtl', lineHeight: 1.6 },
          border: { bottom: { width: 0.4, color: '#d8c3cb' } },
          padding: 5,
        },
        rows: [
          { cells: ['مبلغ تغطية البناء', '1.200.000,00 درهم'] },
          { cells: ['مبلغ تغطية المحتويات', '300.000,00 درهم'] },
          { cells: ['القسط السنوي', '1.840,00 درهم'] },
        ],
        spaceBefore: 6,
        spaceAfter: 14,
      },
      q('شكرا لثقتك بنا.'),
      q('مع أطيب التحيات،\nقسم خدمة الزبائن'),
    ],
  })
}

/** A Chinese notice. */
export function chinese(): Document {
  return notice(
    'zh-Hans',
    { family: 'Noto Sans SC', fallback: ['Source Sans 3'], size: 11, color: '#222222' },
    '#a61b1b',
    '滨海自来水公司',
    '停水检修通知',
    [
      '尊敬的用户：',
      '为保证供水安全，我公司定于2026年3月18日（星期三）上午9:00至下午4:30对滨海路沿线主管道进行检修。检修期间，滨海路12号至86号停水，其余路段水压可能降低。',
      '请您提前储备生活用水，并在恢复供水后先放水一至两分钟，待水质清澈后再使用。如有疑问，请拨打24小时服务热线400-000-0000，或登录网站www.example.com查询最新进展。',
      '因检修给您带来不便，我们深表歉意，感谢您的理解与支持。',
    ],
    '滨海自来水公司\n2026年3月2日',
  )
}

/** A Japanese notice. */
export function japanese(): Document {
  return notice(
    'ja',
    { family: 'Noto Sans JP', fallback: ['Source Sans 3'], size: 11, color: '#222222' },
    '#1d3f72',
    '港の灯り銀行',
    '口座振替日変更のお知らせ',
    [
      '拝啓　早春の候、ますますご清栄のこととお慶び申し上げます。平素より港の灯り銀行をご利用いただき、誠にありがとうございます。',
      'このたび、システム更新に伴い、2026年4月分より口座振替日を「毎月25日」から「毎月27日」に変更させていただきます。振替日が土曜・日曜・祝日にあたる場合は、翌営業日のお引き落としとなります。',
      'お客様に行っていただくお手続きはございません。ご不明な点は、お客様サービスセンター（0120-000-000、平日9時～17時）までお問い合わせください。',
      '今後とも変わらぬご愛顧を賜りますよう、お願い申し上げます。',
    ],
    '敬具\n港の灯り銀行　お客様サービス部',
  )
}

function notice(
  lang: string,
  text: TextStyle,
  accent: string,
  name: string,
  title: string,
  body: readonly string[],
  close: string,
): Document {
  return document({
    lang,
    title,
    text,
    masters: {
      rest: {
        ...A4,
        margins: { top: 150, right: 85, bottom: 80, left: 85 },
        frames: [
          {
            x: 85,
            y: 50,
            width: 425,
            height: 30,
            content: [p(name, { text: { size: 18, weight: 700, color: accent } })],
          },
          { x: 85, y: 84, width: 425, height: 2, content: [], style: { background: accent } },
        ],
      },
    },
    body: [
      {
        type: 'heading',
        level: 1,
        content: title,
        style: {
          align: 'center',
          text: { size: 17, weight: 700 },
          spaceAfter: 20,
          lineHeight: 1.4,
        },
      },
      ...body.map((content) => p(content, { align: 'justify', lineHeight: 1.8, spaceAfter: 10 })),
      p(close, { align: 'end', lineHeight: 1.8, spaceBefore: 14 }),
    ],
  })
}

/** A German form letter, justified and hyphenated, with an address window by DIN 5008. */
export function german(): Document {
  const j = (content: Parameters<typeof p>[0]) =>
    p(content, { align: 'justify', hyphenate: true, spaceAfter: 8, lineHeight: 1.42 })
  const base = master(
    '#3b3b6d',
    'Nordlicht Versicherung',
    'Nordlicht Versicherung a. G.\nHafenstraße 12 · 28195 Bremen',
    96,
    71,
  )
  const small = { size: 6.5, color: '#666666', family: 'Source Sans 3' }
  return document({
    lang: 'de',
    title: 'Beitragsanpassung zu Ihrer Wohngebäudeversicherung',
    text: { ...serif, lang: 'de' },
    masters: {
      rest: base,
      first: {
        ...base,
        margins: { top: 285, right: 62, bottom: 64, left: 71 },
        frames: [
          ...(base.frames ?? []).slice(0, 3),
          {
            x: 71,
            y: 128,
            width: 227,
            height: 12,
            content: [p('Nordlicht Versicherung · Hafenstraße 12 · 28195 Bremen', { text: small })],
          },
          {
            x: 71,
            y: 150,
            width: 227,
            height: 76,
            artifact: false,
            content: [
              p('Frau\nDr. Johanna Friedrichsen\nBürgermeister-Schmidt-Straße 14\n28203 Bremen', {
                lineHeight: 1.35,
              }),
            ],
          },
          {
            x: 370,
            y: 150,
            width: 163,
            height: 70,
            artifact: false,
            content: [
              p([
                { type: 'text', text: 'Versicherungsnummer\n', style: small },
                'WG 4471-0926\n',
                { type: 'text', text: 'Datum\n', style: small },
                '2. März 2026',
              ]),
            ],
          },
          { x: 12, y: 297, width: 12, height: 1, content: [], style: { background: '#999999' } },
          { x: 12, y: 420.9, width: 18, height: 1, content: [], style: { background: '#999999' } },
        ],
      },
    },
    body: [
      {
        type: 'heading',
        level: 1,
        content: 'Beitragsanpassung zu Ihrer Wohngebäudeversicherung',
        style: { text: { size: 13, weight: 700 }, spaceAfter: 12 },
      },
      p('Sehr geehrte Frau Dr. Friedrichsen,', { spaceAfter: 8 }),
      j(
        'die Baukosten sind im vergangenen Jahr erneut deutlich gestiegen. Weil Ihre Wohngebäudeversicherung im Schadenfall den Wiederaufbau zum jeweils aktuellen Neubauwert ersetzt, passen wir die Versicherungssumme und den Beitrag jährlich an die Entwicklung der Baupreise an. Maßgeblich dafür sind der Baupreisindex für Wohngebäude und der Tariflohnindex für das Baugewerbe, die das Statistische Bundesamt veröffentlicht.',
      ),
      j([
        'Aus beiden Werten ergibt sich ein Anpassungsfaktor von 20,43 gegenüber bisher 19,18. Ihr Jahresbeitrag beträgt damit ab dem 1. April 2026 ',
        { type: 'text', text: '412,86 €', style: { weight: 700 } },
        ' einschließlich der Versicherung\u00adsteuer von 19 %. Ihr Versicherungsschutz bleibt dadurch ohne Einschränkung erhalten; eine Unterversicherung ist weiterhin ausgeschlossen.',
      ]),
      j(
        'Sie können der Erhöhung der Versicherungssumme innerhalb eines Monats nach Zugang dieser Mitteilung in Textform widersprechen. In diesem Fall gilt die bisherige Summe weiter, allerdings entfällt dann die Entschädigung zum gleitenden Neuwert. Wir empfehlen Ihnen deshalb, die Anpassung bestehen zu lassen, und beraten Sie selbstverständlich gern zu Selbstbehalten, Photovoltaikanlagen und dem Einschluss weiterer Naturgefahren wie Überschwemmung, Rückstau und Erdbeben.',
      ),
      j(
        'Bei vereinbartem Lastschriftverfahren brauchen Sie nichts zu veranlassen: Wir ziehen den neuen Betrag zum Fälligkeitstermin von Ihrem Konto ein. Einzelheiten zur Berechnung finden Sie in den beiliegenden Versicherungsbedingungen, Abschnitt „Anpassung von Versicherungssumme und Beitrag“.',
      ),
      p('Mit freundlichen Grüßen', { spaceBefore: 10, spaceAfter: 24 }),
      p('Henrike Petersen\nKundenbetreuung'),
    ],
  })
}

/** A letter of a hospital: a chart of readings, codes on the labels, Thai for the patient. */
export function hospital(): Document {
  const accent = '#00639c'
  const m = master(
    accent,
    'St. Brendan’s Hospital',
    'Cardiology Outpatients\n1 Infirmary Road, Galway',
  )
  return document({
    title: 'Clinic letter, cardiology',
    masters: { rest: m, first: m },
    body: [
      {
        type: 'sideBySide',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 150 },
        ],
        spaceAfter: 14,
        content: [
          [p('Mr Somchai Rattanakul\n8 Canal Row\nGalway H91 X4Y2', { lineHeight: 1.4 })],
          [
            {
              type: 'barcode',
              symbology: 'code128',
              text: 'MRN0042871',
              alt: 'Bar code of the record number MRN0042871',
              height: 30,
              width: 150,
              spaceAfter: 2,
            },
            p('MRN0042871 · born 14.06.1958', { align: 'center', text: { size: 7.5 } }),
          ],
        ],
      },
      h(1, 'Your blood pressure review', { text: { size: 18, weight: 700, color: accent } }),
      p(
        'Dear Mr Rattanakul, thank you for coming to the clinic on 24 February. Your readings at home have come down steadily since the new tablets, and the last three are within the range we agreed.',
      ),
      {
        type: 'chart',
        kind: 'line',
        height: 170,
        spaceBefore: 4,
        spaceAfter: 8,
        legend: true,
        labels: ['Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb'],
        series: [
          { name: 'Systolic (mmHg)', values: [162, 158, 149, 141, 136, 132] },
          { name: 'Diastolic (mmHg)', values: [98, 96, 91, 88, 84, 81] },
        ],
        min: 60,
        alt: 'Line chart: systolic pressure fell from 162 in September to 132 in February, diastolic from 98 to 81',
      },
      {
        type: 'table',
        columns: [
          { kind: 'fraction', share: 2 },
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
          { kind: 'content' },
        ],
        header: [{ cells: ['Medicine', 'Dose', 'When', 'Change'] }],
        headerStyle: { background: '#e4f1f8', paragraph: { text: { weight: 700 } } },
        style: { border: { bottom: { width: 0.4, color: '#b9d3e2' } }, padding: 4 },
        rows: [
          { cells: [{ content: 'Amlodipine', header: 'row' }, '5 mg', 'Morning', 'No change'] },
          { cells: [{ content: 'Ramipril', header: 'row' }, '5 mg', 'Evening', 'Up from 2.5 mg'] },
          { cells: [{ content: 'Atorvastatin', header: 'row' }, '20 mg', 'Night', 'New'] },
        ],
        spaceAfter: 12,
      },
      {
        type: 'box',
        style: {
          background: '#fff7e6',
          border: { width: 0.8, color: '#e0a100' },
          radius: 5,
          padding: 10,
          spaceAfter: 12,
        },
        content: [
          p(
            [
              { type: 'text', text: 'Call 112 at once', style: { weight: 700 } },
              ' if you have pain in the chest that does not pass within fifteen minutes, or sudden weakness on one side.',
            ],
            { spaceAfter: 4 },
          ),
          p(
            [
              {
                type: 'text',
                text: 'หากมีอาการเจ็บหน้าอกนานเกินสิบห้านาที โปรดโทรเรียกรถพยาบาลทันที',
                style: { family: 'Noto Sans Thai', fallback: ['Source Sans 3'], lang: 'th' },
              },
            ],
            { spaceAfter: 0, lineHeight: 1.6 },
          ),
        ],
      },
      {
        type: 'sideBySide',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 64 },
        ],
        content: [
          [
            p(
              'Your next appointment is on Tuesday 26 May 2026 at 10:20 in Clinic B. Show the code at the desk, or change the time online by scanning it.',
            ),
            p('Dr Niamh Costello\nConsultant cardiologist'),
          ],
          [
            {
              type: 'barcode',
              symbology: 'qrcode',
              text: 'https://example.com/a/7QK2-9XTM',
              alt: 'QR code to change the appointment',
              width: 64,
            },
          ],
        ],
      },
    ],
  })
}
