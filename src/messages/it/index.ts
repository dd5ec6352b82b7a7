import type { Catalog } from '../catalog.ts';
import { authTexts } from './auth.ts';
import { certificateTexts } from './certificate.ts';
import { connectionTexts } from './connection.ts';
import { greetingTexts } from './greeting.ts';
import { helloTexts } from './hello.ts';
import { keywords } from './keywords.ts';
import { reportWords } from './report.ts';
import { resolveTexts } from './resolve.ts';
import { startTlsTexts } from './starttls.ts';
import { tlsTexts } from './tls.ts';

/** Everything said in Italian. */
export const it: Catalog = {
  findings: {
    ...resolveTexts,
    ...connectionTexts,
    ...greetingTexts,
    ...helloTexts,
    ...startTlsTexts,
    ...tlsTexts,
    ...certificateTexts,
    ...authTexts,
  },
  verdicts: {
    healthy: 'Sano: tutto ciò che è stato provato funziona.',
    warnings: 'Funziona, ma con qualche avviso.',
    broken: 'Guasto: il primo punto dice dove e perché.',
    inconclusive: 'Incerto: la prova è finita prima di poterlo dire.',
  },
  stages: {
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
  },
  actors: {
    you: 'tu',
    'your-network': 'chi gestisce la tua rete',
    'your-provider': 'il tuo provider di posta',
    'server-admin': 'chi gestisce il server',
    recipient: 'il destinatario',
    'domain-owner': 'il titolare del dominio',
  },
  report: reportWords,
  keywords,
};
