import type { HandshakeReason } from '../../rules/handshake-failure.ts';
import type { MtaStsFault } from '../../rules/tls/tls.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';
import { settingOf } from '../settings.ts';
import { policyProblem } from './policy-problem.ts';

const { list, quote } = formatsOf('en');

const CAUSES: Readonly<Record<HandshakeReason, string>> = {
  'not-tls': 'What the server sent is not TLS: the port speaks another protocol, or in clear text.',
  'protocol-version':
    'There is no TLS version that both sides accept: the server offers only old ones, or wants a newer one than was allowed.',
  'no-shared-cipher':
    'There is no cipher that both sides accept: the server offers only old ones, or has no certificate that fits.',
  'weak-key': 'The server’s key or Diffie-Hellman group is too short to be safe, so it was turned down here.',
  'unrecognized-name': 'The server has no certificate for the name that it was asked for (SNI).',
  'client-certificate': 'The server wants a client certificate, or does not accept the one shown.',
  'unsafe-renegotiation': 'The server knows only the old, unsafe renegotiation; OpenSSL 3 refuses that.',
  'server-error': 'The server reports an internal error: most often it cannot use its certificate or key.',
  dropped: 'The server, or a filter on the way, ended the connection in the midst of the handshake.',
  silent: 'The server stopped answering in the midst of the handshake.',
  other: 'The TLS library gives no reason that is known here.',
};

const REMEDIES: Readonly<Record<HandshakeReason, string>> = {
  'not-tls': 'Check the port: 465 begins with TLS, 587 and 25 begin in clear text.',
  'protocol-version': 'On the server, allow TLS 1.2 and 1.3.',
  'no-shared-cipher':
    'On the server, check that its certificate and key load, and allow today’s ciphers (ECDHE with AES-GCM).',
  'weak-key': 'On the server, use an RSA key and DH parameters of 2048 bits or more.',
  'unrecognized-name':
    'Connect by the name that the server’s certificate is for, or let the server answer unknown names with its default.',
  'client-certificate': 'Show a certificate that the server knows, or let the server not ask for one.',
  'unsafe-renegotiation': 'Update the TLS library of the server.',
  'server-error': 'On the server, read the mail log at this time and check certificate and key.',
  dropped:
    'On the server, read the mail log at this time; from another network, see whether a filter cuts TLS off.',
  silent:
    'From another network, see whether a filter swallows TLS; a too large packet size (MTU) on the way does the same.',
  other: 'On the server, read the mail log at this time.',
};

const NEXT_OPTIONS: Partial<Record<HandshakeReason, string>> = {
  'not-tls': '--security starttls',
  'protocol-version': '--tls-min 1.0',
  'unrecognized-name': '--no-tls-servername',
  'client-certificate': '--client-cert FILE --client-key FILE',
  silent: '--timeout 60',
};

interface PolicyData {
  readonly fault: MtaStsFault;
  readonly host: string;
  readonly mx: readonly string[];
  readonly problem: string | undefined;
}

function policyFault({ fault, host, mx, problem }: PolicyData): string {
  if (fault === 'no-policy') return `${policyProblem(problem)}. Senders go on without it`;
  if (fault === 'host') return `it allows ${mx.length === 0 ? 'no host at all' : list(mx)}, and not ${host}`;
  return fault === 'no-tls'
    ? `it demands TLS, and ${host} offers none`
    : `it demands a valid certificate, and that of ${host} is not`;
}

/** What is about TLS, but not about certificates. */
type Id =
  | 'tls.starttls-expected'
  | 'tls.handshake-failed'
  | 'tls.protocol-obsolete'
  | 'tls.cipher-weak'
  | 'tls.mta-sts-mismatch';

