import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SmtpError } from '../errors.ts';
import type { ConnectEvidence, Goal, TlsEvidence } from '../evidence.ts';
import type { Admission } from '../net/address-gate.ts';
import { type Dialled, dial, dialUnix, type Undialled } from '../net/dial.ts';
import { dialProgram } from '../net/program.ts';
import { dialThroughProxy } from '../net/proxy.ts';
import { proxyHeader } from '../net/proxy-header.ts';
import type { DnsAnswer } from '../net/resolver.ts';
import { type Secured, startTls } from '../net/tls.ts';
import { ipVersion } from '../target.ts';
import { certificateFacts } from '../tls/certificate.ts';
import { parseOcspResponse } from '../tls/ocsp.ts';
import { judgeTrust } from '../tls/trust.ts';
import type { Draft } from './draft.ts';
import type { SessionPlan } from './plan.ts';

/** Everything that opening a connection needs beside the plan. */
export interface LinkContext {
  readonly draft: Draft;
  readonly signal: AbortSignal;
  /** The chain shown, in DER, for what is judged of it later. */
  chain?: readonly Buffer[];
  /** The connection in TLS. */
  secureSocket?: TLSSocket;
  /** How the program ended that was spoken to. */
  programEnding?: NonNullable<Dialled['ending']>;
}

/**
 * Resolves and connects.
 *
 * @throws SmtpError at stage `resolve` or `connect`, `limit` when a scan has used its connections up; the attempts stand in the evidence all the same.
 */
export async function openSocket(plan: SessionPlan, context: LinkContext): Promise<Dialled> {
  const { draft } = context;
  countConnection(plan);
  const targets = await draft.timed('resolve', () => resolveTargets(plan, context));
  const admission = await plan.queue?.enter(namesAtGate(plan, targets), context.signal);
  const startedMs = draft.transcript.nowMs();
  const outcome = await draft
    .timed('connect', () => dialTargets(plan, targets, context.signal))
    .catch((error: unknown) => {
      admission?.leave();
      // Interrupted: that connecting had begun is still to be told.
      draft.sections.connect = { attempts: [], elapsedMs: Math.round(draft.transcript.nowMs() - startedMs) };
      throw error;
    });
  draft.sections.connect = connectEvidence(plan, outcome, draft.transcript.nowMs() - startedMs);
  if (admission) passOn(admission, outcome, plan);
  if ('failure' in outcome) throw outcome.failure;
  if (outcome.ending) context.programEnding = outcome.ending;
  draft.transcript.add('*', `connected to ${outcome.address}`, false);
  sendProxyHeader(plan, outcome);
  return outcome;
}

/** What the gate counts by: addresses, or the proxy, which alone is connected to. */
function namesAtGate({ network: { proxy } }: SessionPlan, targets: readonly Address[]): string[] {
  return proxy ? [`${proxy.host}:${proxy.port}`] : targets.map(({ address }) => address);
}

/** The place is free again when the connection has ended. */
function passOn(admission: Admission, outcome: Dialled | Undialled, { network }: SessionPlan): void {
  if ('failure' in outcome || outcome.socket.destroyed) {
    admission.leave();
    return;
  }
  if (!network.proxy) admission.keep(outcome.address);
  outcome.socket.once('close', admission.leave);
}

/** A scan keeps to its number of connections, whatever the port does. */
function countConnection({ scan }: SessionPlan): void {
  if (!scan) return;
  if (scan.connectionsLeft === 0) {
    throw new SmtpError('limit', 'no connection is left for this port', { stage: 'connect', code: 'BUDGET' });
  }
  scan.connectionsLeft -= 1;
}

type Address = { address: string; port: number };

async function resolveTargets(plan: SessionPlan, context: LinkContext): Promise<Address[]> {
  const { host, port } = plan.goal;
  if (port === undefined || plan.network.proxy) return [];
  const { resolver, family } = plan.network;
  if (plan.address !== undefined) return [{ address: plan.address, port: resolver.portOf(host, port) }];
  const name = plan.goal.domain === undefined ? host : absoluteName(host);
  const answers = await resolver.addresses(name, context.signal);
  context.draft.sections.dns = { ...context.draft.sections.dns, addresses: answers };
  const addresses = addressesOf(answers).filter((address) => isOfFamily(address, family));
  if (addresses.length === 0) throw unresolved(host, answers, family);
  return addresses.map((address) => ({ address, port: resolver.portOf(host, port) }));
}

/** The name as complete, so that no search list is tried: what stands in an MX record is. */
export function absoluteName(host: string): string {
  return ipVersion(host) === 0 ? `${host}.` : host;
}

/** A host with more was set up by somebody who wants us to dial. */
const ADDRESSES = 32;

/** The addresses of all answers, IPv6 first as RFC 6724 prefers it. */
export function addressesOf(answers: readonly DnsAnswer[]): string[] {
  const records = answers.flatMap((answer) => answer.records);
  const addresses = records.flatMap((record) => ('address' in record ? [record.address] : []));
  return [...new Set(addresses)].slice(0, ADDRESSES);
}

