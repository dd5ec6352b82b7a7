import type { DkimKeyFault } from '../../identity/dkim-key.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainDkimId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('en');

const FAULTS: Readonly<Record<DkimKeyFault | 'several', string>> = {
  version: 'its version is not DKIM1',
  tags: 'it has parts that are no "name=value"',
  'key-absent': 'it has no key (`p=`)',
  'key-unreadable': 'its key cannot be read, as if it had been cut or broken in copying',
  'key-type': 'its kind of key is unknown',
  service: 'it is not for mail',
  hash: 'it does not allow SHA-256, the only hash that is still good',
  several: 'there is more than one record',
};

/** How a key is made, and where its public half goes. */
function newKey(name: string): string {
  return `Have your mail server or provider make a new key, and publish the record that it gives you: \`${name}. TXT "v=DKIM1; k=rsa; p=…"\``;
}

/** DKIM, in English. */
export const domainDkimTexts: FindingTexts<DomainDkimId> = {
  'domain.dkim-key-absent': {
    title: ({ selector }) => `There is no DKIM key for "${selector.slice(0, 20)}"`,
    meaning: ({ name }) =>
      `The DNS has no key at ${name}. Signatures made with this selector cannot be checked and count as none.`,
    fix: ({ name }) => [
      'Compare the selector with the `s=` of a signature in a message that was sent.',
      newKey(name),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.2',
  },
  'domain.dkim-missing': {
    title: () => 'The domain has no DKIM key',
    meaning: ({ domain }) =>
      `Nothing exists below _domainkey.${domain}, so no mail of the domain can be signed in its name. Large receivers expect a signature, and forwarded mail has no other proof.`,
    fix: ({ domain }) => [
      'Switch DKIM on at your mail server or provider.',
      newKey(`default._domainkey.${domain}`),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376',
  },
  'domain.dkim-unseen': {
    title: () => 'No DKIM key was found under the usual selectors',
    meaning: ({ count }) =>
      `None of ${count} common selectors has a key. The DNS does not list selectors, so there may be one of another name.`,
    fix: ({ domain }) => [
      `Take the selector from the \`s=\` of a signature and ask again: \`smtp-doctor domain ${domain} --selector NAME\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.1',
  },
  'domain.dkim-key-malformed': {
    title: () => 'A DKIM key record cannot be used',
    meaning: ({ name, faults }) =>
      `The record at ${name} fails: ${list(faults.map((fault) => FAULTS[fault]))}. Signatures made with it count as none.`,
    fix: ({ name }) => [newKey(name), 'See that no space, quotation mark or line break gets into the key.'],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.dkim-key-weak': {
    title: ({ bits }) => `A DKIM key has only ${bits} bits`,
    meaning: ({ name, bits, least, good }) =>
      bits < least
        ? `The key at ${name} has ${bits} bits. Receivers must not accept less than ${least}, since such a key can be broken: signatures made with it count as none.`
        : `The key at ${name} has ${bits} bits. It is still accepted, but ${good} are the rule today.`,
    fix: ({ name, good }) => [
      `Make a key of ${good} bits under a new selector, and switch signing over to it.`,
      `Once no mail with the old one is under way, remove \`${name}\`.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8301#section-3.2',
  },
  'domain.dkim-key-revoked': {
    title: () => 'A DKIM key has been revoked',
    meaning: ({ name }) =>
      `The record at ${name} has an empty key. Signatures made with it are void, as is usual for a key that is no longer used.`,
    fix: ({ selector }) => [`Check that nothing signs with the selector "${selector}" any more.`],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.dkim-key-testing': {
    title: () => 'A DKIM key is marked as a test',
    meaning: ({ name }) =>
      `The record at ${name} has \`t=y\`. Receivers may treat mail signed with it as if it were not signed.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
};
