import { UsageError } from '../../errors.ts';
import type { WithheldReason } from '../../evidence.ts';
import type { Channel, Credentials, Mechanism } from '../../sasl/mechanism.ts';
import { mechanismOf, strongestOf } from '../../sasl/registry.ts';
import { authMechanisms } from '../../smtp/extension.ts';
import { channelBindings } from '../../tls/channel-binding.ts';
import type { LiveSession } from '../plan.ts';
import type { LoginPlan } from './login-plan.ts';

/** What a mechanism may need to know of an open session. */
export function channelOf(live: LiveSession, login: LoginPlan): Channel {
  const { goal, hello, channel } = live;
  return {
    isOpen: !login.allowCleartext && openWay(live) !== undefined,
    host: goal.host,
    port: goal.port ?? 0,
    bindings: channel ? channelBindings(channel.socket, channel.leaf) : {},
    advertised: authMechanisms(hello),
    showsClientCertificate: channel !== undefined && login.showsClientCertificate,
  };
}

interface Means {
  readonly login: LoginPlan;
  readonly credentials: Credentials;
  readonly channel: Channel;
}

/**
 * The mechanism to log in with, or why there is none.
 *
 * @throws UsageError for credentials that none of the mechanisms offered can carry.
 */
export async function chooseMechanism(live: LiveSession, means: Means): Promise<Mechanism | WithheldReason> {
  const { login, channel } = means;
  if (channel.advertised.length === 0 && !login.force) return 'not-offered';
  const named = login.mechanism === 'auto' ? undefined : mechanismOf(login.mechanism);
  return named ? judgeNamed(named, live, means) : strongest(live, means);
}

function judgeNamed(
  named: Mechanism,
  live: LiveSession,
  { login, channel }: Means,
): Mechanism | WithheldReason {
  if (!isAdvertised(named, channel) && !login.force) return 'mechanism-not-offered';
  if (!named.isUsable(channel)) return 'mechanism-unusable';
  return reasonToWithhold(named, live, login) ?? named;
}

/** Whether the server offers it, under its own name or the form before RFC 2554. */
export function isAdvertised(mechanism: Mechanism, { advertised }: Channel): boolean {
  return advertised.some((name) => mechanismOf(name) === mechanism);
}

async function strongest(
  live: LiveSession,
  { login, credentials, channel }: Means,
): Promise<Mechanism | WithheldReason> {
  const reasons = new Map(
    channel.advertised.map((name) => {
      const mechanism = mechanismOf(name);
      return [name, mechanism && reasonToWithhold(mechanism, live, login)] as const;
    }),
  );
  const safe = channel.advertised.filter((name) => reasons.get(name) === undefined);
  const chosen = await strongestCarrying(safe, credentials, channel);
  if (chosen) return chosen;
  const unsafe = strongestOf(channel.advertised, credentials, channel);
  return (unsafe && reasons.get(unsafe.name)) ?? 'mechanism-unusable';
}

/**
 * Passes over what cannot carry these credentials, such as a password that SASLprep forbids.
 *
 * @throws UsageError of the strongest when none can.
 */
async function strongestCarrying(
  names: readonly string[],
  credentials: Credentials,
  channel: Channel,
): Promise<Mechanism | undefined> {
  const chosen = strongestOf(names, credentials, channel);
  if (!chosen) return undefined;
  try {
    await chosen.begin(credentials, channel);
    return chosen;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const others = names.filter((name) => mechanismOf(name) !== chosen);
    const next = await strongestCarrying(others, credentials, channel);
    if (next) return next;
    throw error;
  }
}

/** What shows the secret, or lets it be guessed at leisure, goes only where nobody else can be listening. */
function reasonToWithhold(
  { exposes }: Mechanism,
  live: LiveSession,
  { allowCleartext }: LoginPlan,
): WithheldReason | undefined {
  return allowCleartext || exposes === 'proof' || exposes === 'nothing' ? undefined : openWay(live);
}

/** Why others could read along; a socket of this machine has no way on which they could. */
function openWay({ session, draft, goal }: LiveSession): 'cleartext' | 'untrusted' | undefined {
  if (goal.port === undefined) return undefined;
  if (!session.wire.secure) return 'cleartext';
  return draft.sections.tls?.trust.trusted === true ? undefined : 'untrusted';
}
