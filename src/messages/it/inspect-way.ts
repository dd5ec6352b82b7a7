import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { formatSeconds } from '../quantity.ts';

const { list: listed, quote } = formatsOf('it');

const time = (ms: number): string => formatSeconds(ms / 1_000, 'it');

/** The way of a received message, in Italian. */
export const inspectWayTexts: FindingTexts<
  'domain.hop-delayed' | 'domain.hop-clock-wrong' | 'domain.hop-cleartext' | 'domain.message-redirected'
> = {
  'domain.hop-delayed': {
    title: ({ by, delayMs }) => `${by ?? 'Un server'} ha avuto il messaggio dopo ${time(delayMs)}`,
    meaning: ({ before, isFirst, isEntry }) =>
      isFirst
        ? 'Tanto dopo l’ora del campo Date l’ha preso il primo server: è rimasto nella posta in uscita del programma che l’ha scritto, o l’orologio di quel computer va indietro.'
        : `È rimasto presso ${before === undefined ? 'il server precedente' : quote(before)}, in coda o in un filtro${isEntry ? '; oppure il server di arrivo l’ha fatto aspettare, come fa il greylisting con chi non conosce' : ''}.`,
    fix: ({ before, by, isFirst, isEntry }) =>
      steps(
        !isFirst &&
          `Nel log di ${before ?? 'chi l’aveva prima'}, cerca l’id del messaggio: dice che cosa aspettava.`,
        isEntry &&
          `Se era greylisting, ${by ?? 'il server di arrivo'} può fare un’eccezione per il mittente.`,
        isFirst && 'Guarda la posta in uscita e l’orologio del computer che l’ha spedito.',
      ),
  },
  'domain.hop-clock-wrong': {
    title: ({ by }) =>
      by === undefined
        ? 'L’orologio del computer che ha scritto il messaggio va avanti'
        : `L’orologio di ${by} è sbagliato`,
    meaning: ({ offsetMs }) =>
      `È ${time(Math.abs(offsetMs))} ${offsetMs > 0 ? 'avanti' : 'indietro'} rispetto a quelli vicini, perciò i ritardi prima e dopo risultano falsati. Su un server così falliscono firme, token e certificati.`,
    fix: () => ['Regolalo con NTP: `timedatectl set-ntp true`'],
  },
  'domain.hop-cleartext': {
    title: () => 'Il messaggio ha viaggiato su Internet senza TLS',
    meaning: ({ hops }) =>
      `${listed(hops.map(({ from, by, protocol }) => `da ${from ?? '?'} a ${by ?? '?'} (${protocol ?? '?'})`))}: chi stava su quel tratto poteva leggerlo e cambiarlo.`,
    fix: ({ hops }) => [
      `Guarda se il server che riceve offre TLS: \`smtp-doctor probe ${hops[0]?.by ?? 'HOST'}:25\``,
      'Se sì, attiva TLS per la posta in uscita su quello che spedisce (Postfix: smtp_tls_security_level = may).',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207',
  },
  'domain.message-redirected': {
    title: ({ list }) =>
      list === undefined ? 'Il messaggio è stato inoltrato' : 'Il messaggio è arrivato da una mailing list',
    meaning: ({ list, resentBy, forwardedFor, sealedBy, converted }) =>
      steps(
        list !== undefined && `La lista è ${quote(list)}.`,
        resentBy !== undefined && `L’ha rispedito ${quote(resentBy)}.`,
        forwardedFor.length > 0 && `È stato inoltrato per ${listed(forwardedFor)}.`,
        sealedBy.length > 0 && `Sigillato con ARC da ${listed(sealedBy)}.`,
        converted !== undefined && `Un server ne ha cambiato la codifica: ${quote(converted)}.`,
        'Chi inoltra un messaggio fa fallire SPF, e anche DKIM se cambia una sola parola.',
      ).join(' '),
    fix: () => ['Niente, finché DMARC è valido.'],
    see: 'https://www.rfc-editor.org/rfc/rfc7960',
  },
};
