/** What the portal's own pages say. Documents speak their own language; these speak the browser's. */
export const portalLanguages = ['en', 'es', 'de', 'fr', 'zh'] as const

export type PortalLanguage = (typeof portalLanguages)[number]

export interface PortalTexts {
  readonly notFoundTitle: string
  readonly notFound: string
  readonly notFoundHelp: string
  readonly expiredTitle: string
  readonly expired: string
  readonly expiredHelp: string
  readonly documentsTitle: string
  readonly documentsFor: (name: string) => string
  readonly noDocuments: string
  readonly confirm: string
  readonly orAnother: string
  readonly answeredTitle: string
  readonly answeredAt: (when: string) => string
  readonly changeAnswer: string
  readonly openPage: string
}

export const texts: Readonly<Record<PortalLanguage, PortalTexts>> = {
  en: {
    notFoundTitle: 'This page is not here',
    notFound: 'The link may be incomplete: some mail programs break long addresses in two.',
    notFoundHelp: 'Open the link again from the message, or copy all of it into the address bar.',
    expiredTitle: 'This link has expired',
    expired: 'To protect your data, links to documents work for a limited time only.',
    expiredHelp: 'Please ask the sender for a new one.',
    documentsTitle: 'Your documents',
    documentsFor: (name) => `For ${name}`,
    noDocuments: 'There are no documents yet.',
    confirm: 'Confirm this answer',
    orAnother: 'Or answer otherwise:',
    answeredTitle: 'Thank you. Your answer is recorded',
    answeredAt: (when) => `Recorded on ${when}.`,
    changeAnswer: 'Change the answer',
    openPage: 'Open the page it is about',
  },
  es: {
    notFoundTitle: 'Esta página no está aquí',
    notFound:
      'Puede que el enlace esté incompleto: algunos programas de correo cortan las direcciones largas.',
    notFoundHelp:
      'Abra de nuevo el enlace desde el mensaje, o cópielo entero en la barra de direcciones.',
    expiredTitle: 'Este enlace ha caducado',
    expired: 'Para proteger sus datos, los enlaces a documentos funcionan un tiempo limitado.',
    expiredHelp: 'Pida uno nuevo al remitente, por favor.',
    documentsTitle: 'Sus documentos',
    documentsFor: (name) => `Para ${name}`,
    noDocuments: 'Todavía no hay documentos.',
    confirm: 'Confirmar esta respuesta',
    orAnother: 'O responda otra cosa:',
    answeredTitle: 'Gracias. Su respuesta está registrada',
    answeredAt: (when) => `Registrada el ${when}.`,
    changeAnswer: 'Cambiar la respuesta',
    openPage: 'Abrir la página correspondiente',
  },
  de: {
    notFoundTitle: 'Diese Seite ist nicht hier',
    notFound: 'Der Link ist vielleicht unvollständig: Manche Mailprogramme trennen lange Adressen.',
    notFoundHelp:
      'Öffnen Sie den Link noch einmal aus der Nachricht, oder kopieren Sie ihn ganz in die Adresszeile.',
    expiredTitle: 'Dieser Link ist abgelaufen',
    expired: 'Zum Schutz Ihrer Daten gelten Links zu Dokumenten nur für begrenzte Zeit.',
    expiredHelp: 'Bitte fragen Sie den Absender nach einem neuen.',
    documentsTitle: 'Ihre Dokumente',
    documentsFor: (name) => `Für ${name}`,
    noDocuments: 'Es gibt noch keine Dokumente.',
    confirm: 'Diese Antwort bestätigen',
    orAnother: 'Oder antworten Sie anders:',
    answeredTitle: 'Danke. Ihre Antwort ist vermerkt',
    answeredAt: (when) => `Vermerkt am ${when}.`,
    changeAnswer: 'Antwort ändern',
    openPage: 'Die Seite dazu öffnen',
  },
  fr: {
    notFoundTitle: 'Cette page n’est pas ici',
    notFound:
      'Le lien est peut-être incomplet : certains logiciels de messagerie coupent les longues adresses.',
    notFoundHelp:
      'Ouvrez à nouveau le lien depuis le message, ou copiez-le en entier dans la barre d’adresse.',
    expiredTitle: 'Ce lien a expiré',
    expired:
      'Pour protéger vos données, les liens vers les documents ne fonctionnent qu’un certain temps.',
    expiredHelp: 'Demandez-en un nouveau à l’expéditeur.',
    documentsTitle: 'Vos documents',
    documentsFor: (name) => `Pour ${name}`,
    noDocuments: 'Il n’y a pas encore de documents.',
    confirm: 'Confirmer cette réponse',
    orAnother: 'Ou répondez autrement :',
    answeredTitle: 'Merci. Votre réponse est enregistrée',
    answeredAt: (when) => `Enregistrée le ${when}.`,
    changeAnswer: 'Modifier la réponse',
    openPage: 'Ouvrir la page concernée',
  },
  zh: {
    notFoundTitle: '找不到此页面',
    notFound: '链接可能不完整：有些邮件程序会把较长的地址断开。',
    notFoundHelp: '请从原消息中重新打开链接，或将完整地址复制到地址栏。',
    expiredTitle: '此链接已失效',
    expired: '为保护您的数据，文档链接仅在限定时间内有效。',
    expiredHelp: '请向发件方索取新的链接。',
    documentsTitle: '您的文档',
    documentsFor: (name) => name,
    noDocuments: '暂无文档。',
    confirm: '确认此答复',
    orAnother: '或选择其他答复：',
    answeredTitle: '谢谢，您的答复已记录',
    answeredAt: (when) => `记录时间：${when}。`,
    changeAnswer: '更改答复',
    openPage: '打开相关页面',
  },
}

/** The first language of an Accept-Language header (RFC 9110 §12.5.4) that the portal speaks. */
export function chooseLanguage(acceptLanguage: string | undefined): PortalLanguage {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((it) => it !== undefined)
      return {
        base: tag.split('-')[0]?.toLowerCase() ?? '',
        weight: q === undefined ? 1 : Number(q),
      }
    })
    .filter((it) => it.weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  for (const { base } of wanted) {
    const found = portalLanguages.find((language) => language === base)
    if (found) return found
  }
  return 'en'
}
