import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { it } from 'node:test';
import { createResolver } from '../../src/net/resolver.ts';
import { probeSession } from '../../src/probes/session.ts';
import { diagnose } from '../../src/rules/index.ts';
import { serve } from '../net/loopback.ts';

it('a web server, which waits for its client, is recognised all the same', async (t) => {
  const { port } = await serve(t, createServer());
  const evidence = await probeSession({
    goal: { host: '127.0.0.1', port, role: 'submission', security: 'auto' },
    network: { resolver: createResolver(), deadlineMs: 8_000, session: { timeoutMs: 2_000 }, tls: {} },
  });
  const [finding] = diagnose(evidence).findings;
  assert.deepEqual(finding?.id === 'greeting.not-smtp' && finding.data.service, 'http');
});
