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

/** Everything said in English. */
export const en: Catalog = {
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
    healthy: 'Healthy: everything that was tried works.',
    warnings: 'It works, with warnings.',
    broken: 'Broken: the first finding says where and why.',
    inconclusive: 'Inconclusive: the run ended before it could tell.',
  },
  stages,
  actors,
  report: reportWords,
  keywords,
  ports: portWords,
};