export function isOfFamily(address: string, family: 4 | 6 | undefined): boolean {
  return family === undefined || ipVersion(address) === family;
}

function unresolved(host: string, answers: readonly DnsAnswer[], family: 4 | 6 | undefined): SmtpError {
  const failed = answers.find((answer) => answer.status !== 'no-data' && answer.status !== 'answer');
  const code = (failed?.status ?? 'no-data').toUpperCase();
  const only = family === undefined ? '' : `IPv${family} `;
  return new SmtpError('resolve', `no ${only}address for "${host}"`, { stage: 'resolve', code });
}

function dialTargets(
  plan: SessionPlan,
  targets: Address[],
  signal: AbortSignal,
): Promise<Dialled | Undialled> {
  const { host, port } = plan.goal;
  const { source, family, proxy, connectTimeoutMs } = plan.network;
  const wait = { signal, ...(connectTimeoutMs === undefined ? {} : { timeoutMs: connectTimeoutMs }) };
  if (plan.goal.program !== undefined) return dialProgram(plan.goal.program, wait);
  if (port === undefined) return dialUnix(host, wait);
  if (proxy && !/^[\w.:%-]+$/.test(host)) {
    throw new SmtpError('resolve', `"${host}" is no name to ask a proxy for`, {
      stage: 'resolve',
      code: 'MALFORMED',
    });
  }
  if (proxy) return dialThroughProxy(proxy, { host, port }, wait);
  return dial(targets, {
    ...wait,
    ...(source === undefined ? {} : { source }),
    ...(family ? { family } : {}),
  });
}

function connectEvidence(
  plan: SessionPlan,
  outcome: Dialled | Undialled,
  elapsedMs: number,
): ConnectEvidence {
  const proxy = plan.network.proxy;
  return {
    attempts: outcome.attempts,
    ...('address' in outcome ? { address: outcome.address } : {}),
    ...('localAddress' in outcome ? { localAddress: outcome.localAddress } : {}),
    ...(proxy ? { proxy: `${proxy.host}:${proxy.port}` } : {}),
    elapsedMs: Math.round(elapsedMs * 10) / 10,
  };
}

function sendProxyHeader(plan: SessionPlan, { socket }: Dialled): void {
  if (!plan.network.proxyHeader) return;
  const header = proxyHeader(plan.network.proxyHeader, {
    sourceAddress: socket.localAddress ?? '127.0.0.1',
    sourcePort: socket.localPort ?? 0,
    destinationAddress: socket.remoteAddress ?? '127.0.0.1',
    destinationPort: socket.remotePort ?? 0,
  });
  socket.write(header);
}

/**
 * Puts TLS on a socket and writes down what the handshake showed.
 *
 * @throws SmtpError `tls`, `timeout` or `disconnected` at stage `tls`.
 */
export async function secureSocket(
  socket: Socket,
  mode: TlsEvidence['mode'],
  plan: SessionPlan,
  context: LinkContext,
): Promise<Socket> {
  const { draft, signal } = context;
  const { servername, clientCertificate, ...choice } = plan.network.tls;
  const name = servername ?? sniName(plan.goal);
  const secured = await draft.timed('tls', () =>
    startTls(socket, {
      ...choice,
      servername: name,
      ...(clientCertificate === undefined ? {} : { clientCertificate }),
      ...(plan.network.session.timeoutMs === undefined ? {} : { timeoutMs: plan.network.session.timeoutMs }),
      signal,
    }),
  );
  const { handshake } = secured;
  draft.transcript.add('*', `tls ${handshake.protocol} ${handshake.cipher}`, true);
  const expectedName = typeof servername === 'string' ? servername : ownName(plan.goal);
  draft.sections.tls = tlsEvidence(mode, secured, expectedName);
  context.chain = secured.chain;
  context.secureSocket = secured.socket;
  return secured.socket;
}

/** A socket's path is no name that a certificate could be for. */
function ownName({ host, port }: Goal): string | undefined {
  return port === undefined ? undefined : host;
}

/** SNI carries DNS names only (RFC 6066 §3). */
function sniName({ host, port }: Goal): string | false {
  return ipVersion(host) === 0 && port !== undefined ? host : false;
}

function tlsEvidence(
  mode: TlsEvidence['mode'],
  secured: Secured,
  expectedName: string | undefined,
): TlsEvidence {
  const { handshake, chain, staple, verifyCode, roots } = secured;
  const facts = chain.map(certificateFacts);
  const certificates = facts.filter((read) => read !== undefined);
  const trust = facts[0]
    ? judgeTrust({ chain: certificates, verifyCode, expectedName, observedAt: new Date(), roots })
    : { trusted: false, problems: ['other' as const], code: 'UNREADABLE_CERTIFICATE' };
  const ocsp = staple && parseOcspResponse(staple, { serialNumber: facts[0]?.serialNumber ?? '', chain });
  return { ...handshake, mode, certificates, trust, ...(ocsp ? { staple: ocsp } : {}) };
}
