import { createHash, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { der, objectIdentifier, octetString, sequence } from '../../src/demo/der.ts';
import { basicConstraints, certificate, subjectAltName } from '../../src/demo/x509.ts';

/** A logo as receivers show it: SVG Tiny PS, with a title. */
export const LOGO =
  '<?xml version="1.0" encoding="UTF-8"?>\n<svg version="1.2" baseProfile="tiny-ps" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>Example</title><rect width="8" height="8" fill="#00f"/></svg>\n';

/** A mark certificate with the authority that gave it out, both PEM. */
export interface TestMark {
  readonly chain: string;
  readonly root: string;
}

const MARK_USAGE = '1.3.6.1.5.5.7.3.31';
const LOGOTYPE = '1.3.6.1.5.5.7.1.12';
const SHA256 = '2.16.840.1.101.3.4.2.1';

function extension(oid: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), octetString(value));
}

/** The logo within the certificate, packed, with its hash (RFC 3709 §4.1). */
function logotype(logo: string): Buffer {
  const uri = `data:image/svg+xml;base64,${gzipSync(logo).toString('base64')}`;
  const hash = createHash('sha256').update(logo).digest();
  const details = sequence(
    der(0x16, Buffer.from('image/svg+xml')),
    sequence(sequence(sequence(objectIdentifier(SHA256)), octetString(hash))),
    sequence(der(0x16, Buffer.from(uri))),
  );
  const direct = der(0xa0, sequence(sequence(details)));
  return extension(LOGOTYPE, sequence(der(0xa2, direct)));
}

/** Gives out a mark certificate for a domain, by an authority of its own. */
export function issueMark(domain: string, logo = LOGO): TestMark {
  const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: 'Test Mark CA', keys: keys() };
  const root = certificate({
    ...{ subject: issuer.name, subjectKeys: issuer.keys, issuer, validDays: [-1, 30] },
    extensions: [basicConstraints()],
  });
  const leaf = certificate({
    ...{ subject: 'Example', subjectKeys: keys(), issuer, validDays: [-1, 30] },
    extensions: [
      subjectAltName([domain]),
      extension('2.5.29.37', sequence(objectIdentifier(MARK_USAGE))),
      logotype(logo),
    ],
  });
  return { chain: leaf + root, root };
}
