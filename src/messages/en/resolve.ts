import type { StageTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';

const { duration } = formatsOf('en');

const FAILED_ANSWERS: Readonly<Record<string, string>> = {
  servfail:
    'answered SERVFAIL: it cannot get an answer from the domain’s own servers, or DNSSEC does not hold',
  refused: 'refuses to answer this machine',
  malformed: 'sent an answer that cannot be read',
};

function missingAddress(types: readonly string[]): string {
  const families = types.map((type) => (type === 'AAAA' ? 'IPv6' : 'IPv4'));
  return families.length === 1 ? `no ${families[0]} address` : 'neither an IPv4 nor an IPv6 address';
}

/** The DNS, in English. */
export const resolveTexts: StageTexts<'resolve'> = {
  'resolve.name-unknown': {
    title: ({ noAddress }) => (noAddress ? 'The name has no address' : 'The name does not exist in the DNS'),
    meaning: ({ name, noAddress, missing }, { goal }) => {
      const isMx = goal.domain !== undefined && goal.domain !== name;
      const cause = noAddress
        ? `The DNS knows "${name}", but it has ${missingAddress(missing)} to connect to.`
        : `The DNS says that "${name}" does not exist, so there is nothing to connect to.`;
      return isMx ? `${cause} It stands in the MX record of ${goal.domain}: no mail can go there.` : cause;
    },
    fix: ({ name, noAddress, missing }, evidence) => {
      const { domain } = evidence.goal;
      if (domain !== undefined && domain !== name) {
        return [`Correct the MX record of ${domain}, or publish an address record for "${name}".`];
      }
      return steps(
        `Check the spelling of "${name}".`,
        noAddress && missing.length === 1 && 'Try without -4 or -6.',
        noAddress &&
          `If it is a mail domain and no server, probe its MX hosts: \`smtp-doctor probe ${name} --mx\``,
        !noAddress &&
          `If the record is new, ask another resolver: ${probeCommand(evidence, { options: '--dns 9.9.9.9' })}`,
      );
    },
    see: 'https://www.rfc-editor.org/rfc/rfc8020',
  },
  'resolve.server-failure': {
    title: ({ status }) =>
      status === 'timeout' ? 'The DNS server does not answer' : 'The DNS gives no usable answer',
    meaning: ({ name, type, status, source, elapsedMs }) => {
      const answer = FAILED_ANSWERS[status] ?? `did not answer within ${duration(elapsedMs)}`;
      return `Asked for the ${type} record of "${name}", the resolver ${source} ${answer}. Whether the name exists is not known.`;
    },
    fix: ({ name, status }, evidence) =>
      steps(
        `Ask another resolver: ${probeCommand(evidence, { options: '--dns 9.9.9.9' })}`,
        status === 'servfail'
          ? `If that fails too, the owner of "${name}" has to check its name servers and DNSSEC signatures.`
          : 'If that works, mend or replace the resolver of this machine or network.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc8914',
  },
  'resolve.mx-absent': {
    title: ({ fallback }) => (fallback ? 'The domain has no MX record' : 'The domain has no mail server'),
    meaning: ({ domain, fallback }) =>
      fallback
        ? `${domain} has no MX record. Senders fall back to its own address, which is often a web server and rarely meant.`
        : `${domain} has no MX record and no address to fall back to. Senders return mail for it.`,
    fix: ({ domain, fallback }) =>
      steps(
        `Publish an MX record: \`${domain}. MX 10 mail.${domain}.\``,
        `If ${domain} is to take no mail, say so with a null MX: \`${domain}. MX 0 .\``,
        fallback && 'Until then, what follows is about the domain’s own address.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'resolve.mx-null': {
    title: () => 'The domain takes no mail',
    meaning: ({ domain }) =>
      `${domain} publishes a null MX (\`MX 0 .\`), which says on purpose that it takes no mail. Senders return every message at once.`,
    fix: ({ domain }) => [
      `Check that you mean ${domain} and no other spelling.`,
      `If it should take mail, its owner replaces the null MX with the name of a mail server.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7505',
  },
  'resolve.mx-alias': {
    title: () => 'The MX record names an alias',
    meaning: ({ domain, exchange, target }) =>
      `The MX record of ${domain} names ${exchange}, which is a CNAME for ${target}. The standard wants the real name there; some senders refuse an alias.`,
    fix: ({ domain, target }) => [
      `Let the MX record of ${domain} name the host itself: \`${domain}. MX 10 ${target}.\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.3',
  },
  'resolve.mx-address': {
    title: () => 'The MX record names an IP address',
    meaning: ({ domain, address }) =>
      `The MX record of ${domain} holds the address ${address}. It must hold a host name: most senders look for a host called "${address}" and find none.`,
    fix: ({ domain, address }) => [
      `Give the server a name: \`mail.${domain}. ${address.includes(':') ? 'AAAA' : 'A'} ${address}\``,
      `Let the MX record name it: \`${domain}. MX 10 mail.${domain}.\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'resolve.host-obsolete': {
    title: ({ provider }) => `This is an old host name of ${provider}`,
    meaning: ({ host, provider, today, year }) =>
      today === undefined
        ? `${host} comes from guides of years past. Since ${year} no source names a server of ${provider} for sending, so the service has probably been closed.`
        : `${host} comes from guides of years past; the sources of ${year} name ${today} in its place. An old name may still answer for a while, with a certificate or login rules that no longer fit.`,
    fix: ({ provider, today, port }, evidence) =>
      today === undefined
        ? [
            `Ask ${provider} whether your mailbox still exists, and use the server of the provider that has it now.`,
          ]
        : [
            `Set ${today} as the outgoing server, on port ${port}.`,
            `Try it: ${probeCommand(evidence, { host: today, ...(port === undefined ? {} : { port }) })}`,
          ],
  },
};
