import type { Catalog } from '../catalog.ts';
import { authTexts } from './auth.ts';
import { certificateTexts } from './certificate.ts';
import { connectionTexts } from './connection.ts';
import { deliveryTexts } from './delivery.ts';
import { greetingTexts } from './greeting.ts';
import { helloTexts } from './hello.ts';
import { keywords } from './keywords.ts';
import { actors, stages } from './names.ts';
import { portWords } from './port-words.ts';
import { portTexts } from './ports.ts';
import { reportWords } from './report.ts';
import { resolveTexts } from './resolve.ts';
import { startTlsTexts } from './starttls.ts';
import { tlsTexts } from './tls.ts';

/** Everything said in Italian. */
export const it: Catalog = {
  findings: {
    ...resolveTexts,
    ...connectionTexts,
    ...portTexts,
    ...greetingTexts,
    ...helloTexts,
    ...startTlsTexts,
    ...tlsTexts,
    ...certificateTexts,
    ...authTexts,
    ...deliveryTexts,
  },
  verdicts: {
    healthy: 'Sano: tutto ciò che è stato provato funziona.',
    warnings: 'Funziona, ma con qualche avviso.',
    broken: 'Guasto: il primo punto dice dove e perché.',
    inconclusive: 'Incerto: la prova è finita prima di poterlo dire.',
  },
  stages,
  actors,
  report: reportWords,
  keywords,
  ports: portWords,
};
