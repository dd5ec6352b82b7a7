import type { SignatureFinding } from '../../rules/inspect/signature.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { inspectPolicyTexts } from './inspect-policy.ts';
import { inspectWayTexts } from './inspect-way.ts';

const { date, list: listed, quote, size } = formatsOf('en');

/** Who had the message between signer and reader. */
function suspects({ list, forwarder, laterServers }: SignatureFinding): string {
  const named = [
    ...(list === undefined ? [] : [`the mailing list ${quote(list)}`]),
    ...(forwarder === undefined ? [] : [`the forwarding by ${quote(forwarder)}`]),
    ...(laterServers.length === 0 ? [] : [`the servers after the signing (${listed(laterServers)})`]),
  ];
  if (named.length === 0)
    return 'It passed no server after it was signed: it was altered where it is kept, or when it was saved.';
  return `It can have been ${named.join(', or ')}.`;
}

function heard({ receiverSaid }: SignatureFinding, since: string): string {
  return receiverSaid === 'pass' ? ` The receiver had found the signature good: ${since}.` : '';
}

function weight({ isAligned, domain }: SignatureFinding): string {
  return isAligned
    ? 'It is the signature that DMARC looks at.'
    : `It is not the sender’s own but that of ${quote(domain)}, so that DMARC does not count it.`;
}

const KEY_LATER = 'the record has changed since then';
const SAVED_LATER = 'what changed the message came after that, perhaps only the program that saved it';

const ASK_SIGNER =
  'Have the administrator of the server that signs compare its selector and key with the DNS.';

/** DKIM of a received message, in English. */
export const inspectTexts: FindingTexts<
  | keyof typeof inspectPolicyTexts
  | keyof typeof inspectWayTexts
  | 'domain.signature-absent'
  | 'domain.signature-unreadable'
  | 'domain.signature-key-missing'
  | 'domain.signature-key-unanswered'
  | 'domain.signature-key-revoked'
  | 'domain.signature-key-unusable'
  | 'domain.signature-key-mismatched'
  | 'domain.dkim-body-changed'
  | 'domain.dkim-header-changed'
  | 'domain.signature-expired'
  | 'domain.signature-length-limited'
  | 'domain.signature-key-testing'
