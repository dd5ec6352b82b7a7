import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { Parser } from 'tap-parser';
import { FORMATS, type Format, loadRenderer } from '../../src/render/index.ts';
import { printable } from '../../src/render/printable.ts';
import { essenceOf, type Report, type Run } from '../../src/report.ts';
import { harmfulText, hostileRun, SOME_RUNS } from '../support/hostile-report.ts';
import { type Element, readJunit } from '../support/junit-grammar.ts';
import { contextOf, reportOf } from '../support/report-fixture.ts';

async function rendererOf(
  format: Format,
): Promise<(runs: readonly Run[], change?: Partial<Report>) => string> {
  const [{ report }, context] = [await loadRenderer(format), await contextOf('en', { unicode: false })];
  return (runs, change) => report({ ...reportOf(runs), ...change }, context);
}

/** Runs of which one says the text wherever a server may. */
function among(text: string): readonly Run[] {
  return [...SOME_RUNS, hostileRun(text)];
}

const seen = (text: string) => printable(text, { unicode: true });

describe('every format', () => {
  for (const format of FORMATS) {
    test(`${format} is the same in pieces, whose end knows no more of a run than its essence`, async () => {
      const [{ report, stream }, context] = [await loadRenderer(format), await contextOf('it')];
      const whole = reportOf(SOME_RUNS, 'it');
      if (!stream) return;
      const { begin = '', run, end } = stream(whole, context);
      const pieces = SOME_RUNS.map(run);
      assert.equal(
        begin + pieces.join('') + end({ ...whole, runs: SOME_RUNS.map(essenceOf) }),
        report(whole, context),
      );
    });

    test(`${format} ends with a line break and has one for a report without runs`, async () => {
      const render = await rendererOf(format);
      assert.match(render(SOME_RUNS), /\n$/);
      assert.doesNotMatch(render([]), /undefined|NaN/);
    });

    test(`${format} gives a terminal nothing to obey`, async () => {
      const render = await rendererOf(format);
      fc.assert(
        fc.property(harmfulText, (text) => {
          assert.doesNotMatch(
            render(among(text)),
            /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe]|\p{Cs}/u,
          );
        }),
        { numRuns: 40 },
      );
    });
  }
});

describe('junit', () => {
  const all = (root: Element, name: string): Element[] =>
    root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

  test('a suite is a run; what failed, was set aside or cut short is told apart', async () => {
    const root = readJunit((await rendererOf('junit'))(SOME_RUNS));
    const suites = root.children.map(({ attributes: { name, failures, skipped } }) => [
      name,
      failures,
      skipped,
    ]);
    assert.deepEqual(suites, [
      ['smtp.example.org:587', '0', '0'],
      ['expired.example.org:587', '1', '0'],
      ['closed.example.org:587', '1', '0'],
      ['ignored.example.org:587', '0', '1'],
      ['aborted.example.org:587', '0', '1'],
    ]);
    assert.equal(all(root, 'failure')[0]?.attributes.message, 'The certificate has expired');
  });

  test('the counts of a suite are those of its cases', async () => {
    const root = readJunit((await rendererOf('junit'))(SOME_RUNS));
    for (const suite of root.children) {
      assert.equal(suite.attributes.tests, String(all(suite, 'testcase').length));
      assert.equal(suite.attributes.failures, String(all(suite, 'failure').length));
      assert.equal(suite.attributes.skipped, String(all(suite, 'skipped').length));
    }
  });

  test('an interruption is an error, so that no run looks complete', async () => {
    const root = readJunit((await rendererOf('junit'))(SOME_RUNS, { interruptedBy: 'SIGINT' }));
    assert.equal(all(root, 'error').length, 1);
  });

  test('whatever a server says, it stays valid and says the same', async () => {
    const render = await rendererOf('junit');
    fc.assert(
      fc.property(harmfulText, (text) => {
        const root = readJunit(render([hostileRun(text)]));
        assert.equal(root.children[0]?.attributes.name, seen(text));
        assert.equal(root.children[0]?.children.at(-1)?.text, `S: ${seen(`554 ${text}`)}`);
      }),
      { numRuns: 100 },
    );
  });
});

