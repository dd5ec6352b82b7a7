import fc from 'fast-check';
import type { Evidence } from '../../src/evidence.ts';
import { type Run, runOf } from '../../src/report.ts';
import { hostileText } from './hostile-text.ts';
import { EXPIRED, HEALTHY, REFUSED } from './report-fixture.ts';

/** What each format would obey if it stood in it as it is. */
const NASTY = [
  ...[']]>', '</failure>', '<script>alert(1)</script>', '&lt;', '&#0;', '"', "'", '<!--', '-->'],
  ...['\n::error::pwned', '::stop-commands::x', '##[error]x', '%0A::warning::x', ':', ','],
  ...['\nnot ok 99 - forged', '\nBail out!', ' # SKIP', ' # TODO', '\n1..0', '\n  ---\n', '\n  ...', '\\#'],
  ...['|', " | 'load'=1", ';', '=', '\nSMTP OK'],
  ...['{a="b"} 1\n', '\\', '\\n', '\n# TYPE probe_success counter\n'],
  ...[
    '\n# Heading',
    '\n```\n',
    '````',
    '`',
    '~~~',
    '[link](javascript:alert(1))',
    '![](http://192.0.2.1/x.png)',
  ],
  ...[
    '| a | b |',
    '</details>',
    '<http://192.0.2.1>',
    'https://192.0.2.1',
    'www.example.org',
    '*b*',
    '_i_',
    '$x$',
  ],
  ...['1. ', '- ', '@everyone', '\x1b[31m', '\ufffe', '\ud800', '漢', 'plain', ' '],
];

/** Text of a peer that means harm to one of the formats. */
export const harmfulText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
  hostileText,
);

/** A server that says this text wherever it may: its greeting refuses, and it has shown a certificate before. */
export function hostileRun(text: string): Run {
  const { tls, hello: _hello, starttls: _starttls, timings, ...rest } = HEALTHY;
  const [leaf] = tls?.certificates ?? [];
  const evidence: Evidence = {
    ...rest,
    goal: { ...HEALTHY.goal, host: text },
    greeting: { reply: { code: 554, lines: [text, text] }, elapsedMs: 1, hostname: text },
    ...(tls && leaf
      ? { tls: { ...tls, certificates: [{ ...leaf, subject: text, issuer: text, names: [text] }] } }
      : {}),
    ...(timings ? { timings } : {}),
    transcript: [{ direction: 'S', text: `554 ${text}`, atMs: 1, secure: false }],
    failure: { stage: 'greeting', kind: 'refusal', message: text, replyCode: 554, elapsedMs: 1 },
  };
  return runOf(text, evidence);
}

const SUBJECT = 'smtp.example.org:587';

/** A healthy run, an expired certificate, a closed port, a finding set aside, and a run cut short. */
export const SOME_RUNS: readonly Run[] = [
  runOf(SUBJECT, HEALTHY),
  runOf('expired.example.org:587', EXPIRED),
  runOf('closed.example.org:587', REFUSED),
  runOf('ignored.example.org:587', EXPIRED, new Set(['tls.certificate-expired'])),
  runOf('aborted.example.org:587', {
    observedAt: HEALTHY.observedAt,
    goal: HEALTHY.goal,
    failure: { stage: 'connect', kind: 'aborted', message: 'interrupted', elapsedMs: 3 },
  }),
];
