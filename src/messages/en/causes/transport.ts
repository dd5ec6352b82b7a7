import type { Interpretation } from '../../../replies/interpretation.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { steps } from '../../next-step.ts';
import { isDelivery } from '../../recipient-subject.ts';
import { commandOn, isNodemailer, recipientDomainOf } from '../../reply-subject.ts';
import { at, host } from './phrases.ts';

const PORT_AND_TLS =
  'Check port and encryption together: 465 is SSL/TLS from the first byte, 587 and 25 are STARTTLS.';

/** Whether the connection stood when nothing more came. */
function isOpened({ statement }: Interpretation): boolean {
  return statement.stage !== undefined && statement.stage !== 'connect';
}

/** A server that delivers was given the host by DNS; anybody else has typed it. */
function networkActor(seen: Interpretation, otherwise: string): string {
  return isDelivery(seen) ? 'whoever runs the recipient’s server' : otherwise;
}

/** Failures of the session and of the way itself, in English. */
export const transportCauses: CauseTexts<'protocol' | 'loop' | 'network' | 'expired'> = {
  protocol: {
    title: 'Client and server do not understand each other',
    meaning: (seen) =>
      `The server objects${at(seen)}: it does not know the command, did not expect it then, or cannot read its argument. It is a matter of the program that sends, or of a device in between that alters commands.`,
    fix: (seen) => [
      `See what the server offers, and whether something on the way alters it: ${commandOn('probe', host(seen))}`,
      'Record the dialogue in the program that sends (debug or verbose mode), and look at the command just before the reply.',
      'Update the program; in a script of your own, end each line with CR LF and wait for each reply.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1',
  },
  'command-unknown': {
    title: 'The server does not know this command',
    meaning: (seen) =>
      `The server refuses a command${at(seen)}: it is not built in, is switched off, or arrived garbled. A TLS handshake sent to a port that speaks plain text also looks like this.`,
    fix: (seen) => [
      `See what the server offers after EHLO: ${commandOn('probe', host(seen))}`,
      PORT_AND_TLS,
      'If AUTH or STARTTLS is what it does not know, a firewall may take it out; Cisco: `no inspect esmtp`.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.4',
  },
  'command-order': {
    title: 'The command came at the wrong moment',
    meaning: (seen) =>
      `The server refuses a command${at(seen)}: something that must come first was left out or refused, such as EHLO, STARTTLS, the login, MAIL before RCPT, RCPT before DATA. Often an earlier refusal was passed over, and that one is the real reason.`,
    fix: (seen) => [
      'Read the replies before this one: the first that is not 2xx or 3xx is what to fix.',
      'Switch on the login in the program, if it is off: many servers answer 503 to a MAIL without it.',
      `After STARTTLS, begin again with EHLO; see the right order: ${commandOn('probe', `${host(seen)} --transcript`)}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4',
  },
  'parameter-unsupported': {
    title: 'The server does not support an argument of the command',
    meaning: (seen) =>
      `The server objects${at(seen)}: an address or a parameter is malformed, or is one it did not offer, such as SIZE, BODY, SMTPUTF8, RET or NOTIFY.`,
    fix: (seen) => [
      `See which extensions it offers, and use only those: ${commandOn('probe', host(seen))}`,
      'Check the form: `MAIL FROM:<user@example.org> SIZE=1000`, with angle brackets and without a space after the colon.',
      'In the program, switch off delivery notifications (DSN) or non-ASCII addresses, if the server has none.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.11',
  },
  loop: {
    title: 'The message goes round in circles',
    who: () => 'whoever runs these servers',
    meaning: () =>
      'Two or more servers pass it to each other, each holding the other responsible, until one counted too many hops. The Received: lines of the bounce show which ones.',
    fix: (seen) =>
      steps(
        'In the bounce, find the names that come again and again in the Received: lines: the fault is between them.',
        'Look for a forwarding that leads back to where it came from, and take it out.',
        'On the server that should have kept the message, enter the domain as local (Postfix: `mydestination` or `virtual_mailbox_domains`; Exchange: accepted domains).',
        `Check where the MX records lead: ${commandOn('domain', recipientDomainOf(seen) ?? 'DOMAIN')}`,
      ),
    avoid: 'Do not raise the limit of hops: the message only goes round longer.',
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-6.3',
  },
  network: {
    title: 'The other server cannot be reached',
    who: (seen) => networkActor(seen, 'you first: check host, port and encryption'),
    meaning: () =>
      'The connection could not be made, or did not last until the message was handed over. The message was not judged by anybody.',
    fix: (seen) => [
      `See where it ends, and whether other ports answer: ${commandOn('ports', host(seen))}`,
      'Compare from another network: if it works there, the fault is on your way; else at the server.',
      'If the server is another’s, tell its administrator the time, the address and the port.',
    ],
  },
  'connection-refused': {
    title: 'Connection refused: nothing listens on this port',
    who: (seen) => networkActor(seen, 'you first: check host and port'),
    meaning: () =>
      'The host is up and refused the connection at once: no service listens on this port, or a firewall refuses it. Host name and port may also be the wrong ones.',
    fix: (seen) => [
      'Check host and port in the program: 587 or 465 to send as a user, 25 between servers. A program that says 127.0.0.1 or localhost was never set up.',
      `See which ports are open: ${commandOn('ports', host(seen))}`,
      'On the server, start the service, let it listen on all addresses, and open the port in the firewall.',
    ],
  },
  'connection-timeout': {
    title: 'No answer in time',
    who: (seen) => {
      if (isDelivery(seen)) return 'you first: see whether other domains get through';
      return isOpened(seen) ? 'you first: check port and encryption' : undefined;
    },
    meaning: (seen) =>
      isOpened(seen)
        ? 'The connection was opened, and then no answer came for too long: the server or a filter behind it hangs, or the client waits for a plain-text greeting on a TLS port.'
        : 'Packets to this host and port vanish: a firewall drops them, or the host is down. On port 25 it is mostly your own provider who blocks it for homes and rented servers.',
    fix: (seen) =>
      isDelivery(seen)
        ? [
            'If other domains get through, that server is down; Postfix and other mail servers retry by themselves.',
            `If none does, see whether your own network blocks port 25: ${commandOn('ports', host(seen))}`,
            'If it is blocked, ask the hosting provider to open it, or send through a relay on 587.',
          ]
        : steps(
            isNodemailer(seen) && 'On port 465 set `secure: true`; on 587 `secure: false`.',
            `See which ports answer, and who blocks the others: ${commandOn('ports', host(seen))}`,
            'To send as a user, take port 587 or 465 instead of 25.',
            'From a server with a blocked port 25, ask the hosting provider to open it, or send through a relay on 587.',
            !isNodemailer(seen) && PORT_AND_TLS,
          ),
  },
  'session-timed-out': {
    title: 'The server waited too long for you and closed the session',
    meaning: (seen) =>
      `The connection works: the server answered${at(seen)}, then waited for the next command or for more of the message, and hung up when nothing came. The sending program is slow or stuck, or large packets get lost on the way.`,
    fix: (seen) => [
      'In the sending program, close idle connections, and prepare the message before connecting.',
      'If large messages break off, lower the MTU of a VPN or tunnel (1400 for a test).',
      `See whether a short session goes through: ${commandOn('probe', host(seen))}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2',
  },
  'connection-lost': {
    title: 'The connection broke off',
    who: (seen) => networkActor(seen, 'you first: check host, port and encryption'),
    meaning: ({ statement }) =>
      statement.stage === 'data'
        ? 'The other side hung up while the message was handed over: a filter that closes without a word, a time limit, or large packets that get lost. After the final dot the message may have arrived all the same.'
        : 'The other side, or a device in between, hung up before the session was over. Servers do that to addresses they do not want, and when TLS was expected and plain text came, or the other way round.',
    fix: (seen) => [
      `See at which step it breaks: ${commandOn('probe', host(seen))}`,
      PORT_AND_TLS,
      'Switch off the mail scanning of an antivirus or firewall for a test, or try from another network.',
      'If only large messages break off, lower the MTU of a VPN or tunnel (1400 for a test).',
    ],
  },
  'host-unreachable': {
    title: 'There is no way to this host',
    meaning: () =>
      'A router, or your own system, knows no way to the address: no Internet connection, a VPN that is off, a wrong route, or an IPv6 address where only IPv4 works.',
    fix: (seen) => [
      'Check that other hosts on the Internet answer.',
      `Compare IPv4 and IPv6: ${commandOn('probe', `${host(seen)} -4`)}`,
      'If only IPv6 fails, repair its route or let the program use IPv4. Postfix: `inet_protocols = ipv4`.',
      'In a container or a rented server, check its network rules for outgoing connections.',
    ],
  },
  'host-unknown': {
    title: 'The server’s name does not exist',
    meaning: ({ temporary }) =>
      temporary === true
        ? 'DNS could not say for now which address the host name has: a name server did not answer.'
        : 'DNS knows no address for this host name: a typing error, an old name, or a DNS server that sees only the inside of a network.',
    fix: (seen) => [
      'Compare the name, letter by letter, with the provider’s help page; a mail domain is not yet a host name.',
      `See what DNS answers: ${commandOn('probe', host(seen))}`,
      'If other names do not resolve either, the DNS server of this machine or container is what fails.',
    ],
  },
  expired: {
    title: 'The mail server gave up after days of trying',
    who: () => 'you first: find the earlier reason',
    meaning: () =>
      'The message waited in the queue until its time was over, since each attempt failed for a temporary reason. That earlier reason is the real one; it is mostly in the same bounce.',
    fix: (seen) => [
      'Look in the bounce or the log for the last reply before this one, and explain that: `smtp-doctor explain bounce.eml`',
      `See whether the recipient’s servers answer today: ${commandOn('domain', recipientDomainOf(seen) ?? 'DOMAIN')}`,
      'Check the domain in the address for a typing error: a wrong one often has a host that never answers.',
      'Then send the message again; it is in no queue any more.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4.1',
  },
};
