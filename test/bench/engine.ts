import { createAuthority } from '../../src/demo/certificates.ts';
import { findIllness } from '../../src/demo/illnesses.ts';
import { startDialogueServer } from '../../src/demo/server.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { mapConcurrently } from '../../src/probes/concurrency.ts';
import type { SessionPlan } from '../../src/probes/plan.ts';
import { probeSession } from '../../src/probes/session.ts';
import { isFault, ReplyParser } from '../../src/smtp/reply.ts';
import { startDelayProxy } from './delay-proxy.ts';
import { median, type Score } from './measure.ts';

const REPLY = Buffer.from(
  [
    '250-mx.example.org Hello doctor.example [192.0.2.1]\r\n',
    '250-SIZE 52428800\r\n',
    '250-PIPELINING\r\n',
    '250-STARTTLS\r\n',
    '250 HELP\r\n',
  ].join(''),
);
const REPLIES = 200_000;

/** Replies of five lines that one core parses in a second. */
export function benchReplies(): Score {
  const parser = new ReplyParser();
  const startedMs = performance.now();
  for (let count = 0; count < REPLIES; count += 1) {
    const outcome = parser.push(REPLY);
    if (!outcome || isFault(outcome)) throw new Error('the reply was not read');
  }
  const perSecond = REPLIES / ((performance.now() - startedMs) / 1000);
  return { name: 'EHLO replies parsed', measured: `${Math.round(perSecond)} / s`, isMet: true };
}

const TARGETS = 500;
const CONCURRENCY = 100;

/** Whole sessions with STARTTLS, the server in the same process. */
export async function benchTargets(): Promise<Score> {
  const { server, plan } = await healthyServer();
  const startedMs = performance.now();
  const all = await mapConcurrently(Array.from({ length: TARGETS }), CONCURRENCY, () =>
    probeSession(plan(server.port)),
  );
  const perSecond = TARGETS / ((performance.now() - startedMs) / 1000);
  await server.close();
  const failed = all.filter((evidence) => evidence.failure).length;
  return {
    name: `${TARGETS} targets, ${CONCURRENCY} at a time`,
    measured: `${perSecond.toFixed(0)} probes / s, server and client in one process, ${failed} failed`,
    isMet: failed === 0,
  };
}

const DELAY_MS = 50;
const RTT_MS = 2 * DELAY_MS;

/**
 * The least a STARTTLS session can take through a path of this delay: half a round trip for the greeting, then
 * one each for EHLO, STARTTLS, the TLS 1.3 handshake, EHLO and QUIT.
 */
const LEAST_ROUND_TRIPS = 5.5;

/** Round trips of a STARTTLS probe, through a proxy that delays each direction. */
export async function benchRoundTrips(): Promise<Score> {
  const { server, plan } = await healthyServer();
  const proxy = await startDelayProxy(server.port, DELAY_MS);
  await probeSession(plan(proxy.port));
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const startedMs = performance.now();
    const evidence = await probeSession(plan(proxy.port));
    if (evidence.failure) throw new Error(evidence.failure.message);
    times.push(performance.now() - startedMs);
  }
  await proxy.close();
  await server.close();
  const ratio = median(times) / (LEAST_ROUND_TRIPS * RTT_MS);
  return {
    name: `STARTTLS probe through ${DELAY_MS} ms each way / the least possible`,
    measured: `${ratio.toFixed(3)} (${(median(times) / RTT_MS).toFixed(2)} of ${LEAST_ROUND_TRIPS} round trips)`,
    bar: '<= 1.05',
    isMet: ratio <= 1.05,
  };
}

async function healthyServer() {
  const certificates = await createAuthority();
  const healthy = await findIllness('healthy');
  const [dialogue] = healthy.servers;
  if (!dialogue) throw new Error('the healthy illness has no server');
  const server = await startDialogueServer(dialogue, { certificates });
  const resolver = createResolver();
  const plan = (port: number): SessionPlan => ({
    goal: { host: '127.0.0.1', port, role: 'submission', security: 'starttls' },
    network: {
      resolver,
      deadlineMs: 60_000,
      session: {},
      tls: { servername: 'smtp.example.net', ca: [certificates.rootPem] },
      clientName: 'doctor.example.org',
    },
  });
  return { server, plan };
}
