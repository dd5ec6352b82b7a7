import { sign } from 'node:crypto';
import { element, type Forged } from './forge.ts';

/** What a forged OCSP response says. */
export interface ForgedResponse {
  readonly serialNumber: string;
  readonly state?: 'good' | 'revoked' | 'unknown';
  /** `YYYYMMDDhhmmssZ`. */
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
  /** Who signs, with an EC key; nobody when absent. */
  readonly signer?: Forged;
  /** Whether the signer's certificate comes along. */
  readonly isSignerSent?: boolean;
}

const NULL = Buffer.alloc(0);
const ECDSA_SHA256 = element(0x06, Buffer.from('2a8648ce3d040302', 'hex'));
const BASIC = element(0x06, Buffer.from('2b0601050507300101', 'hex'));

function time(text: string): Buffer {
  return element(0x18, Buffer.from(text));
}

/** An OCSPResponse with nothing but its status (RFC 6960 §4.2.1). */
export function forgeFailure(code: number): Buffer {
  return element(0x30, element(0x0a, Buffer.from([code])));
}

/** A successful OCSPResponse for one certificate. */
export function forgeResponse(response: ForgedResponse): Buffer {
  const data = element(
    0x30,
    element(0xa2, element(0x04, Buffer.alloc(20))),
    time('20261122000000Z'),
    element(0x30, single(response)),
  );
  const { signer, isSignerSent } = response;
  const signature = signer ? sign('sha256', data, signer.key) : Buffer.from([1]);
  const basic = element(
    0x30,
    data,
    element(0x30, ECDSA_SHA256),
    element(0x03, Buffer.from([0]), signature),
    ...(signer && isSignerSent ? [element(0xa0, element(0x30, signer.der))] : []),
  );
  const bytes = element(0x30, BASIC, element(0x04, basic));
  return element(0x30, element(0x0a, Buffer.from([0])), element(0xa0, bytes));
}

function single({
  serialNumber,
  state = 'good',
  thisUpdate = '20261121000000Z',
  nextUpdate,
  revokedAt = thisUpdate,
}: ForgedResponse): Buffer {
  const hash = element(0x04, Buffer.alloc(20));
  const id = element(0x30, element(0x30, BASIC), hash, hash, element(0x02, Buffer.from(serialNumber, 'hex')));
  const status = {
    good: element(0x80, NULL),
    revoked: element(0xa1, time(revokedAt)),
    unknown: element(0x82, NULL),
  }[state];
  return element(
    0x30,
    id,
    status,
    time(thisUpdate),
    ...(nextUpdate === undefined ? [] : [element(0xa0, time(nextUpdate))]),
  );
}
