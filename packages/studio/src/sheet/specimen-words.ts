/** What a specimen says: sentences of ordinary letters, with figures, accents and long words. */
export interface SpecimenWords {
  readonly title: string
  readonly lead: string
  readonly marks: string
  readonly strong: string
  readonly emphasis: string
  readonly link: string
  readonly span: string
  readonly ownStyle: string
  readonly second: string
  readonly heading2: string
  readonly heading3: string
  readonly items: readonly [string, string]
  readonly table: readonly (readonly [string, string, string])[]
  readonly caption: string
  readonly box: readonly [string, string]
  readonly button: string
  readonly last: string
}

const en: SpecimenWords = {
  title: 'Your order is on its way',
  lead: 'Thank you for ordering on 14 March 2026. Everything you asked for was in stock, and the parcel left our warehouse this morning; you will have it within two working days.',
  marks: 'Words can be',
  strong: 'strong',
  emphasis: 'emphasised',
  link: 'linked to a page',
  span: 'These words carry the text style.',
  ownStyle: 'This paragraph is set in the style {name}, as it stands in a letter.',
  second: 'A second one follows, so that the space between them can be judged: 0123456789.',
  heading2: 'What you can do now',
  heading3: 'Good to know',
  items: [
    'Follow the parcel with its number, 4 018 223.',
    'Choose another day if nobody will be at home.',
  ],
  table: [
    ['Item', 'Quantity', 'Amount'],
    ['Linen table cloth, natural', '2', '€118.00'],
    ['Beeswax candles, set of six', '1', '€24.50'],
    ['Total', '', '€142.50'],
  ],
  caption: 'All amounts include value added tax.',
  box: ['Payment is due by 28 March 2026', 'Please give the number of the invoice, 2026-04711.'],
  button: 'Follow the parcel',
  last: 'Questions? We are there from Monday to Friday, 8 am to 6 pm.',
}

const es: SpecimenWords = {
  title: 'Su pedido está en camino',
  lead: 'Gracias por su pedido del 14 de marzo de 2026. Todo estaba disponible y el paquete ha salido esta mañana de nuestro almacén; lo recibirá en dos días laborables.',
  marks: 'Las palabras pueden ser',
  strong: 'fuertes',
  emphasis: 'destacadas',
  link: 'enlaces a una página',
  span: 'Estas palabras llevan el estilo de texto.',
  ownStyle: 'Este párrafo lleva el estilo {name}, tal como aparece en una carta.',
  second: 'Le sigue un segundo, para juzgar el espacio entre ambos: 0123456789.',
  heading2: 'Qué puede hacer ahora',
  heading3: 'Conviene saber',
  items: [
    'Seguir el paquete con su número, 4 018 223.',
    'Elegir otro día si no habrá nadie en casa.',
  ],
  table: [
    ['Artículo', 'Cantidad', 'Importe'],
    ['Mantel de lino natural', '2', '118,00 €'],
    ['Velas de cera, seis unidades', '1', '24,50 €'],
    ['Total', '', '142,50 €'],
  ],
  caption: 'Todos los importes incluyen el IVA.',
  box: ['El pago vence el 28 de marzo de 2026', 'Indique el número de la factura, 2026-04711.'],
  button: 'Seguir el paquete',
  last: '¿Preguntas? Estamos de lunes a viernes, de 8 a 18 h.',
}

