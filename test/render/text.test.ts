import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { Evidence } from '../../src/evidence.ts';
import { loadRenderer, type RenderContext } from '../../src/render/index.ts';
import { displayWidth } from '../../src/render/width.ts';
import { type Run, runOf } from '../../src/report.ts';
import { hostileText, UNSAFE_ON_TERMINAL } from '../support/hostile-text.ts';
import { contextOf, EXPIRED, HEALTHY, REFUSED, reportOf } from '../support/report-fixture.ts';

const SUBJECT = 'smtp.example.org:587';
const RUNS = [runOf(SUBJECT, HEALTHY), runOf(SUBJECT, EXPIRED), runOf(SUBJECT, REFUSED)];
const LOCALES = ['en', 'it'] as const;
const ALL = { verbose: true, transcript: true };

async function render(runs: readonly Run[], context: RenderContext): Promise<string> {
  return (await loadRenderer('text')).report(reportOf(runs, context.locale), context);
}

async function renderOne(evidence: Evidence, change: Partial<RenderContext> = {}): Promise<string> {
  return render([runOf(SUBJECT, evidence)], await contextOf('en', change));
}

function assertWidth(text: string, width: number): void {
  for (const line of text.split('\n')) assert.ok(displayWidth(line) <= width, `${width}: ${line}`);
}

test('no line is wider than the terminal, in either language, coloured or not, in Unicode and in ASCII', async () => {
  for (const locale of LOCALES) {
    for (const width of [40, 60, 80, 100]) {
      for (const unicode of [true, false]) {
        const context = await contextOf(locale, { width, unicode, color: true, ...ALL });
        for (const runs of [...RUNS.map((run) => [run]), RUNS]) {
          assertWidth(stripVTControlCharacters(await render(runs, context)), width);
        }
      }
    }
  }
});

test('a terminal of a thousand columns still gets lines that can be read', async () => {
  assertWidth(await renderOne(EXPIRED, { width: 1_000 }), 100);
});

test('colour adds nothing but colour', async () => {
  const plain = await renderOne(EXPIRED, ALL);
  const coloured = await renderOne(EXPIRED, { ...ALL, color: true });
  assert.notEqual(coloured, plain);
  assert.equal(stripVTControlCharacters(coloured), plain);
});

test('without Unicode every byte is ASCII, in either language', async () => {
  for (const locale of LOCALES) {
    const context = await contextOf(locale, { unicode: false, ...ALL });
    for (const runs of [...RUNS.map((run) => [run]), RUNS]) {
      assert.match(await render(runs, context), /^[\n -~]*$/);
    }
  }
});

function infest(evidence: Evidence, text: string): Evidence {
  const replace = (key: string, value: unknown) =>
    /^(direction|type|stage)$/.test(key) ? value : soil(value, text);
  // The replacer keeps every value's type; only free text gains what a hostile peer could say.
  return JSON.parse(JSON.stringify(evidence, replace)) as Evidence;
}

const FREE_TEXT = /example|Postfix|TLS_AES|192\.0\.2|refused$/;

function soil(value: unknown, text: string): unknown {
  return typeof value === 'string' && FREE_TEXT.test(value) && value !== 'refused' ? value + text : value;
}

test('whatever a hostile server says, nothing of it reaches the terminal raw, and no line grows', async () => {
  const english = await contextOf('en', ALL);
  const ascii = await contextOf('it', { ...ALL, unicode: false, width: 40 });
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      const runs = [EXPIRED, REFUSED].map((evidence) => runOf(SUBJECT + text, infest(evidence, text)));
      for (const one of [runs, ...runs.map((run) => [run])]) {
        const shown = await render(one, english);
        assert.doesNotMatch(shown.replaceAll('\n', ''), UNSAFE_ON_TERMINAL);
        assertWidth(shown, 80);
        assert.match(await render(one, ascii), /^[\n -~]*$/);
      }
    }),
    { numRuns: 60 },
  );
});

test('a thousand keywords and names do not flood the report', async () => {
  const extensions = Array.from({ length: 1_000 }, (_, index) => ({ keyword: `X${index}`, parameters: [] }));
  const plain = HEALTHY.hello?.plain;
  assert.ok(plain);
  const report = await renderOne({ ...HEALTHY, hello: { plain: { ...plain, extensions } } });
  assert.ok(report.split('\n').length < 200);
  assert.match(report, /940 more/);
});

test('what was not observed is not shown', async () => {
  const report = await renderOne(REFUSED);
  assert.doesNotMatch(report, /Certificate|Security|Extensions|Login|undefined|NaN/);
});

test('a healthy run says what works, the facts, and where the time went', async () => {
  const report = await renderOne(HEALTHY);
  assert.match(report, /^smtp\.example\.org:587 · 192\.0\.2\.10 · Postfix +✓ healthy\n/);
  assert.match(report, /✓ reachable · speaks SMTP · encrypts \(TLSv1\.3\)/);
  assert.match(report, /SIZE +messages of up to 50 MiB \(52,428,800 bytes\)/);
  assert.match(report, /58 days left \(valid until 2027-01-20\)/);
  assert.match(report, /TLS +█+[▏▎▍▌▋▊▉]? +48 ms/);
});

test('a finding shows mark, id and who must act', async () => {
  const report = await renderOne(EXPIRED);
  assert.match(report, /^✗ .*certificate/m);
  assert.match(report, / tls\.certificate-expired$/m);
  assert.match(report, /^ {2}Who must act: /m);
  assert.match(report, /^ {2}1\. /m);
});

test('quiet leaves the header and the headline', async () => {
  const report = await renderOne(EXPIRED, { quiet: true });
  assert.match(report, /tls\.certificate-expired/);
  assert.doesNotMatch(report, /Extensions|Address|Time spent/);
});

test('verbose adds what passed, the DNS answers and every exchange', async () => {
  const report = await renderOne(HEALTHY, { verbose: true });
  assert.match(report, /^Passed$/m);
  assert.match(report, /DNSSEC validated/);
  assert.match(report, /^ {2}C: EHLO doctor\.example$/m);
});

test('the transcript keeps its notation', async () => {
  const report = await renderOne(HEALTHY, { transcript: true });
  assert.match(report, /^ {3}25 {2}\* connected to 192\.0\.2\.10:587$/m);
  assert.match(report, /^ {2}111 {2}S: 250-smtp\.example\.org$/m);
});

test('several runs end in a table of them', async () => {
  const report = await render(RUNS, await contextOf('en'));
  assert.match(report, /^Server +Verdict +Headline$/m);
  assert.match(report, /^smtp\.example\.org:587 +✗ broken +\S/m);
});
