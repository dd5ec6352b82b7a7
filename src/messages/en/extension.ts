import type { ExtensionFindingId } from '../../rules/extension.ts';
import type { FindingData } from '../../rules/index.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';

const { list, quote } = formatsOf('en');

type Claim = FindingData['hello.xclient-refused'];

function whyNot(command: string, { unoffered, attributes, code, lines = [] }: Claim): string {
  if (unoffered.length > 0)
    return `The server does not offer ${command} with ${list(unoffered)} to this client, so that nothing was said.`;
  return `The server answered ${code ?? ''} ${quote(lines)} to ${command} with ${attributes.join(' ')}.`;
}

/** Extensions that the user asked for and did not get, in English. */
export const extensionWishTexts: FindingTexts<ExtensionFindingId> = {
  'hello.xclient-refused': {
    title: ({ unoffered }) => (unoffered.length > 0 ? 'XCLIENT is not offered' : 'XCLIENT is refused'),
    meaning: (data) =>
      `${whyNot('XCLIENT', data)} A server believes only clients that it was told to trust, and offers each what it may say.`,
    fix: (_data, evidence) => [
      'On Postfix, name the address you connect from: `smtpd_authorized_xclient_hosts`',
      `See what is offered, before TLS and after: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.postfix.org/XCLIENT_README.html',
  },
  'mail.xforward-refused': {
    title: ({ unoffered }) => (unoffered.length > 0 ? 'XFORWARD is not offered' : 'XFORWARD is refused'),
    meaning: (data) =>
      `${whyNot('XFORWARD', data)} Only filters that the server trusts may say for whom they pass mail on; no transaction was begun.`,
    fix: (_data, evidence) => [
      'On Postfix, name the address you connect from: `smtpd_authorized_xforward_hosts`',
      `See what is offered, before TLS and after: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.postfix.org/XFORWARD_README.html',
  },
  'mail.extension-limit-exceeded': {
    title: () => 'More is asked for than the server grants',
    meaning: ({ exceeded }) =>
      `The server sets bounds in its answer to EHLO: ${list(exceeded.map(({ keyword, parameter, bound }) => `${keyword} with ${quote(bound)}, and ${quote(parameter)} goes beyond`))}. No transaction was begun.`,
    fix: () => [
      'Stay within what the server says that it grants.',
      'Or add `--force` to the same command, to see what the server does.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4865#section-4',
  },
};