const de: SpecimenWords = {
  title: 'Ihre Bestellung ist unterwegs',
  lead: 'Vielen Dank für Ihre Bestellung vom 14. März 2026. Alles war vorrätig, und das Paket hat heute Morgen unser Lager verlassen; Sie erhalten es innerhalb von zwei Werktagen.',
  marks: 'Wörter können',
  strong: 'stark',
  emphasis: 'hervorgehoben',
  link: 'mit einer Seite verbunden sein',
  span: 'Diese Wörter tragen den Textstil.',
  ownStyle: 'Dieser Absatz steht im Stil {name}, wie er in einem Brief aussieht.',
  second: 'Ein zweiter folgt, damit der Abstand zu beurteilen ist: 0123456789.',
  heading2: 'Was Sie jetzt tun können',
  heading3: 'Gut zu wissen',
  items: [
    'Das Paket mit der Nummer 4 018 223 verfolgen.',
    'Einen anderen Tag wählen, falls niemand zu Hause ist.',
  ],
  table: [
    ['Artikel', 'Menge', 'Betrag'],
    ['Leinentischdecke, natur', '2', '118,00 €'],
    ['Bienenwachskerzen, sechs Stück', '1', '24,50 €'],
    ['Summe', '', '142,50 €'],
  ],
  caption: 'Alle Beträge enthalten die Umsatzsteuer.',
  box: ['Zahlbar bis 28. März 2026', 'Bitte geben Sie die Rechnungsnummer 2026-04711 an.'],
  button: 'Paket verfolgen',
  last: 'Fragen? Wir sind montags bis freitags von 8 bis 18 Uhr da.',
}

const fr: SpecimenWords = {
  title: 'Votre commande est en route',
  lead: 'Merci de votre commande du 14 mars 2026. Tout était en stock et le colis a quitté notre entrepôt ce matin ; vous le recevrez sous deux jours ouvrés.',
  marks: 'Les mots peuvent être',
  strong: 'forts',
  emphasis: 'mis en relief',
  link: 'liés à une page',
  span: 'Ces mots portent le style de texte.',
  ownStyle: 'Ce paragraphe est composé dans le style {name}, comme dans une lettre.',
  second: 'Un second le suit, pour juger de l’espace qui les sépare : 0123456789.',
  heading2: 'Ce que vous pouvez faire',
  heading3: 'Bon à savoir',
  items: ['Suivre le colis avec son numéro, 4 018 223.', 'Choisir un autre jour en cas d’absence.'],
  table: [
    ['Article', 'Quantité', 'Montant'],
    ['Nappe en lin naturel', '2', '118,00 €'],
    ['Bougies à la cire, lot de six', '1', '24,50 €'],
    ['Total', '', '142,50 €'],
  ],
  caption: 'Tous les montants comprennent la TVA.',
  box: ['À payer avant le 28 mars 2026', 'Merci d’indiquer le numéro de facture 2026-04711.'],
  button: 'Suivre le colis',
  last: 'Des questions ? Nous répondons du lundi au vendredi, de 8 h à 18 h.',
}

const zh: SpecimenWords = {
  title: '您的订单已发出',
  lead: '感谢您在2026年3月14日下单。所有商品均有现货，包裹已于今天上午离开仓库，预计两个工作日内送达。',
  marks: '文字可以',
  strong: '加粗',
  emphasis: '强调',
  link: '链接到页面',
  span: '这些文字使用所选的文字样式。',
  ownStyle: '本段使用样式 {name}，与信函中的效果相同。',
  second: '下面再来一段，以便判断段间距：0123456789。',
  heading2: '您现在可以',
  heading3: '温馨提示',
  items: ['用单号 4 018 223 查询包裹。', '如无人在家，请另选日期。'],
  table: [
    ['商品', '数量', '金额'],
    ['天然亚麻桌布', '2', '¥918.00'],
    ['蜂蜡蜡烛六支装', '1', '¥188.50'],
    ['合计', '', '¥1,106.50'],
  ],
  caption: '所有金额均含增值税。',
  box: ['请于2026年3月28日前付款', '付款时请注明发票号 2026-04711。'],
  button: '查询包裹',
  last: '如有疑问，请在周一至周五 8:00–18:00 联系我们。',
}

const all: Readonly<Record<string, SpecimenWords>> = { en, es, de, fr, zh }

/** English where there are no words in a language. */
export const specimenWords = (language: string): SpecimenWords =>
  all[language.split('-')[0] ?? ''] ?? en

export const specimenLanguages: readonly string[] = Object.keys(all)
