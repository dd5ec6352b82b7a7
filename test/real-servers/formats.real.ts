import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { type Format, loadRenderer } from '../../src/render/index.ts';
import { printable } from '../../src/render/printable.ts';
import { type Run, runOf } from '../../src/report.ts';
import { harmfulText, hostileRun, SOME_RUNS } from '../support/hostile-report.ts';
import { contextOf, reportOf } from '../support/report-fixture.ts';
import { sick } from '../support/sick-evidence.ts';
import { type Browser, startChromium, type View } from './chromium.ts';

/** A run with every finding there is, each said to come from a server of its own. */
const SICK_RUNS: readonly Run[] = Object.entries(sick).map(([id, evidence]) =>
  runOf(`${id}.example.org:587`, evidence),
);
const HOSTILE = fc.sample(harmfulText, { numRuns: 60, seed: 7 });
const HOSTILE_RUNS: readonly Run[] = HOSTILE.map(hostileRun);

async function written(format: Format, runs: readonly Run[]): Promise<string> {
  const { report } = await loadRenderer(format);
  return report(reportOf(runs), await contextOf('en'));
}

/** Why a program cannot be asked, or undefined where it can. */
function reasonToSkip(program: string, debianPackage: string): string | undefined {
  const { error } = spawnSync(program, ['--version']);
  return error ? `${program} is not here; Debian's package is ${debianPackage}` : undefined;
}

function judge(program: string, args: readonly string[], input: string) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

function describeWith(program: string, debianPackage: string, title: string, define: () => void): void {
  const reason = reasonToSkip(program, debianPackage);
  describe(
    reason === undefined ? title : `${title}: skipped, ${reason}`,
    { skip: reason !== undefined },
    define,
  );
}

/** Not ours to publish with ours: github.com/jenkinsci/xunit-plugin (MIT), below src/main/resources, model/xsd. */
const JUNIT_SCHEMA = resolve('.cache/junit-10.xsd');

describeWith('xmllint', 'libxml2-utils', 'junit before libxml2', () => {
  const without = existsSync(JUNIT_SCHEMA) ? false : `there is no ${JUNIT_SCHEMA}`;
  for (const [name, runs] of Object.entries({ some: SOME_RUNS, sick: SICK_RUNS, hostile: HOSTILE_RUNS })) {
    test(`is well-formed: ${name}`, async () => {
      const { status, stderr } = judge('xmllint', ['--noout', '-'], await written('junit', runs));
      assert.equal(status, 0, stderr);
    });

    test(`is valid by the schema of Jenkins: ${name}`, { skip: without }, async () => {
      const args = ['--noout', '--schema', JUNIT_SCHEMA, '-'];
      const { status, stderr } = judge('xmllint', args, await written('junit', runs));
      assert.equal(status, 0, stderr);
    });
  }
});

describeWith('promtool', 'prometheus', 'prometheus before promtool', () => {
  for (const [name, runs] of Object.entries({ some: SOME_RUNS, sick: SICK_RUNS, hostile: HOSTILE_RUNS }))
    test(`is accepted without a remark: ${name}`, async () => {
      const { status, stdout, stderr } = judge(
        'promtool',
        ['check', 'metrics'],
        await written('prometheus', runs),
      );
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
    });
});

describeWith('cmark-gfm', 'cmark-gfm', 'markdown before cmark-gfm', () => {
  const ARGS = ['-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tagfilter', '--unsafe'];
  const toHtml = (text: string) => judge('cmark-gfm', ARGS, text).stdout;

  test('whatever a server says, it is shown as it is, and no link or picture is made of it', async () => {
    for (const text of HOSTILE) {
      const html = toHtml(await written('markdown', [hostileRun(text)]));
      const said = printable(text, { unicode: true }).trim();
      assert.ok(said === '' || textOf(html).includes(said), `${JSON.stringify(text)} in ${html}`);
      assert.doesNotMatch(html, /<img|<script|href="(?!https:\/\/|mailto:)|href="https?:\/\/192/);
    }
  });

  test('every finding has its heading, and every run its row', async () => {
    const html = toHtml(await written('markdown', SICK_RUNS));
    const speaking = SICK_RUNS.filter(({ findings, evidence }) => findings.length > 0 || evidence.failure);
    assert.equal(html.match(/<h3>/g)?.length, speaking.length);
    assert.equal(html.match(/<tr>/g)?.length, SICK_RUNS.length + 1);
  });

  function textOf(html: string): string {
    const text = html.replace(
      /<\/?(?:h\d|p|code|pre|table|thead|tbody|tr|td|th|em|strong|a|ol|li|details|summary)(?: [^>]*)?>/g,
      '',
    );
    return text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  }
});

