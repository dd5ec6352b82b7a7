import type { BaselineFindingId } from '../../rules/baseline.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';

const { date, duration, list } = formatsOf('en');

const ACCEPT = 'Accept what is new: `smtp-doctor check --baseline FILE --update-baseline`';

/** What changed since the last report that was accepted, in English. */
export const baselineTexts: FindingTexts<BaselineFindingId> = {
  'greeting.software-changed': {
    title: () => 'The server shows other software than before',
    meaning: ({ before, now, since }) =>
      `On ${date(since)} it was ${list(before) || 'nothing that is known'}; now it is ${list(now) || 'nothing that is known'}. An update does that, a move, and a device put in between.`,
    fix: (_data, evidence) => [`See what tells it: ${probeCommand(evidence, { options: '-v' })}`, ACCEPT],
  },
  'hello.extension-lost': {
    title: ({ lost: [first, ...others] }) =>
      others.length === 0 ? `${first} is no longer offered` : `${others.length + 1} extensions are lost`,
    meaning: ({ lost, since }) => `The answer to EHLO had ${list(lost)} on ${date(since)}, and has not now.`,
    fix: (_data, evidence) => [
      `Look at the server’s settings and at devices on the way: ${probeCommand(evidence)}`,
      ACCEPT,
    ],
  },
  'tls.version-changed': {
    title: ({ before, now }) => `${now}, where ${before} was spoken before`,
    meaning: ({ isLower, since }) =>
      `On ${date(since)} the session came to another version. ${isLower ? 'An older one is a step back: the settings have changed, or something on the way holds it down.' : 'A newer one is a step forward.'}`,
    fix: (_data, { goal }) => [
      `See which versions it accepts: \`smtp-doctor starttls ${goal.host}\``,
      ACCEPT,
    ],
  },
  'tls.certificate-changed': {
    title: ({ issuer, issuerBefore }) =>
      issuer === issuerBefore
        ? 'There is a new certificate'
        : 'There is a new certificate, of another issuer',
    meaning: ({ since, issuer, issuerBefore, sameKey, validTo }) =>
      `Since ${date(since)} the certificate has been replaced, ${sameKey ? 'with the same key' : 'with a new key'}. ${issuer === issuerBefore ? `Its issuer is ${issuer} as before` : `Its issuer was ${issuerBefore}, and is ${issuer}`}; it is valid until ${date(validTo)}.`,
    fix: ({ sameKey, sha256 }) => [
      `Make sure that it is yours; its SHA-256 is ${sha256}`,
      sameKey ? ACCEPT : `Where TLSA records name the key, change them too. ${ACCEPT}`,
    ],
  },
  'auth.mechanism-lost': {
    title: ({ lost: [first, ...others] }) =>
      others.length === 0 ? `The login mechanism ${first} is lost` : 'Login mechanisms are lost',
    meaning: ({ lost, since }) =>
      `On ${date(since)} the server offered ${list(lost)}, and does not now. Programs that know no other can no longer log in.`,
    fix: (_data, { goal }) => [`See what it offers: \`smtp-doctor auth ${goal.host}\``, ACCEPT],
  },
  'quit.session-slower': {
    title: ({ beforeMs, nowMs }) => `Slower: ${duration(nowMs)}, before ${duration(beforeMs)}`,
    meaning: ({ since }) => `The same session took less than half as long on ${date(since)}.`,
    fix: (_data, evidence) => [
      `See where the time goes: ${probeCommand(evidence, { options: '--verbose' })}`,
      ACCEPT,
    ],
  },
};
