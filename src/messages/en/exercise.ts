import type { ExerciseFindingId, FailedTrial } from '../../rules/exercise.ts';
import type { FindingData } from '../../rules/index.ts';
import type { FindingTexts } from '../catalog.ts';
import { exerciseCommand } from '../exercise-command.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { refusalWordsOf } from '../refusal.ts';
import { sendCommandIn } from '../send-command.ts';
import { causes } from './causes/index.ts';

const { list, quote } = formatsOf('en');
const send = sendCommandIn('ADDRESS');
const refusalWords = refusalWordsOf(causes);

const DISCARD = 'Postfix leaves out the keywords that stand in `smtpd_discard_ehlo_keywords`.';

function answered({ code, lines }: Pick<FailedTrial, 'code' | 'lines'>): string {
  return code === undefined ? 'no reply' : [code, lines.length === 0 ? '' : quote(lines)].join(' ').trim();
}

function refused(failed: readonly FailedTrial[]): string {
  return failed.map((trial) => `${trial.keyword}: ${quote(trial.said)} got ${answered(trial)}`).join('; ');
}

function keywordsOf(failed: readonly FailedTrial[]): string {
  return list(failed.map(({ keyword }) => keyword));
}

const ENDINGS: Readonly<Record<'silent' | 'dropped' | 'malformed', string>> = {
  silent: 'the server said nothing more',
  dropped: 'the server closed the connection',
  malformed: 'something came that is no SMTP reply',
};

function whyPartial({ why, keyword, refusal }: FindingData['mail.exercise-partial']): string {
  const said = refusal ? ` (${answered(refusal)})` : '';
  if (why === 'sender-refused')
    return `The server refused a MAIL without any parameter${said}, so that nothing could be said of parameters.`;
  return `While ${keyword} was tried, ${ENDINGS[why]}${said}.`;
}