> = {
  ...inspectPolicyTexts,
  ...inspectWayTexts,
  'domain.signature-absent': {
    title: () => 'The message bears no DKIM signature',
    meaning: ({ from }) =>
      `Nothing in it proves that it comes from ${from === undefined ? 'its sender' : quote(from)} once it has left the sender’s own server: whoever forwards it breaks SPF. Large receivers refuse unsigned bulk mail, or take it for spam.`,
    fix: () => [
      'Have outgoing mail signed: at a provider it is a switch in its settings, on an own server OpenDKIM, Rspamd or Exim do it.',
      'If the sender does sign, something on the way has removed the DKIM-Signature field: compare the message with the copy in the sent folder.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376',
  },
  'domain.signature-unreadable': {
    title: () => 'A DKIM signature cannot be verified by anybody',
    meaning: ({ algorithm, ...data }) =>
      algorithm === ''
        ? 'The DKIM-Signature field lacks a part that verifying needs (d=, s=, h=, bh= or b=), or was damaged on the way.'
        : `It says algorithm ${quote(algorithm)}; receivers know rsa-sha256 and ed25519-sha256 over simple or relaxed text, and must not believe SHA-1 any more. ${weight(data)}`,
    fix: () => ['Set the signing software to rsa-sha256 with relaxed/relaxed, which every receiver knows.'],
    see: 'https://www.rfc-editor.org/rfc/rfc8301',
  },
  'domain.signature-key-missing': {
    title: ({ domain }) => `The key of the signature by ${domain} is not in the DNS`,
    meaning: ({ name, ...data }) =>
      `Verifiers look for it at ${quote(name)}, where there is none. ${weight(data)}${heard(data, 'the key has been taken away since, as is done some days after a new one is in use')}`,
    fix: ({ name, selector, algorithm }) => [
      `Publish the public key that the signing software prints: \`${name}. TXT "v=DKIM1; k=${algorithm.startsWith('ed25519') ? 'ed25519' : 'rsa'}; p=…"\``,
      `If it was published, compare the selector in the signing software (${quote(selector)}) with the record’s name; panels that append the domain by themselves make the name too long.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.2',
  },
  'domain.signature-key-unanswered': {
    title: ({ domain }) => `The DNS gave no answer on the key of ${domain}`,
    meaning: ({ name, status, ...data }) =>
      `The question for ${quote(name)} came to ${quote(status)}: receivers that see the same put the message off or count it as unsigned. ${weight(data)}`,
    fix: () => [
      'Try again, also with another resolver: `smtp-doctor inspect message.eml --dns 9.9.9.9`',
      'If it stays so, the domain’s name servers or its DNSSEC are broken.',
    ],
  },
  'domain.signature-key-revoked': {
    title: ({ domain }) => `The key of the signature by ${domain} is revoked`,
    meaning: ({ name, ...data }) =>
      `The record at ${quote(name)} has an empty p=, by which its owner says that nothing signed with it is to be believed. ${weight(data)}${heard(data, 'the key was revoked later')}`,
    fix: () => [
      'If the message is recent, sign with the new key: the server still uses the old one.',
      'Revoke an old key only some days after the last message signed with it has been delivered.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.signature-key-unusable': {
    title: ({ domain }) => `The key of the signature by ${domain} is of no use`,
    meaning: ({ name, type, bits, ...data }) =>
      bits !== undefined && bits < 1_024
        ? `It has ${bits} bits; receivers must not believe RSA keys of less than 1024. ${weight(data)}`
        : `The record at ${quote(name)} holds no ${type === 'ed25519' ? 'ed25519' : 'RSA'} key that can be read, or forbids its use for mail. ${weight(data)}`,
    fix: ({ bits }) => [
      bits !== undefined && bits < 1_024
        ? 'Make an RSA key of 2048 bits under a new selector, publish it, then sign with it.'
        : 'Publish the key again as the signing software prints it: cut strings, added quotes and lost characters at the end of p= are the usual slips.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8301#section-3.2',
  },
  'domain.signature-key-mismatched': {
    title: ({ domain }) => `Signed by ${domain}, but not with the key in the DNS`,
    meaning: ({ name, ...data }) =>
      `The key at ${quote(name)} is a good one, but it is not the counterpart of the one that signed (or the signature itself was damaged on the way). ${weight(data)}${heard(data, KEY_LATER)}`,
    fix: ({ selector }) => [
      `${ASK_SIGNER} Each key needs a selector of its own: ${quote(selector)} was probably used for a second one, on another server or after a renewal.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.dkim-body-changed': {
    title: ({ kind }) =>
      kind === 'canonicalization'
        ? 'The body was signed in another form than the signature says'
        : 'The body was changed after it was signed',
    meaning: ({ kind, lines = 0, sample, isHeaderChanged, changed, ...data }) => {
      const added = `${lines === 1 ? 'A line was' : `${lines} lines were`} added at the ${kind === 'appended' ? 'end' : 'beginning'}${sample === undefined ? '' : `: ${quote(sample)}`}. Without ${lines === 1 ? 'it' : 'them'} the signature fits.`;
      const what = {
        appended: added,
        prepended: added,
        canonicalization: 'The hash fits the other canonicalization than c= names: the signer’s own fault.',
        cut: 'It is shorter than l= says: its end was lost.',
        unknown:
          'The hash of the body is not the signed one, and no known change explains it: another encoding, a removed attachment, a rewritten link, a banner within.',
      }[kind];
      const who = kind === 'canonicalization' ? '' : ` ${suspects(data)}`;
      const fields = changed.length === 0 ? 'signed header fields' : listed(changed);
      const too = isHeaderChanged ? ` In the header, ${fields} changed as well.` : '';
      return `${what}${too}${who} ${weight(data)}${heard(data, SAVED_LATER)}`;
    },
    fix: ({ kind, list }) =>
      steps(
        kind === 'canonicalization' && 'Update the software that signs, or set it to relaxed/relaxed.',
        kind !== 'canonicalization' &&
          list !== undefined &&
          'Have the list leave messages as they are: no footer, no subject prefix; or have it put its own address into From and sign itself (Mailman: dmarc_mitigate_action).',
        kind !== 'canonicalization' &&
          list === undefined &&
          'On the servers named, let whatever changes mail (footers, banners, link rewriting, virus scanners) work before the signing on the way out, and after the DKIM check on the way in.',
        kind === 'unknown' &&
          'Save the message again as its source ("show original", .eml): copying from a window changes white space.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.7',
  },
  'domain.dkim-header-changed': {
    title: ({ changes, isOtherForm }) => {
      if (isOtherForm) return 'The header was signed in another form than the signature says';
      return changes.length === 0
        ? 'A signed header field was changed'
        : `Changed after the signing: ${listed([...new Set(changes.map(({ field }) => field))])}`;
    },
    meaning: ({ changes, isOtherForm, form, signedFields, ...data }) => {
      if (isOtherForm) {
        return `The signature fits the other canonicalization than c=${form} names: the signer’s own fault. ${weight(data)}`;
      }
      const told = changes.map(({ field, kind, before }) => {
        const was = before === undefined ? '' : `, which was ${quote(before)}`;
        const what = {
          prefixed: `a mark was put before the ${field}${was}`,
          replaced: `${field} was rewritten${was}`,
          added: `a ${field} field was added`,
          form: `${field} was folded or spaced anew, which "simple" does not forgive`,
        };
        return what[kind];
      });
      const which =
        told.length === 0
          ? `The body fits, the header does not; which of the signed fields (${listed(signedFields)}) was changed cannot be told.`
          : `The body fits, but ${listed(told)}.`;
      return `${which} ${suspects(data)} ${weight(data)}${heard(data, SAVED_LATER)}`;
    },
    fix: ({ isOtherForm, changes, list }) =>
      steps(
        (isOtherForm || changes.some(({ kind }) => kind === 'form')) &&
          'Sign with c=relaxed/relaxed, which forgives other folding and spacing.',
        !isOtherForm &&
          list !== undefined &&
          'Have the list leave the subject as it is, or put its own address into From and sign itself.',
        !isOtherForm &&
          list === undefined &&
          'On the servers named, find what rewrites the header: spam filters that mark the subject, gateways that change addresses; let them work before the signing, or after the DKIM check.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-5.4',
  },
  'domain.signature-expired': {
    title: () => 'The signature had expired when the message arrived',
    meaning: ({ expiresAt, ...data }) =>
      `Its x= ended it on ${expiresAt === undefined ? 'a day' : date(expiresAt)}, before the message was received: it was delayed too long, or the signer grants too little time. ${weight(data)}`,
    fix: () => [
      'See in the hops where the message was kept.',
      'Let signatures be valid for a week at least, or leave x= out: queues keep mail for five days.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.5',
  },
  'domain.signature-length-limited': {
    title: ({ unsignedBytes }) =>
      unsignedBytes > 0 ? 'A part of the body is not signed' : 'The signature covers a length, not the body',
    meaning: ({ bodyLength, unsignedBytes, domain }) =>
      `The signature by ${quote(domain)} has l=${bodyLength}: ${
        unsignedBytes > 0
          ? `the ${size(unsignedBytes)} behind that are signed by nobody, and may be anybody’s.`
          : 'whoever passes the message on may add to it, another message even, and the signature still fits.'
      }`,
    fix: () => ['Sign without l= (OpenDKIM: no BodyLengths), so that the whole body is covered.'],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-8.2',
  },
  'domain.signature-key-testing': {
    title: ({ domain }) => `The key of ${domain} is marked as a test`,
    meaning: ({ name }) =>
      `The record at ${quote(name)} has t=y: verifiers are told to treat signed mail no better than unsigned mail.`,
    fix: () => ['Take y out of t= once signing works.'],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
};
