/** The sentences decisions are explained with (by name, as the server sends them), in Spanish. */
export const saidEs: Readonly<Record<string, string>> = {
  'class-service':
    '«{topic}» forma parte del servicio que el cliente tiene con nosotros y no necesita consentimiento.',
  'class-regulatory': '«{topic}» lo exige la ley y no necesita consentimiento.',
  'class-marketing': '«{topic}» es publicidad y necesita consentimiento.',
  'stated-preference.all': 'El cliente pidió recibirlo todo por {channel}.',
  'stated-preference': 'El cliente pidió recibir «{topic}» por {channel}.',
  'learned-preference':
    'Como muestran los mensajes anteriores, al cliente se le localiza mejor por {channel}.',
  'preference-not-offered':
    'El cliente prefiere {channel}, y esta comunicación no se ofrece por esa vía.',
  'topic-order': '«{topic}» va primero por {channel}.',
  'next-channel': 'En el orden de «{topic}», tras {tried} sigue {channel}.',
  'fallback-to-paper.tried': 'No localizable por {tried}: en su lugar va por {channel}.',
  'fallback-to-paper': 'En su lugar va por {channel}.',
  'no-address': 'No consta ningún punto de contacto para {channel}.',
  suppressed: 'El punto de contacto para {channel} está suprimido: no se le puede enviar nada.',
  bouncing: 'El punto de contacto para {channel} devuelve lo que se le envía.',
  'failed-before.detail': 'Un mensaje anterior por {channel} no llegó ({detail}).',
  'failed-before': 'Un mensaje anterior por {channel} no llegó.',
  'no-contact-point': 'Ningún punto de contacto del cliente puede usarse para este tema.',
  'no-channel': 'Nada de lo escrito para «{topic}» va por un canal instalado aquí.',
  'no-consent': 'El cliente no ha dado su consentimiento.',
  'consent-withdrawn': 'El cliente ha retirado su consentimiento.',
  'language-fallback': 'No hay texto en el idioma del cliente ({wanted}); se usa {language}.',
  'tone-fallback': 'No hay texto en el tono «{tone}»; se usa el neutro.',
}
