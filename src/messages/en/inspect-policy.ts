import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';

const { list: listed, quote } = formatsOf('en');

const domainCommand = (domain: string | undefined): string => `\`smtp-doctor domain ${domain ?? 'DOMAIN'}\``;

/** SPF, DMARC and ARC of a received message, in English. */
export const inspectPolicyTexts: FindingTexts<
  | 'domain.from-unusable'
  | 'domain.spf-client-refused'
  | 'domain.spf-unevaluated'
  | 'domain.dmarc-failed'
  | 'domain.arc-broken'
  | 'domain.results-differ'
> = {
  'domain.from-unusable': {
    title: ({ kind }) =>
      kind === 'absent'
        ? 'The message has no From'
        : kind === 'several-fields'
          ? 'The message has more than one From field'
          : 'From names no single author',
    meaning: ({ kind, from }) => {
      const named = listed(from.map(quote));
      const what = {
        absent: 'Every message has to have one From field, and this one has none.',
        'several-fields': `It has ${named}, where one field may stand. Programs show one of them and check another: that is how a sender is forged past DKIM and DMARC.`,
        'several-authors': `${named} cannot be read as the address of one author.`,
      }[kind];
      return `${what} DMARC cannot be evaluated for it, and many receivers refuse it.`;
    },
    fix: ({ kind }) => [
      kind === 'several-fields'
        ? 'Do not believe the sender shown. If the message is your own, have the program that made it write one From field, and sign it twice (h=from:from), so that none can be added.'
        : 'Have the program that made the message write one From field with one address.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6.2',
  },
  'domain.spf-client-refused': {
    title: ({ domain, ip }) =>
      `${domain ?? 'The sender’s domain'} does not let ${ip ?? 'this address'} send its mail`,
    meaning: ({ result, isPassedOn, ipSource }) =>
      `SPF gives ${quote(result)} for the server that handed the message over${ipSource === 'received' ? ' (as the topmost Received field from outside names it)' : ''}. ${
        isPassedOn
          ? 'The message was passed on by a list or a forwarder, whose server the domain cannot know: that is the usual effect, and what DKIM is for.'
          : 'Either the address is missing in the record, or the message does not come from the domain.'
      }`,
    fix: ({ domain, ip, isPassedOn }) =>
      steps(
        !isPassedOn &&
          ip !== undefined &&
          `If the server is yours, add it to the SPF record: ip${ip.includes(':') ? '6' : '4'}:${ip}`,
        !isPassedOn && `See what the record says: ${domainCommand(domain)}`,
        isPassedOn && 'Sign with DKIM in the name of the domain in From: that survives forwarding.',
        isPassedOn &&
          'The forwarder can rewrite the envelope sender (SRS), so that SPF asks for its own domain.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-8.4',
  },
  'domain.spf-unevaluated': {
    title: ({ domain }) => `The SPF record of ${domain ?? 'the sender’s domain'} cannot be evaluated`,
    meaning: ({ result, comment }) =>
      result === 'permerror'
        ? `It is faulty, and receivers treat it as none or as a refusal${comment === undefined ? '' : `: ${quote(comment)}`}.`
        : `The DNS did not answer in time, so that receivers put the message off or go on without SPF${comment === undefined ? '' : `: ${quote(comment)}`}.`,
    fix: ({ domain }) => [`See which part of it: ${domainCommand(domain)}`],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-2.6.7',
  },
  'domain.dmarc-failed': {
    title: ({ domain }) => `DMARC: nothing proves that the message is from ${domain ?? 'its sender'}`,
    meaning: ({ policy, spfDomain, signedBy, isPassedOn }) => {
      const others = [
        ...(spfDomain === undefined ? [] : [`SPF passed for ${quote(spfDomain)}`]),
        ...(signedBy.length === 0 ? [] : [`there is a good signature by ${listed(signedBy)}`]),
      ];
      const why =
        others.length === 0
          ? 'Neither SPF nor a DKIM signature passes.'
          : `${listed(others)}, but not for the domain in From.`;
      const wish = {
        reject: 'The domain asks receivers to refuse such mail.',
        quarantine: 'The domain asks receivers to put such mail into the spam folder.',
      }[policy ?? ''];
      return `${why} ${wish ?? 'The domain asks for nothing but reports (p=none).'}${isPassedOn ? ' The message was passed on by a list or a forwarder, which is what breaks it here.' : ''}`;
    },
    fix: ({ domain, isPassedOn, spfDomain, signedBy }) =>
      steps(
        spfDomain === undefined && signedBy.length === 0
          ? 'Mend SPF or DKIM, as the other findings say.'
          : `Have the service that sends sign with a key of ${domain ?? 'the domain in From'}, or use a bounce address in that domain.`,
        isPassedOn &&
          'A list can put its own address into From; a forwarder should change nothing, and seal with ARC.',
        `See the whole: ${domainCommand(domain)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7489#section-3.1',
  },
  'domain.arc-broken': {
    title: () => 'The ARC chain is broken',
    meaning: ({ comment, sealedBy }) =>
      `The message was sealed by ${sealedBy.length === 0 ? 'somebody' : listed(sealedBy)}, but the seal does not hold${comment === undefined ? '' : ` (${quote(comment)})`}. What the forwarders say they have verified counts for nothing then.`,
    fix: () => [
      'Whatever changes the message has to do so before the server seals it; the last one that does not seal breaks the chain.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8617#section-5.2',
  },
  'domain.results-differ': {
    title: () => 'The receiver came to another result than we did',
    meaning: ({ server, differences }) =>
      `${server === undefined ? 'Its' : `${quote(server)} wrote in its`} Authentication-Results${server === undefined ? ' say' : ''}: ${listed(
        differences.map(({ method, domain, theirs, ours }) => {
          const what = domain === undefined ? method : `${method} for ${domain}`;
          return `${what} ${theirs}, here ${ours ?? 'nothing'}`;
        }),
      )}. Records may have changed since, or the message did, or the field was there before it arrived and is nobody’s word.`,
    fix: () => [
      'Compare on the day of arrival, with the message saved as its source.',
      'Believe an Authentication-Results field only if it bears your own receiver’s name.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8601#section-5',
  },
};
