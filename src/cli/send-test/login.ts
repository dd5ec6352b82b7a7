import { UsageError } from '../../errors.ts';
import type { DeliveryPlan } from '../../probes/delivery/delivery.ts';
import type { NetworkChoice } from '../../probes/plan.ts';
import type { Credentials } from '../../sasl/mechanism.ts';
import { mechanismOf, missingFor } from '../../sasl/registry.ts';
import { readCredentials } from '../credentials/index.ts';
import type { SendTestOptions } from '../send-test.ts';
import { type Destination, isLocal } from './destination.ts';

/**
 * Reads the credentials that the options name; undefined where nobody is to log in.
 *
 * @throws UsageError for a mechanism that is not known or lacks something, and for what cannot be read.
 */
export async function credentialsFor(
  destination: Destination,
  options: SendTestOptions,
  network: NetworkChoice,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const named = mechanismOf(options.mechanism);
  if (!named && options.mechanism !== 'auto') {
    throw new UsageError(
      `the mechanism "${options.mechanism}" is not known`,
      'smtp-doctor auth examines them',
    );
  }
  const { host, port } = destination.goal;
  const { ca } = network.tls;
  const credentials = await readCredentials(options, {
    host: isLocal(destination) ? 'localhost' : host,
    ...(port === undefined ? {} : { port }),
    ...(named ? { needs: named.needs } : {}),
    ...(ca ? { ca } : {}),
    signal,
  });
  const [missing] = named && credentials ? missingFor(named, credentials) : [];
  if (missing === undefined) return credentials;
  throw new UsageError(`${named?.name} needs a ${missing}`, `give it, or leave out --mechanism`);
}

/** How the login is to be made. */
export function loginOf(
  options: SendTestOptions,
  credentials: Credentials,
): NonNullable<DeliveryPlan['login']> {
  const { mechanism, force, allowCleartext, clientCert, clientKey } = options;
  return {
    mechanism,
    credentials,
    initialResponse: 'auto',
    // Without a name nothing tells which mechanism is to be forced.
    force: force === true && mechanism !== 'auto',
    allowCleartext: allowCleartext === true,
    showsClientCertificate: clientCert !== undefined || clientKey !== undefined,
  };
}
