import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAIL_DOMAIN } from './server.ts';

/** A private key in a file, and under which name the zone has its public one. */
export interface PublishedKey {
  readonly selector: string;
  readonly file: string;
}

/** One key of each kind, and the lines of the zone of `test.example` that publish them. */
export interface DkimKeys {
  readonly keys: readonly PublishedKey[];
  readonly records: string;
}

/** A string of a TXT record holds no more octets (RFC 1035 §3.3). */
const STRING_OCTETS = 255;

/** Makes the keys that sign for the domain with mailboxes. */
export async function createDkimKeys(directory: string): Promise<DkimKeys> {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync('ed25519');
  const made = [
    { selector: 'rsa', type: 'rsa', key: rsa.privateKey, published: der(rsa.publicKey) },
    // RFC 8463 §3: the key alone, without what says of which kind it is.
    {
      selector: 'ed',
      type: 'ed25519',
      key: ed25519.privateKey,
      published: der(ed25519.publicKey).subarray(-32),
    },
  ];
  const keys: PublishedKey[] = [];
  for (const { selector, key } of made) {
    const file = join(directory, `${selector}.pem`);
    await writeFile(file, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    keys.push({ selector, file });
  }
  const records = made.map(({ selector, type, published }) =>
    record(selector, `v=DKIM1; k=${type}; p=${published.toString('base64')}`),
  );
  return { keys, records: records.join('') };
}

function der(key: { export(options: { type: 'spki'; format: 'der' }): Buffer }): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function record(selector: string, text: string): string {
  const strings = text.match(new RegExp(`.{1,${STRING_OCTETS}}`, 'g')) ?? [];
  const name = `${selector}._domainkey.${MAIL_DOMAIN}.`;
  return `${name} TXT ${strings.map((part) => `"${part}"`).join(' ')}\n`;
}
