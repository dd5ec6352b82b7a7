import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { formatSeconds } from '../quantity.ts';

const { list: listed, quote } = formatsOf('en');

const time = (ms: number): string => formatSeconds(ms / 1_000, 'en');

/** The way of a received message, in English. */
export const inspectWayTexts: FindingTexts<
  'domain.hop-delayed' | 'domain.hop-clock-wrong' | 'domain.hop-cleartext' | 'domain.message-redirected'
> = {
  'domain.hop-delayed': {
    title: ({ by, delayMs }) => `${time(delayMs)} passed before ${by ?? 'a server'} had the message`,
    meaning: ({ before, isFirst, isEntry }) =>
      isFirst
        ? 'So long after the time in its Date field did the first server take it: it lay in the outbox of the program that wrote it, or that computer’s clock is slow.'
        : `It lay with ${before === undefined ? 'the server before' : quote(before)}, in its queue or in a filter${isEntry ? '; or the receiver had it wait, as greylisting does with senders it does not know' : ''}.`,
    fix: ({ before, by, isFirst, isEntry }) =>
      steps(
        !isFirst &&
          `In the log of ${before ?? 'the server before'}, look for the message’s id: it says what it waited for.`,
        isEntry && `If it was greylisting, ${by ?? 'the receiver'} can make an exception for the sender.`,
        isFirst && 'Look into the outbox and at the clock of the computer that sent it.',
      ),
  },
  'domain.hop-clock-wrong': {
    title: ({ by }) =>
      by === undefined
        ? 'The clock of the computer that wrote the message is fast'
        : `The clock of ${by} is wrong`,
    meaning: ({ offsetMs }) =>
      `It is ${time(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead of' : 'behind'} those around it, so that delays before and after it come out wrong. Signatures, tokens and certificates fail on such a server.`,
    fix: () => ['Set it by NTP: `timedatectl set-ntp true`'],
  },
  'domain.hop-cleartext': {
    title: () => 'The message went over the Internet without TLS',
    meaning: ({ hops }) =>
      `${listed(hops.map(({ from, by, protocol }) => `from ${from ?? '?'} to ${by ?? '?'} (${protocol ?? '?'})`))}: whoever was on that way could read and change it.`,
    fix: ({ hops }) => [
      `See whether the receiving server offers TLS: \`smtp-doctor probe ${hops[0]?.by ?? 'HOST'}:25\``,
      'If it does, switch on TLS for outgoing mail on the sending one (Postfix: smtp_tls_security_level = may).',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207',
  },
  'domain.message-redirected': {
    title: ({ list }) =>
      list === undefined ? 'The message was passed on' : 'The message came by a mailing list',
    meaning: ({ list, resentBy, forwardedFor, sealedBy, converted }) =>
      steps(
        list !== undefined && `The list is ${quote(list)}.`,
        resentBy !== undefined && `It was sent again by ${quote(resentBy)}.`,
        forwardedFor.length > 0 && `It was forwarded for ${listed(forwardedFor)}.`,
        sealedBy.length > 0 && `Sealed with ARC by ${listed(sealedBy)}.`,
        converted !== undefined && `A server has changed its encoding: ${quote(converted)}.`,
        'Whoever passes a message on makes SPF fail, and DKIM too if it changes a word.',
      ).join(' '),
    fix: () => ['Nothing, as long as DMARC passes.'],
    see: 'https://www.rfc-editor.org/rfc/rfc7960',
  },
};
