import type { BaselineFindingId } from '../../rules/baseline.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';

const { date, duration, list } = formatsOf('it');

const ACCEPT = 'Accetta la novità: `smtp-doctor check --baseline FILE --update-baseline`';

/** What changed since the last report that was accepted, in Italian. */
export const baselineTexts: FindingTexts<BaselineFindingId> = {
  'greeting.software-changed': {
    title: () => 'Il server mostra un software diverso da prima',
    meaning: ({ before, now, since }) =>
      `Il ${date(since)} era ${list(before) || 'qualcosa di sconosciuto'}; ora è ${list(now) || 'qualcosa di sconosciuto'}. Può dipendere da un aggiornamento, da un trasloco o da un apparato messo in mezzo.`,
    fix: (_data, evidence) => [
      `Guarda da che cosa si riconosce: ${probeCommand(evidence, { options: '-v' })}`,
      ACCEPT,
    ],
  },
  'hello.extension-lost': {
    title: ({ lost: [first, ...others] }) =>
      others.length === 0 ? `${first} non è più offerto` : `${others.length + 1} estensioni sono sparite`,
    meaning: ({ lost, since }) =>
      `Il ${date(since)} la risposta a EHLO conteneva ${list(lost)}, e ora non più.`,
    fix: (_data, evidence) => [
      `Guarda le impostazioni del server e gli apparati lungo la strada: ${probeCommand(evidence)}`,
      ACCEPT,
    ],
  },
  'tls.version-changed': {
    title: ({ before, now }) => `${now}, mentre prima si parlava ${before}`,
    meaning: ({ isLower, since }) =>
      `Il ${date(since)} la sessione era arrivata a un’altra versione. ${isLower ? 'Una più vecchia è un passo indietro: sono cambiate le impostazioni, o qualcosa lungo la strada la trattiene.' : 'Una più recente è un passo avanti.'}`,
    fix: (_data, { goal }) => [
      `Guarda quali versioni accetta: \`smtp-doctor starttls ${goal.host}\``,
      ACCEPT,
    ],
  },
  'tls.certificate-changed': {
    title: ({ issuer, issuerBefore }) =>
      issuer === issuerBefore
        ? 'C’è un certificato nuovo'
        : 'C’è un certificato nuovo, di un altro emittente',
    meaning: ({ since, issuer, issuerBefore, sameKey, validTo }) =>
      `Dal ${date(since)} il certificato è stato sostituito, ${sameKey ? 'con la stessa chiave' : 'con una chiave nuova'}. ${issuer === issuerBefore ? `L’emittente è sempre ${issuer}` : `L’emittente era ${issuerBefore}, ora è ${issuer}`}; vale fino al ${date(validTo)}.`,
    fix: ({ sameKey, sha256 }) => [
      `Accertati che sia tuo; il suo SHA-256 è ${sha256}`,
      sameKey ? ACCEPT : `Se ci sono record TLSA per la chiave, cambia anche quelli. ${ACCEPT}`,
    ],
  },
  'auth.mechanism-lost': {
    title: ({ lost: [first, ...others] }) =>
      others.length === 0 ? `È sparito il meccanismo di login ${first}` : 'Sono spariti meccanismi di login',
    meaning: ({ lost, since }) =>
      `Il ${date(since)} il server offriva ${list(lost)}, e ora non più. I programmi che non ne conoscono altri non riescono più a fare il login.`,
    fix: (_data, { goal }) => [`Guarda che cosa offre: \`smtp-doctor auth ${goal.host}\``, ACCEPT],
  },
  'quit.session-slower': {
    title: ({ beforeMs, nowMs }) => `Più lento: ${duration(nowMs)}, prima ${duration(beforeMs)}`,
    meaning: ({ since }) => `Il ${date(since)} la stessa sessione durava meno della metà.`,
    fix: (_data, evidence) => [
      `Guarda dove va il tempo: ${probeCommand(evidence, { options: '--verbose' })}`,
      ACCEPT,
    ],
  },
};