/** TLS, in English. */
export const tlsTexts: FindingTexts<Id> = {
  'tls.starttls-expected': {
    title: () => 'This port begins in clear text, not with TLS',
    meaning: ({ port, offersStartTls, banner }) => {
      const said = banner === undefined ? '' : ` (${quote(banner)})`;
      const end = offersStartTls
        ? 'and offers STARTTLS, which works'
        : 'and offers no STARTTLS: it does not encrypt at all';
      return `TLS from the first byte was tried, but ${port === undefined ? 'the server' : `port ${port}`} greets in clear text${said} ${end}.`;
    },
    fix: ({ offersStartTls, port }, evidence) =>
      offersStartTls
        ? [
            'Set the mail program to STARTTLS for this port, not to SSL/TLS.',
            `Check it: ${probeCommand(evidence, { options: '--security starttls' })}`,
          ]
        : steps(
            port !== 465 &&
              `For TLS from the first byte, use port 465: ${probeCommand(evidence, { port: 465 })}`,
            'On the server, give the mail service a certificate and key, and switch TLS on for this port.',
          ),
    see: 'https://www.rfc-editor.org/rfc/rfc8314',
  },
  'tls.handshake-failed': {
    title: () => 'The TLS handshake failed',
    meaning: ({ reason, code, message }) =>
      code === 'EOF' ? CAUSES[reason] : `${CAUSES[reason]} The error was ${code ?? quote(message)}.`,
    fix: ({ reason }, evidence) => {
      const options = NEXT_OPTIONS[reason];
      return steps(
        REMEDIES[reason],
        reason === 'protocol-version' && settingOf(evidence, 'protocols'),
        options === undefined
          ? `Then: ${probeCommand(evidence)}`
          : `Try again: ${probeCommand(evidence, { options })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc8446#section-6',
  },
  'tls.protocol-obsolete': {
    title: ({ protocol }) => `The server speaks ${protocol}, which is retired`,
    meaning: ({ protocol }) =>
      `${protocol} is the best that the server agreed to. It has known weaknesses, and today’s clients no longer connect with it.`,
    fix: (_data, evidence) =>
      steps(
        'On the server, allow TLS 1.2 and 1.3, and switch the older ones off.',
        settingOf(evidence, 'protocols'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  'tls.cipher-weak': {
    title: ({ weakness }) =>
      weakness === undefined
        ? 'The server chose a cipher without forward secrecy'
        : `The server chose a weak cipher (${weakness})`,
    meaning: ({ cipher, weakness }) =>
      weakness === undefined
        ? `The connection is encrypted with ${cipher}. Whoever records it now and gets hold of the server’s key later can read it all.`
        : `The connection is encrypted with ${cipher}. ${weakness} can be broken, or protects nothing, so whoever records the mail may read it.`,
    fix: (_data, evidence) =>
      steps(
        'On the server, exclude the old ciphers and prefer ECDHE with AES-GCM or ChaCha20.',
        settingOf(evidence, 'ciphers'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc9325#section-4.2',
  },
  'tls.mta-sts-mismatch': {
    title: ({ fault }) =>
      fault === 'no-policy'
        ? 'The MTA-STS policy cannot be used'
        : 'The server does not meet the MTA-STS policy',
    meaning: (data) => {
      const end =
        data.mode === 'enforce'
          ? ' Senders that honour it do not deliver here.'
          : ' In testing mode mail still comes, and failures are reported.';
      return `${data.domain} has announced an MTA-STS policy, but ${policyFault(data)}.${data.fault === 'no-policy' ? '' : end}`;
    },
    fix: ({ fault, domain, host }, evidence) => {
      const policy = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
      if (fault === 'no-policy')
        return [`Serve the policy at ${policy} with a valid certificate, as text/plain.`];
      if (fault === 'host')
        return [
          `Add \`mx: ${host}\` to ${policy}, and change the id in the TXT record of _mta-sts.${domain}.`,
          'Or take the host out of the MX records.',
        ];
      return steps(
        fault === 'no-tls'
          ? 'On the server, offer STARTTLS with a valid certificate.'
          : 'On the server, install a certificate that is valid for its name, with its intermediates.',
        `Then: ${probeCommand(evidence)}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc8461',
  },
};
