import { zoneName } from '../../identity/zone-record.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainMxId, addressLine as lineOf, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('it');

function lossOf(isOnly: boolean): string {
  return isOnly
    ? 'Nessun messaggio può arrivare.'
    : 'La posta arriva dagli altri server, ma più tardi del dovuto.';
}

/** A domain's way in, in Italian. */
export const domainMxTexts: FindingTexts<DomainMxId> = {
  'domain.mx-absent': {
    title: ({ fallback }) =>
      fallback ? 'Il dominio non ha un record MX' : 'Il dominio non indica un server di posta',
    meaning: ({ domain, fallback }) =>
      fallback
        ? `${domain} non ha un record MX. Chi spedisce ripiega sull’indirizzo del dominio stesso, che spesso è un server web e di rado è voluto.`
        : `${domain} non ha un record MX né un indirizzo su cui ripiegare. La posta torna al mittente.`,
    fix: ({ domain, publish }) => [
      ...publishSteps(publish, publishWords),
      `Se ${domain} non deve ricevere posta, dichiaralo: \`${domain}. MX 0 .\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-null': {
    title: () => 'Il dominio non riceve posta, e lo dichiara',
    meaning: ({ domain }) =>
      `${domain} pubblica un MX nullo. Chi spedisce rinuncia subito, com’è giusto per un dominio che non riceve posta.`,
    fix: ({ domain }) => [
      `Niente, se è voluto. Altrimenti sostituisci \`${domain}. MX 0 .\` con il nome di un server di posta.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7505',
  },
  'domain.mx-null-mixed': {
    title: () => 'Un MX nullo sta accanto ad altri veri',
    meaning: ({ domain, hosts }) =>
      `${domain} dichiara di non ricevere posta e insieme indica ${list(hosts)}. Alcuni mittenti credono all’uno, altri agli altri.`,
    fix: ({ domain }) => [`Togli \`${domain}. MX 0 .\`, oppure tutti gli altri.`],
    see: 'https://www.rfc-editor.org/rfc/rfc7505#section-3',
  },
  'domain.mx-address': {
    title: () => 'Un record MX contiene un indirizzo IP',
    meaning: ({ domain, address, isOnly }) =>
      `L’MX di ${domain} contiene l’indirizzo ${address}, dove può stare solo il nome di un host. Chi spedisce cerca un host con quel nome e non lo trova. ${lossOf(isOnly)}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-host-absent': {
    title: () => 'Un record MX indica un host senza indirizzo',
    meaning: ({ domain, hosts, isOnly }) =>
      `L’MX di ${domain} indica ${list(hosts)}, per cui il DNS non ha un indirizzo. ${lossOf(isOnly)}`,
    fix: ({ domain, hosts: [host], before, publish }) => [
      `Pubblica l’indirizzo del server, \`${zoneName(host ?? '')} A INDIRIZZO\`, oppure togli \`${domain}. MX ${before[0]}\``,
      ...publishSteps(publish, publishWords),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1',
  },
  'domain.mx-unroutable': {
    title: () => 'Un server di posta ha un indirizzo di rete privata',
    meaning: ({ lost, isOnly }) => {
      const hosts = list(lost.map(({ host, address }) => `${host} (${address})`));
      const verb = lost.length === 1 ? 'non è raggiungibile' : 'non sono raggiungibili';
      return `${hosts} ${verb} da Internet. ${lossOf(isOnly)}`;
    },
    fix: ({ lost: [first] }) => [
      `Al posto di \`${lineOf(first, first?.address)}\` pubblica l’indirizzo pubblico del server: \`${lineOf(first, 'INDIRIZZO')}\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6890',
  },
  'domain.mx-alias': {
    title: () => 'Un record MX indica un alias',
    meaning: ({ host, alias }) =>
      `${host} è un CNAME di ${alias}. Un record MX deve indicare l’host stesso; alcuni mittenti rifiutano un alias.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.3',
  },
  'domain.mx-ipv6-only': {
    title: () => 'I server di posta non hanno un indirizzo IPv4',
    meaning: ({ domain, hosts }) => {
      const verb = hosts.length === 1 ? 'è raggiungibile' : 'sono raggiungibili';
      return `${list(hosts)} ${verb} solo via IPv6. Molti mittenti hanno soltanto IPv4 e non possono scrivere a ${domain}.`;
    },
    fix: ({ hosts: [host] }) => [
      `Pubblica anche il suo indirizzo IPv4: \`${zoneName(host ?? '')} A INDIRIZZO\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3974',
  },
};
