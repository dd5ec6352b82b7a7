import { UsageError } from '../errors.ts';
import { passwordOf, refuseSeparator } from './credentials.ts';
import type { Channel, Credentials, Mechanism } from './mechanism.ts';
import { freshNonce } from './nonce.ts';
import { prepare } from './prepare.ts';
import { ScramExchange, type ScramStart } from './scram-exchange.ts';
import { type Binding, bindingOf, escapeName, LEAST_ITERATIONS, unboundFlag } from './scram-message.ts';
import type { ScramHash } from './scram-proof.ts';

export interface ScramOptions {
  /** The -PLUS form, which proves that both ends see the same TLS session. */
  readonly isPlus?: boolean;
  /** Makes the client's nonce; random when absent. A test gives that of an example. */
  readonly nonce?: () => string;
}

const STRENGTHS: Readonly<Record<ScramHash, number>> = { 'SHA-1': 75, 'SHA-256': 80, 'SHA-512': 85 };

/** A bound login with the weakest hash withstands more than an unbound one with the strongest. */
const PLUS_STRENGTH = 15;

/** SCRAM with one hash, bound to the TLS session or not (RFC 5802, RFC 7677, draft-melnikov-scram-sha-512). */
export function scram(hash: ScramHash, { isPlus = false, nonce = freshNonce }: ScramOptions = {}): Mechanism {
  const name = `SCRAM-${hash}${isPlus ? '-PLUS' : ''}`;
  return {
    name,
    exposes: 'proof',
    strength: STRENGTHS[hash] + (isPlus ? PLUS_STRENGTH : 0),
    carriesAuthzid: true,
    needs: ['username', 'password'],
    isUsable: (channel) => !isPlus || bindingOf(channel) !== undefined,
    begin: async (credentials, channel) => {
      const binding = isPlus ? requireBinding(channel, name) : undefined;
      return new ScramExchange({
        hash,
        nonce: nonce(),
        ...(await prepareNames(credentials, name)),
        gs2Header: gs2Header(credentials, binding ? `p=${binding.type}` : unboundFlag(channel)),
        bindingData: binding?.data ?? Buffer.alloc(0),
        leastIterations: channel.isOpen ? LEAST_ITERATIONS : 0,
      });
    },
  };
}

async function prepareNames(
  credentials: Credentials,
  mechanism: string,
): Promise<Pick<ScramStart, 'name' | 'password'>> {
  const { username, authzid } = credentials;
  const password = passwordOf(credentials, mechanism);
  refuseSeparator('\0', mechanism, { 'user name': username, 'authorization identity': authzid });
  return {
    name: escapeName(await prepare(username, 'user name')),
    password: await prepare(password, 'password'),
  };
}

function gs2Header({ authzid }: Credentials, flag: string): string {
  return `${flag},${authzid ? `a=${escapeName(authzid)}` : ''},`;
}

function requireBinding(channel: Channel, mechanism: string): Binding {
  const binding = bindingOf(channel);
  if (binding) return binding;
  throw new UsageError(
    `${mechanism} needs a TLS session that it can be bound to (RFC 5929, RFC 9266)`,
    `use TLS, or --mechanism ${mechanism.replace(/-PLUS$/, '')}`,
  );
}
