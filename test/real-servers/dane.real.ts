import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parseDialogue } from '../../src/demo/dialogue.ts';
import { type DialogueServer, startDialogueServer } from '../../src/demo/server.ts';
import type { Evidence } from '../../src/evidence.ts';
import { createResolver } from '../../src/net/resolver.ts';
import { probeTlsPolicy } from '../../src/probes/tls-policy.ts';
import { diagnose } from '../../src/rules/index.ts';
import { outcomeMatrix } from '../../src/rules/tls/policy.ts';
import { authority, keysOf, TLS } from '../probes/tls-policy-scene.ts';
import { finish } from './command.ts';
import { DIRECTORY_PREFIX } from './daemon.ts';
import { type Dnssec, startDnssec, type ZoneOrder } from './dnssec.ts';
import { installServers, reasonToSkip } from './packages.ts';

const ADDRESS = '127.0.1.56';
const SETUP_MS = 300_000;
const OTHER = '00'.repeat(32);

/** Hosts by what is the matter with their TLSA records. */
const HOSTS = ['right', 'issuer', 'rollover', 'wrong', 'unusable', 'late', 'bare', 'alias'].map(
  (name) => `${name}.dane.example`,
);
const UNSIGNED = 'host.plain.example';

interface Expected {
  readonly host: string;
  /** What Postfix at `dane` does. */
  readonly outcome: string;
  /** At the host's own session. */
  readonly ids: readonly string[];
  /** What posttls-finger says of the server. */
  readonly said: RegExp;
}

const VERIFIED = /Verified TLS connection established/;

const EXPECTED: readonly Expected[] = [
  { host: 'right', outcome: 'deliver dane-fits', ids: ['tls.dane-renewal-fragile'], said: VERIFIED },
  { host: 'issuer', outcome: 'deliver dane-fits', ids: [], said: VERIFIED },
  { host: 'rollover', outcome: 'deliver dane-fits', ids: [], said: VERIFIED },
  { host: 'alias', outcome: 'deliver dane-fits', ids: ['tls.dane-renewal-fragile'], said: VERIFIED },
  {
    host: 'wrong',
    outcome: 'defer dane-mismatch',
    ids: ['tls.dane-mismatch'],
    said: /Untrusted TLS connection/,
  },
  {
    host: 'unusable',
    outcome: 'deliver dane-unusable',
    ids: ['tls.dane-record-unusable'],
    said: /(Anonymous|Untrusted|Trusted) TLS connection/,
  },
  {
    host: 'late',
    outcome: 'defer dane-lookup-failed',
    ids: ['tls.dane-lookup-failed'],
    said: /TLSA lookup error/,
  },
  {
    host: 'bare',
    outcome: 'deliver unverified',
    ids: [],
    said: /(Anonymous|Untrusted|Trusted) TLS connection/,
  },
];

const reason = reasonToSkip();
const TITLE = 'DANE over DNSSEC';

describe(reason === undefined ? TITLE : `${TITLE}: skipped, ${reason}`, {
  skip: reason !== undefined,
}, () => {
  let directory = '';
  let mail: DialogueServer;
  let dnssec: Dnssec | undefined;

  before(
    async () => {
      process.umask(0o022);
      await installServers();
      directory = await mkdtemp(`${DIRECTORY_PREFIX}dane-`);
      await chmod(directory, 0o755);
      const names = [...HOSTS, UNSIGNED];
      const dialogue = TLS.replace('* tls valid', `* tls valid names=${names.join(',')}`);
      mail = await startDialogueServer(parseDialogue(dialogue), { host: ADDRESS, certificates: authority });
      dnssec = await startDnssec(directory, zonesFor(mail.port, await keysOf(names)));
      await writeFile(
        join(directory, 'resolv.conf'),
        `nameserver ${dnssec.resolver}\noptions trust-ad edns0\n`,
      );
    },
    { timeout: SETUP_MS },
  );
  after(async () => {
    await mail.close();
    await dnssec?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function look(domain: string): Promise<{ evidence: Evidence; routes: Evidence[] }> {
    const routes: Evidence[] = [];
    const evidence = await probeTlsPolicy({
      domain,
      port: mail.port,
      security: 'auto',
      network: {
        resolver: createResolver({ servers: [dnssec?.resolver ?? ''] }),
        deadlineMs: 20_000,
        session: {},
        tls: { ca: [authority.rootPem] },
      },
      onRoute: (route) => routes.push(route),
    });
    return { evidence, routes };
  }

  function byPostfix(evidence: Evidence): string | undefined {
    const [row] = evidence.tlsPolicy ? outcomeMatrix(evidence.tlsPolicy) : [];
    const cell = row?.outcomes.find(({ sender }) => sender === 'postfix-dane');
    return cell && `${cell.outcome} ${cell.reason}`;
  }

  for (const { host, outcome, ids, said } of EXPECTED) {
    test(`a host with TLSA records "${host}" is judged as Postfix judges it`, async () => {
      const { evidence, routes } = await look(`to-${host}.dane.example`);
      assert.equal(byPostfix(evidence), outcome);
      const found = routes.flatMap((route) => diagnose(route).findings.map(({ id }) => id));
      assert.deepEqual(
        found.filter((id) => id.startsWith('tls.dane')),
        ids,
      );
      assert.match(await posttlsFinger(`${host}.dane.example`), said);
    });
  }

  test('records in a zone that nobody signed bind nobody', async () => {
    const { evidence, routes } = await look('plain.example');
    assert.equal(byPostfix(evidence), 'deliver unverified');
    assert.equal(evidence.tlsPolicy?.mxDnssec, 'insecure');
    const found = routes.flatMap((route) => diagnose(route).findings.map(({ id }) => id));
    assert.ok(found.includes('tls.dane-unsigned'), found.join());
  });

  /** Postfix's own probe, in a mount namespace where the system's resolver is ours. */
  async function posttlsFinger(host: string): Promise<string> {
    const script = `mount --bind "$0/resolv.conf" /etc/resolv.conf && exec posttls-finger -c -t 10 -T 10 -l dane -L summary "[${host}]:${mail.port}"`;
    const { stdout, stderr } = await finish('unshare', ['-m', 'sh', '-c', script, directory], {
      timeoutMs: 30_000,
    });
    return stdout + stderr;
  }
});

function zonesFor(port: number, keys: { readonly leaf: string; readonly issuer: string }): ZoneOrder[] {
  const tlsa = (host: string, record: string) => `_${port}._tcp.${host} TLSA ${record}`;
  const right = `3 1 1 ${keys.leaf}`;
  return [
    {
      name: '_tcp.late.dane.example',
      parent: 'dane.example',
      signed: 'expired',
      lines: [`_${port} TLSA ${right}`],
    },
    {
      name: 'dane.example',
      signed: 'valid',
      lines: [
        ...HOSTS.filter((host) => !host.startsWith('alias.')).map((host) => `${host}. A ${ADDRESS}`),
        'alias CNAME right',
        ...HOSTS.map((host) => `to-${host}. MX 10 ${host}.`),
        tlsa('right', right),
        tlsa('issuer', `2 1 1 ${keys.issuer}`),
        tlsa('rollover', right),
        tlsa('rollover', `3 1 1 ${OTHER}`),
        tlsa('wrong', `3 1 1 ${OTHER}`),
        tlsa('unusable', `1 1 1 ${keys.leaf}`),
      ],
    },
    {
      name: 'plain.example',
      lines: ['@ MX 10 host', `host A ${ADDRESS}`, tlsa('host', `3 1 1 ${OTHER}`)],
    },
  ];
}