/** What came of using each extension, in English. */
export const exerciseTexts: FindingTexts<ExerciseFindingId> = {
  'hello.parameters-malformed': {
    title: ({ failed }) => `What is said of ${failed[0]?.keyword ?? 'an extension'} in EHLO is malformed`,
    meaning: ({ failed }) =>
      `The answer to EHLO holds ${list(failed.map(({ keyword, said }) => quote(`${keyword} ${said}`)))}, which does not have the form that the standard gives it. Mail programs read it in different ways, or not at all.`,
    fix: ({ failed }, evidence) => [
      `On the server, mend what it announces for ${keywordsOf(failed)}.`,
      `Then look again: ${exerciseCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1',
  },
  'hello.command-unsupported': {
    title: ({ failed }) =>
      failed.length === 1
        ? `${failed[0]?.keyword} is offered and not known`
        : 'Commands are offered and not known',
    meaning: ({ failed }) =>
      `The answer to EHLO lists ${keywordsOf(failed)}, but the command is not known: ${refused(failed)}. No mail is lost by that; it shows that the list is not the server’s own, or was never looked at.`,
    fix: ({ failed }) => [
      `Take ${keywordsOf(failed)} out of the answer to EHLO, or switch the command on.`,
      DISCARD,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.4',
  },
  'hello.enhanced-codes-missing': {
    title: () => 'Enhanced status codes are offered and missing',
    meaning: (trial) =>
      `The server offers ENHANCEDSTATUSCODES and yet answered ${answered(trial)}, without a code such as 2.1.0. Mail programs that rely on these codes then guess what a refusal means.`,
    fix: (_data, evidence) => [
      'On the server, or the filter or milter that gave this reply, begin its text with an enhanced code.',
      `Then look again: ${exerciseCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2034#section-3',
  },
  'starttls.offered-again': {
    title: () => 'STARTTLS is still offered under TLS',
    meaning: () =>
      'Under TLS the server lists STARTTLS again, which the standard forbids. Some mail programs then ask for TLS in TLS, and fail; often a proxy ends TLS and the server behind it does not know.',
    fix: (_data, evidence) => [
      'If a proxy or load balancer ends TLS before the server, switch STARTTLS off on the server behind it.',
      `Then look again: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4.2',
  },
  'mail.size-not-enforced': {
    title: () => 'The size limit is announced and not enforced',
    meaning: (trial) =>
      `The server accepted ${quote(trial.said)} (${answered(trial)}), one octet more than it says that it takes. A message that is too large is then sent whole before it is refused, or the limit is another than the one announced.`,
    fix: ({ said }, evidence) => {
      const size = /SIZE=(\d+)/.exec(said)?.[1];
      return steps(
        'On the server, refuse at MAIL with 552 what is over the limit, or announce the limit that holds.',
        `See where such a message is refused: ${send(evidence, { options: `--kind size:${size ?? '25M'}` })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc1870#section-6.1',
  },
  'mail.parameter-refused': {
    title: ({ failed }) =>
      failed.length === 1
        ? `${failed[0]?.keyword} is offered and does not work`
        : 'Extensions are offered and do not work',
    meaning: ({ failed }) =>
      `The answer to EHLO lists ${keywordsOf(failed)}, but the server refuses what goes with it: ${refused(failed)}. A MAIL without it was accepted. A sender who believes the list has mail refused that would have gone through.`,
    fix: ({ failed }, evidence) => [
      `On the server, or the filter before it, make ${keywordsOf(failed)} work, or take it out of the answer to EHLO.`,
      `If a filter or proxy stands before the server, ask the server itself, to see who refuses: ${exerciseCommand(evidence)}`,
      DISCARD,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-2.2',
  },
  'mail.pipelining-broken': {
    title: () => 'PIPELINING is offered and loses its order',
    meaning: (trial) =>
      `Several commands were sent at once (${trial.said}), and ${trial.code === undefined ? 'not every one was answered' : `a reply came that cannot be the one to its command: ${answered(trial)}`}. Senders use PIPELINING wherever it is offered: they take one recipient’s answer for another’s, or wait until they give up.`,
    fix: (_data, evidence) => [
      'Switch PIPELINING off in the answer to EHLO until the server, or the filter or proxy before it, reads what comes in one packet.',
      DISCARD,
      `Until then, send without it: ${send(evidence, { options: '--no-pipelining' })}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2920#section-3.2',
  },
  'mail.extensions-unoffered': {
    title: ({ keywords }) =>
      keywords.length === 1
        ? `${keywords[0]} is accepted though not offered`
        : 'Extensions are accepted though not offered',
    meaning: ({ keywords }) =>
      `The server does not list ${list(keywords)} and yet accepted what goes with it. It may pass over what it does not know, or something on the way takes the keyword out of the answer to EHLO; senders use only what is listed.`,
    fix: ({ keywords }) => [
      `If the server knows ${list(keywords)}, look for a firewall with SMTP inspection, or a setting that leaves keywords out, such as Postfix’s \`smtpd_discard_ehlo_keywords\`.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-2.2.1',
  },
  'mail.exercise-partial': {
    title: () => 'Not all extensions could be tried',
    meaning: (data) => {
      const { untried } = data;
      return `${whyPartial(data)}${untried.length === 0 ? '' : ` Not tried, or not to the end: ${list(untried)}.`}`;
    },
    fix: (data, evidence) => {
      const { why, refusal } = data;
      if (why !== 'sender-refused') {
        return ['Some servers allow few commands and errors in one session; try again in some minutes.'];
      }
      const words = refusal && refusalWords(refusal, 'mail', evidence);
      return [
        ...(words?.fix ?? []),
        `Try with a sender of yours, logged in: ${exerciseCommand(evidence, '--from ADDRESS --user NAME')}`,
      ];
    },
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.3',
  },
  'data.chunking-refused': {
    title: () => 'CHUNKING is offered and BDAT refused',
    meaning: (trial) =>
      `The answer to EHLO lists CHUNKING, but ${quote(trial.said)} was answered with ${answered(trial)}. Exim, Exchange and Google send by BDAT where it is offered: their messages are refused.`,
    fix: (_data, evidence) => [
      'Take CHUNKING out of the answer to EHLO, or mend the server, or the filter before it.',
      'Postfix: `smtpd_discard_ehlo_keywords = chunking`',
      `Until then, send by DATA, which is what happens without --bdat: ${send(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3030#section-2',
  },
  'data.chunk-misread': {
    title: () => 'The server reads a refused chunk as commands',
    meaning: (trial) =>
      `A BDAT that could not be accepted was refused, and then its octets were taken for commands: ${trial.code === undefined ? 'a reply came that nobody had asked for' : `${answered(trial)} stood in the place of the answer to NOOP`}. Senders and server lose step; and whoever writes a message can have commands carried out in the sender’s name.`,
    fix: (_data, evidence) => [
      'Take CHUNKING out of the answer to EHLO at once; in Postfix: `smtpd_discard_ehlo_keywords = chunking`',
      'Look for an update of the server, or of the filter or proxy before it: a refused BDAT must still swallow its octets.',
      `Then look again: ${exerciseCommand(evidence)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3030#section-2',
  },
};
