import type { Catalog } from '../catalog.ts';
import { arrivalTexts } from './arrival.ts';
import { authTexts } from './auth.ts';
import { baselineTexts } from './baseline.ts';
import { certificateTexts } from './certificate.ts';
import { connectionTexts } from './connection.ts';
import { daneTexts } from './dane.ts';
import { deliveryTexts } from './delivery.ts';
import { domainDkimTexts } from './domain-dkim.ts';
import { domainDmarcTexts } from './domain-dmarc.ts';
import { domainMxTexts } from './domain-mx.ts';
import { domainReceivingTexts } from './domain-receiving.ts';
import { domainSenderTexts } from './domain-sender.ts';
import { domainSpfTexts } from './domain-spf.ts';
import { domainWords } from './domain-words.ts';
import { exerciseTexts } from './exercise.ts';
import { expectationTexts } from './expectation.ts';
import { extensionWishTexts } from './extension.ts';
import { greetingTexts } from './greeting.ts';
import { helloTexts } from './hello.ts';
import { inspectTexts } from './inspect.ts';
import { keywords } from './keywords.ts';
import { actors, stages } from './names.ts';
import { portWords } from './port-words.ts';
import { portTexts } from './ports.ts';
import { reportWords } from './report.ts';
import { resolveTexts } from './resolve.ts';
import { startTlsTexts } from './starttls.ts';
import { tlsTexts } from './tls.ts';
import { tlsDepthTexts } from './tls-depth.ts';
import { tlsDepthWords } from './tls-depth-words.ts';
import { tlsPolicyTexts } from './tls-policy.ts';
import { tlsPolicyWords } from './tls-policy-words.ts';
import { tlsScanTexts } from './tls-scan.ts';
import { tlsScanWords } from './tls-scan-words.ts';

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
    ...daneTexts,
    ...tlsPolicyTexts,
    ...tlsScanTexts,
    ...tlsDepthTexts,
    ...certificateTexts,
    ...authTexts,
    ...deliveryTexts,
    ...arrivalTexts,
    ...domainMxTexts,
    ...domainReceivingTexts,
    ...domainSpfTexts,
    ...domainDkimTexts,
    ...domainDmarcTexts,
    ...domainSenderTexts,
    ...inspectTexts,
    ...extensionWishTexts,
    ...exerciseTexts,
    ...expectationTexts,
    ...baselineTexts,
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
  domain: domainWords,
  tlsPolicy: tlsPolicyWords,
  tlsScan: tlsScanWords,
  tlsDepth: tlsDepthWords,
};
