import { UsageError } from '../../errors.ts';
import type { Expectations } from '../../evidence.ts';
import { concealmentOf } from '../../probes/auth/auth.ts';
import type { DeliveryPlan } from '../../probes/delivery/delivery.ts';
import type { Credentials } from '../../sasl/mechanism.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import { composeMessage } from '../../smtp/message-compose.ts';
import type { Target } from '../../target.ts';
import type { CheckOptions } from '../check.ts';
import { readCredentials } from '../credentials/index.ts';
import { networkChoice } from '../network.ts';
import { targetOf, type Walk, type WalkOptions } from '../probe/walk.ts';
import type { ConfiguredTarget } from './config.ts';
import type { ExpectedOfTarget, TargetSettings } from './config-fields.ts';
import { NO_WISHES } from './looks.ts';

/** What targets with the same settings share. */
interface Means extends Pick<Walk, 'options' | 'network' | 'delivery' | 'concealment'> {
  readonly expect: Expectations;
}

/** A target that is ready to be walked to. */
export interface Job extends Means {
  readonly text: string;
  readonly target: Target;
  /** Its place in the whole list, whatever shard it falls into. */
  readonly place: number;
}

/**
 * Makes ready everything before the first connection: settings, files, secrets.
 *
 * @throws UsageError for the first that cannot be used.
 */
export async function prepare(
  targets: readonly ConfiguredTarget[],
  defaults: TargetSettings,
  options: CheckOptions,
): Promise<Job[]> {
  const known = new Map<string, Promise<Means>>();
  const jobs = targets.map(async ({ text, own }, place): Promise<Job> => {
    const settings = merged(defaults, own);
    const key = JSON.stringify(settings);
    const target = targetOf(text, { ...options, ...(settings.mx ? { mx: true } : {}) });
    checkDomain(text, target, own);
    const means = known.get(key) ?? meansOf(settings, target, options);
    known.set(key, means);
    return { text, target, place, ...(await means) };
  });
  return Promise.all(jobs);
}

/** What a target says itself comes before what is said for all. */
export function merged(defaults: TargetSettings, own: TargetSettings): TargetSettings {
  const ports = [...(own.expect?.ports ?? []), ...(defaults.expect?.ports ?? [])];
  const first = ports.filter(({ port }, at) => ports.findIndex((other) => other.port === port) === at);
  const expect = { ...defaults.expect, ...own.expect, ...(first.length > 0 ? { ports: first } : {}) };
  return { ...defaults, ...own, expect };
}

/** A policy is a domain's; among the defaults it is meant for those targets alone that are one. */
function checkDomain(text: string, { kind }: Target, { expect }: TargetSettings): void {
  if (expect?.['mta-sts'] === undefined || kind === 'domain') return;
  throw new UsageError(
    `mta-sts is expected of "${text}", which is no mail domain`,
    'write user@domain as the target, or add mx: true',
  );
}

async function meansOf(settings: TargetSettings, target: Target, options: CheckOptions): Promise<Means> {
  const walkOptions = optionsWith(settings, options);
  const network = await networkChoice(walkOptions);
  const credentials = await credentialsOf(settings, target);
  const { send, ...expect } = settings.expect ?? {};
  const delivery = await deliveryOf(send, credentials, settings);
  return {
    options: walkOptions,
    network,
    expect,
    ...(delivery ? { delivery } : {}),
    concealment: concealmentOf(credentials),
  };
}

/** The command line comes before the config. */
function optionsWith(settings: TargetSettings, options: CheckOptions): WalkOptions {
  const { security, ehlo, timeout, servername, ca } = settings;
  const { mx } = settings;
  return {
    ...(security === undefined ? {} : { security }),
    ...(ehlo === undefined ? {} : { ehlo }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(servername === undefined ? {} : { tlsServername: servername }),
    ...(mx === undefined ? {} : { mx }),
    ...options,
    ...(ca ? { ca: [...(options.ca ?? []), ...ca] } : {}),
  };
}

async function credentialsOf({ login }: TargetSettings, target: Target): Promise<Credentials | undefined> {
  if (!login) return undefined;
  const { user, password: { env, file } = {} } = login;
  const source = {
    ...(user === undefined ? {} : { user }),
    ...(env === undefined ? {} : { passwordEnv: env }),
    ...(file === undefined ? {} : { passwordFile: file }),
  };
  const host = target.kind === 'host' ? target.host : 'localhost';
  return readCredentials(source, { host, signal: new AbortController().signal });
}

/** A login, a transaction, or both; undefined where the session is only looked at. */
async function deliveryOf(
  send: ExpectedOfTarget['send'],
  credentials: Credentials | undefined,
  { ehlo }: TargetSettings,
): Promise<DeliveryPlan | undefined> {
  const login = credentials && {
    mechanism: 'auto',
    credentials,
    initialResponse: 'auto' as const,
    force: false,
    allowCleartext: false,
    showsClientCertificate: false,
  };
  if (send?.to === undefined) return login && { login, leave: { after: 'auth', isRude: false } };
  const envelope = { from: parseSender(send.from ?? '<>'), recipients: [parseRecipient(send.to)] };
  const draft = { from: envelope.from, to: envelope.recipients, headers: [], attachments: [] };
  const remake = () => composeMessage(ehlo === undefined ? draft : { ...draft, clientName: ehlo });
  const after = send['quit-after'];
  return {
    work: { envelope, message: await remake(), wishes: NO_WISHES },
    ...(login ? { login } : {}),
    ...(after === undefined ? {} : { leave: { after, isRude: false } }),
  };
}
