import type { ExtensionFindingId } from '../../rules/extension.ts';
import type { FindingData } from '../../rules/index.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';

const { list, quote } = formatsOf('it');

type Claim = FindingData['hello.xclient-refused'];

function whyNot(command: string, { unoffered, attributes, code, lines = [] }: Claim): string {
  if (unoffered.length > 0)
    return `Il server non offre a questo client ${command} con ${list(unoffered)}, perciò non gli è stato detto nulla.`;
  return `A ${command} con ${attributes.join(' ')} il server ha risposto ${code ?? ''} ${quote(lines)}.`;
}

/** Extensions that the user asked for and did not get, in Italian. */
export const extensionWishTexts: FindingTexts<ExtensionFindingId> = {
  'hello.xclient-refused': {
    title: ({ unoffered }) => (unoffered.length > 0 ? 'XCLIENT non è offerto' : 'XCLIENT è rifiutato'),
    meaning: (data) =>
      `${whyNot('XCLIENT', data)} Un server crede solo ai client di cui gli è stato detto di fidarsi, e a ciascuno offre ciò che può dire.`,
    fix: (_data, evidence) => [
      'Su Postfix, indica l’indirizzo da cui ti colleghi: `smtpd_authorized_xclient_hosts`',
      `Guarda che cosa è offerto, prima e dopo TLS: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.postfix.org/XCLIENT_README.html',
  },
  'mail.xforward-refused': {
    title: ({ unoffered }) => (unoffered.length > 0 ? 'XFORWARD non è offerto' : 'XFORWARD è rifiutato'),
    meaning: (data) =>
      `${whyNot('XFORWARD', data)} Solo i filtri di cui il server si fida possono dire per conto di chi passano la posta; la transazione non è iniziata.`,
    fix: (_data, evidence) => [
      'Su Postfix, indica l’indirizzo da cui ti colleghi: `smtpd_authorized_xforward_hosts`',
      `Guarda che cosa è offerto, prima e dopo TLS: ${probeCommand(evidence)}`,
    ],
    see: 'https://www.postfix.org/XFORWARD_README.html',
  },
  'mail.extension-limit-exceeded': {
    title: () => 'Chiedi più di quanto il server concede',
    meaning: ({ exceeded }) =>
      `Il server pone dei limiti nella risposta a EHLO: ${list(exceeded.map(({ keyword, parameter, bound }) => `${keyword} con ${quote(bound)}, e ${quote(parameter)} va oltre`))}. La transazione non è iniziata.`,
    fix: () => [
      'Resta entro ciò che il server dice di concedere.',
      'Oppure aggiungi `--force` allo stesso comando, per vedere che cosa fa il server.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4865#section-4',
  },
};
