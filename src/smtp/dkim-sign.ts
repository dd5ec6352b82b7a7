import { domainToASCII } from 'node:url';
import { UsageError } from '../errors.ts';
import { digestOf, oversigned, type ParsedField } from './dkim-digest.ts';
import type { DkimSignature, Message } from './message.ts';
import type { MessageFacts } from './message-facts.ts';
import type { Pieces } from './outflow.ts';

/** A private key, and under which name its public one is published. */
export interface DkimKey {
  readonly selector: string;
  readonly algorithm: DkimSignature['algorithm'];
  /** PKCS #8 or PKCS #1, PEM. */
  readonly privateKey: string;
}

/** How a message is to be signed; each key makes a signature of its own. */
export interface DkimWishes {
  readonly keys: readonly DkimKey[];
  /** In the place of that of From. */
  readonly domain?: string;
  /** RFC 6376 §3.4: of the header, then of the body, such as `relaxed/simple`. */
  readonly canonicalization: string;
  /** Fields that may stand only once are signed once more than they stand (RFC 6376 §8.15). */
  readonly isOversigned: boolean;
}

/**
 * Signs a message (RFC 6376, RFC 8463): it is read once for that, and comes with the signatures before it from then on.
 *
 * @throws UsageError for a message without From, or without a domain that could sign it.
 */
export async function signMessage(message: Message, wishes: DkimWishes): Promise<Message> {
  const { keys, canonicalization, isOversigned } = wishes;
  const { fields, bodyHash } = await digestOf(message.open(), canonicalization);
  const author = fields.find(({ key }) => key === 'from');
  if (!author)
    throw new UsageError('a message without From cannot be signed', 'add From, or leave out --dkim-key');
  const domain = wishes.domain ?? (await domainOf(author));
  const prefix = Buffer.from(
    await signaturesOf(keys, {
      canonicalization,
      bodyHash,
      headers: { parsed: isOversigned ? oversigned(fields) : fields },
      domain,
    }),
  );
  return {
    ...message,
    facts: factsBehind(prefix, message.facts),
    open: () => behind(prefix, message.open()),
    dkim: keys.map(({ selector, algorithm }) => ({ domain, selector, algorithm })),
  };
}

async function signaturesOf(
  keys: readonly DkimKey[],
  {
    domain,
    ...rest
  }: Pick<DkimWishes, 'canonicalization'> & {
    readonly bodyHash: string;
    readonly headers: { readonly parsed: readonly ParsedField[] };
    readonly domain: string;
  },
): Promise<string> {
  const { dkimSign } = await import('./mailauth.ts');
  const signatureData = keys.map((key) => ({ ...key, signingDomain: domain }));
  const [first] = signatureData;
  if (!first) return '';
  // Without a time of its own, mailauth looks at the clock twice.
  const options = { ...first, ...rest, signatureData, signTime: new Date() };
  const { signatures, errors } = await dkimSign('', options);
  if (errors.length > 0) throw new Error('mailauth could not sign', { cause: errors[0] });
  return signatures;
}

async function domainOf({ line }: ParsedField): Promise<string> {
  const { MailComposer } = await import('./mail-composer.ts');
  const text = Buffer.from(line.toString(), 'latin1').toString('utf8');
  const from = text.slice(text.indexOf(':') + 1).replace(/\r?\n/g, '');
  const [author] = new MailComposer({ from }).compile().getAddresses().from ?? [];
  const domain = domainToASCII(author?.address?.split('@').at(-1) ?? '');
  if (domain !== '' && author?.address?.includes('@')) return domain.toLowerCase();
  throw new UsageError('From names no domain that could sign the message', 'add --dkim-domain DOMAIN');
}

function factsBehind(prefix: Uint8Array, facts: MessageFacts): MessageFacts {
  const { bytes, lineEnds } = facts;
  const isLf = lineEnds === 'lf';
  return {
    ...facts,
    bytes: bytes + prefix.length,
    lineEnds: isLf || lineEnds === 'mixed' ? 'mixed' : 'crlf',
  };
}

async function* behind(prefix: Uint8Array, message: Pieces): AsyncGenerator<Uint8Array> {
  yield prefix;
  yield* message;
}