describe('tap', () => {
  function parse(text: string): { ok: boolean; points: string[]; strange: number } {
    const points: string[] = [];
    let strange = 0;
    const parser = new Parser({ strict: true });
    parser.on('extra', () => {
      strange += 1;
    });
    parser.on('assert', ({ ok, name }) => points.push(`${ok ? 'ok' : 'not ok'} ${name}`));
    parser.end(text);
    return { ok: parser.results?.ok ?? false, points, strange };
  }

  test('a test point is a run, which fails where its exit code would not be 0', async () => {
    const { ok, points, strange } = parse((await rendererOf('tap'))(SOME_RUNS));
    assert.equal(ok, false);
    assert.equal(strange, 0);
    assert.deepEqual(points, [
      'ok smtp.example.org:587',
      'not ok expired.example.org:587',
      'not ok closed.example.org:587',
      'ok ignored.example.org:587',
      'ok aborted.example.org:587',
    ]);
  });

  test('an interruption bails out', async () => {
    const text = (await rendererOf('tap'))(SOME_RUNS, { interruptedBy: 'SIGTERM' });
    assert.match(text, /\nBail out! interrupted by SIGTERM\n$/);
  });

  test('whatever a server says, the points are the same', async () => {
    const render = await rendererOf('tap');
    fc.assert(
      fc.property(harmfulText, (text) => {
        const { points, strange } = parse(render(among(text)));
        assert.equal(points.length, SOME_RUNS.length + 1);
        assert.equal(points.at(-1)?.startsWith('not ok'), true);
        assert.equal(strange, 0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('github', () => {
  test('an annotation is one line that its runner reads as one command, whatever a server says', async () => {
    const render = await rendererOf('github');
    fc.assert(
      fc.property(harmfulText, (text) => {
        const lines = render(among(text)).trimEnd().split('\n');
        assert.equal(lines.length, 3);
        for (const line of lines)
          assert.match(line, /^::(?:error|warning) title=[^:,%]*(?:%[0-9A-F]{2}[^:,%]*)*::.+$/);
      }),
      { numRuns: 100 },
    );
  });

  test('a message is read back as it was written', async () => {
    const [line = ''] = (await rendererOf('github'))([hostileRun('100% ::error::, so')]).split('\n');
    const message = line
      .replace(/^::\w+ [^:]*::/, '')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
    assert.match(message, /100% ::error::, so/);
    assert.match(message, /\ngreeting\.[a-z-]+$/);
  });
});

/** The members that docs.gitlab.com names for a code quality report. */
const CODE_QUALITY = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', pattern: '^[a-z0-9]+\\.[a-z0-9-]+$' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

test('gitlab: issues have what GitLab asks for, each its own fingerprint, whatever a server says', async () => {
  const render = await rendererOf('gitlab');
  const validate = new Ajv().compile(CODE_QUALITY);
  assert.deepEqual(JSON.parse(render([])), []);
  fc.assert(
    fc.property(harmfulText, (text) => {
      const issues: { fingerprint: string }[] = JSON.parse(render(among(text)));
      assert.ok(validate(issues), JSON.stringify(validate.errors));
      assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
    }),
    { numRuns: 60 },
  );
});

describe('nagios', () => {
  /** Monitoring Plugins Development Guidelines: one line, and behind a `|` 'label'=value[UOM];[warn];[crit];[min];[max]. */
  const PERFORMANCE = "'[^'=|]+'=-?\\d+(?:\\.\\d+)?(?:us|ms|s|%|B|c)?(?:;[-0-9.]*){0,4}";
  const OUTPUT = new RegExp(
    `^SMTP (OK|WARNING|CRITICAL|UNKNOWN): [^|\\n]+(?: \\| ${PERFORMANCE}(?: ${PERFORMANCE})*)?\\n$`,
  );

  test('the line says state, headline, time and the days a certificate has left', async () => {
    const render = await rendererOf('nagios');
    assert.equal(
      render(SOME_RUNS.slice(1, 2)),
      "SMTP CRITICAL: expired.example.org:587: The certificate has expired (tls.certificate-expired) | 'time'=0.221s;;;0 'certificate_days'=-12\n",
    );
    assert.match(render(SOME_RUNS.slice(0, 1)), /^SMTP OK: /);
    assert.match(render(SOME_RUNS.slice(4)), /^SMTP UNKNOWN: /);
    assert.match(render(SOME_RUNS), /^SMTP CRITICAL: broken: 2, inconclusive: 1, \w+: \d/);
    assert.match(render([]), /^SMTP UNKNOWN: /);
  });

  test('whatever a server says, the line keeps to the guidelines', async () => {
    const render = await rendererOf('nagios');
    fc.assert(
      fc.property(harmfulText, (text) => {
        assert.match(render(among(text)), OUTPUT);
        assert.match(render([hostileRun(text)]), OUTPUT);
      }),
      { numRuns: 100 },
    );
  });

  test('of thousands of servers the line stays within what Nagios keeps', async () => {
    const [run] = SOME_RUNS;
    assert.ok(run);
    const runs = Array.from({ length: 2_000 }, (_, index) => ({
      ...run,
      subject: `mx${index}.example.org:25`,
    }));
    const line = (await rendererOf('nagios'))(runs);
    assert.ok(line.length < 8_192);
    assert.match(line, OUTPUT);
  });
});

describe('prometheus', () => {
  const SAMPLE = /^[a-z_]+(?:\{(?:[a-z0-9_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? -?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

  test('a family stands in one place with its help and its type, and no series twice, whatever a server says', async () => {
    const render = await rendererOf('prometheus');
    fc.assert(
      fc.property(harmfulText, (text) => {
        const lines = render([...among(text), hostileRun(text)])
          .trimEnd()
          .split('\n');
        const samples = lines.filter((line) => !line.startsWith('#'));
        for (const line of samples) assert.match(line, SAMPLE);
        const series = samples.map((line) => line.slice(0, line.lastIndexOf(' ')));
        assert.equal(new Set(series).size, series.length);
        const families = lines.map((line) => /^(?:# (?:HELP|TYPE) )?([a-z_]+)/.exec(line)?.[1]);
        const changes = families.filter((family, index) => family !== families[index - 1]);
        assert.equal(new Set(changes).size, changes.length);
      }),
      { numRuns: 60 },
    );
  });

  test('a probe has succeeded where its exit code is 0, and not where it was cut short', async () => {
    const text = (await rendererOf('prometheus'))(SOME_RUNS);
    const values = SOME_RUNS.map(({ subject }) => text.includes(`probe_success{target="${subject}"} 1\n`));
    assert.deepEqual(values, [true, false, false, true, false]);
    assert.match(text, /^probe_ssl_earliest_cert_expiry\{target="expired\.example\.org:587"\} 1794268800$/m);
  });
});

test('markdown: whatever a server says, there are as many headings, rows and fences as ever', async () => {
  const render = await rendererOf('markdown');
  const skeleton = (text: string) =>
    text
      .split('\n')
      .map((line) => /^(?:#+ |\||`{3,}|\d+\. |<\/?details>)/.exec(line)?.[0].replace(/`+/, '`') ?? '');
  const plain = skeleton(render(among('text')));
  fc.assert(
    fc.property(harmfulText, (text) => {
      assert.deepEqual(skeleton(render(among(text))), plain);
    }),
    { numRuns: 100 },
  );
});

describe('html', () => {
  /** Code is ours where a server's words stand between backticks too. */
  const tagsOf = (page: string) => page.replaceAll(/<\/?code>/g, '').match(/<[^>]*>/g);

  test('whatever a server says, the page has the same tags and attributes', async () => {
    const render = await rendererOf('html');
    const plain = tagsOf(render(among('text')));
    fc.assert(
      fc.property(harmfulText, (text) => {
        assert.deepEqual(tagsOf(render(among(text))), plain);
      }),
      { numRuns: 40 },
    );
  });

  test('the page names no address to load from, and holds no script', async () => {
    const page = (await rendererOf('html'))(SOME_RUNS);
    assert.doesNotMatch(
      page,
      /<script|<link(?! rel="icon" href="data:,")|<img|<iframe|\bon[a-z]+=|url\(|@import| src=/,
    );
    assert.match(page, /Content-Security-Policy" content="default-src &apos;none&apos;/);
  });

  test('every text is there in both languages', async () => {
    const page = (await rendererOf('html'))(SOME_RUNS);
    assert.match(page, /The certificate has expired/);
    assert.match(page, /Il certificato è scaduto/);
    assert.match(page, /id="lang-en" checked/);
  });
});