const PICTURES = resolve('.cache/pictures');
const VIEWS: Readonly<Record<string, View>> = {
  'phone-light': { width: 390, height: 844, theme: 'light' },
  'phone-dark': { width: 390, height: 844, theme: 'dark' },
  'desktop-light': { width: 1280, height: 900, theme: 'light' },
  'desktop-dark': { width: 1280, height: 900, theme: 'dark' },
};

/** In the page: each text whose contrast with what lies below it is less than WCAG 2.2 §1.4.3 asks for. */
const FAINT_TEXTS = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const below = (element) => {
    if (!element) return [255, 255, 255];
    const [r, g, b, alpha = 1] = parse(getComputedStyle(element).backgroundColor);
    if (alpha === 1) return [r, g, b];
    return below(element.parentElement).map((part, index) => part * (1 - alpha) + [r, g, b][index] * alpha);
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.body.querySelectorAll('*')].filter((element) => {
    if (!hasText(element) || !element.checkVisibility() || element.closest('[aria-hidden]')) return false;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(below(element))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  }).map((element) => element.className + ': ' + element.textContent.slice(0, 40));
})()`;

describeWith('chromium', 'chromium', 'html in Chromium', () => {
  let browser: Browser | undefined;
  before(async () => {
    await mkdir(PICTURES, { recursive: true });
    browser = await startChromium();
  });
  after(() => browser?.close());

  async function open(name: string, runs: readonly Run[], view: View) {
    assert.ok(browser);
    const file = `${PICTURES}/${name}.html`;
    await writeFile(file, await written('html', runs));
    return browser.open(pathToFileURL(file).href, view);
  }

  for (const [name, view] of Object.entries(VIEWS))
    test(`${name}: no request, no complaint, nothing beyond the edge, every text to be read`, async () => {
      const page = await open(name, SOME_RUNS, view);
      assert.deepEqual(
        page.requests.filter((request) => !request.includes('file:///')),
        [],
      );
      assert.deepEqual(page.complaints, []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), view.width);
      assert.deepEqual(await page.evaluate(FAINT_TEXTS), []);
      await writeFile(`${PICTURES}/${name}.png`, await page.screenshot());
    });

  test('one language is shown, the other when it is chosen; so are light and dark', async () => {
    const page = await open(
      'choices',
      SOME_RUNS,
      VIEWS['desktop-light'] ?? { width: 800, height: 600, theme: 'light' },
    );
    const shown = () => page.evaluate<string>('document.querySelector("h1").innerText');
    assert.equal(await shown(), 'Mail server report');
    await page.evaluate('document.getElementById("lang-it").click()');
    assert.equal(await shown(), 'Rapporto sul server di posta');
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const before = await background();
    await page.evaluate('document.getElementById("theme-dark").click()');
    assert.notEqual(await background(), before);
  });

  test('a link of the table opens the run that it leads to', async () => {
    const many = [...SOME_RUNS, ...SICK_RUNS.slice(0, 40)];
    const page = await open('many', many, VIEWS['phone-dark'] ?? { width: 390, height: 844, theme: 'dark' });
    assert.equal(await page.evaluate('document.querySelectorAll("details.run[open]").length'), 0);
    await page.evaluate('document.querySelector("tbody a").click()');
    assert.equal(await page.evaluate('document.querySelectorAll("details.run[open]").length'), 1);
    await writeFile(`${PICTURES}/many.png`, await page.screenshot());
  });

  test('every finding there is, and whatever a server says, make no request and no complaint', async () => {
    for (const [name, runs] of Object.entries({ sick: SICK_RUNS, hostile: HOSTILE_RUNS })) {
      const page = await open(
        name,
        runs,
        VIEWS['phone-light'] ?? { width: 390, height: 844, theme: 'light' },
      );
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
      assert.deepEqual(
        page.requests.filter((request) => !request.includes('file:///')),
        [],
      );
      assert.deepEqual(page.complaints, []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, name);
      assert.equal(await page.evaluate('document.querySelectorAll(".run").length'), runs.length);
    }
  });
});
