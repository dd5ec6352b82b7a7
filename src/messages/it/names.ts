import type { Catalog } from '../catalog.ts';

/** What is being done at each stage, in Italian. */
export const stages: Catalog['stages'] = {
  resolve: 'ricerca del nome',
  connect: 'connessione',
  greeting: 'attesa del saluto',
  hello: 'invio di EHLO',
  starttls: 'richiesta di STARTTLS',
  tls: 'handshake TLS',
  auth: 'autenticazione',
  mail: 'invio del mittente',
  rcpt: 'invio del destinatario',
  data: 'invio del messaggio',
  quit: 'congedo',
  domain: 'lettura dei record del dominio',
};

/** Who must act, in Italian. */
export const actors: Catalog['actors'] = {
  you: 'tu',
  'your-network': 'chi gestisce la tua rete',
  'your-provider': 'il tuo provider di posta',
  'server-admin': 'chi gestisce il server',
  recipient: 'il destinatario',
  'domain-owner': 'il titolare del dominio',
};
