import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { parseZone } from '../../src/demo/zone.ts';
import { ed25519, inspected, MESSAGE, signed, signedByHand, weakRsa, ZONE } from './inspect-fixture.ts';

const MAILAUTH = resolve('node_modules/mailauth/bin/mailauth.js');
const FIELDS = ['From', 'To', 'Subject', 'Date'];
/** The domain of the messages as its program takes it: from a file, and nothing from the network. */
const CACHE = JSON.stringify(
  Object.fromEntries(
    parseZone(ZONE).records.flatMap((record) => {
      if (record.type !== 'TXT') return [];
      const strings = [record.data].flat().map(String);
      return [[record.name, { TXT: [[strings.join('')]] }]];
    }),
  ),
);

interface Said {
  readonly spf: string;
  readonly dmarc: string;
  readonly dkim: readonly string[];
}

/** What mailauth's own program says of a message. */
async function byMailauth(context: TestContext, message: string): Promise<Said> {
  const folder = await mkdtemp(join(tmpdir(), 'mailauth-'));
  context.after(() => rm(folder, { recursive: true }));
  const [file, cache] = [join(folder, 'message.eml'), join(folder, 'dns.json')];
  await Promise.all([writeFile(file, message, 'latin1'), writeFile(cache, CACHE)]);
  const args = [MAILAUTH, 'report', '-n', cache, '-m', 'mx.example.net', '-i', '192.0.2.7'];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...args,
    ...['-e', 'mail.example.org', '-f', 'ada@example.org', file],
  ]);
  // It may say a line of its own before the report.
  const { spf, dkim, dmarc } = JSON.parse(stdout.slice(stdout.indexOf('{\n')));
  const results = dkim.results.map(({ status }: { status: { result: string } }) => status.result);
  return { spf: spf.status.result, dmarc: dmarc.status.result, dkim: results };
}

const good = await signed();

/** By what was done to it. */
const messages: Readonly<Record<string, string>> = {
  'that is unsigned': MESSAGE,
  'that is relaxed/relaxed': good,
  'that is simple/simple': await signed({ canonicalization: 'simple/simple' }),
  'that is ed25519': await signed({ selector: 'ed', key: ed25519, algorithm: 'ed25519-sha256' }),
  'that is signed twice': await signed({ selector: 'ed', key: ed25519, algorithm: 'ed25519-sha256' }, good),
  'that is oversigned': signedByHand('c=relaxed/relaxed', [...FIELDS, 'From']),
  'that has l=': await signed({ maxBodyLength: 10 }),
  'that has l= and more behind it': `${await signed({ maxBodyLength: 10 })}footer\r\n`,
  'with another body': good.replace('Hello', 'Hallo'),
  'with another subject': good.replace('Ping', 'Pong'),
  'with another sender': good.replace('Ada <', 'Eve <'),
  'with a footer': `${good}-- \r\nlist\r\n`,
  'whose key is gone': await signed({ selector: 'gone' }),
  'whose key is revoked': await signed({ selector: 'revoked' }),
  'whose key is broken': await signed({ selector: 'broken' }),
  'whose key is another': await signed({ selector: 'other' }),
  'whose key is weak': await signed({ selector: 'weak', key: weakRsa }),
};

describe('a message judged by mailauth’s own program and by ours', { concurrency: 2 }, () => {
  for (const [name, message] of Object.entries(messages)) {
    it(`${name} comes to the same`, async (context) => {
      const [theirs, { inspection }] = await Promise.all([
        byMailauth(context, message),
        inspected(context, message),
      ]);
      const { spf, dmarc, signatures } = inspection;
      assert.deepEqual([spf?.result, dmarc?.result], [theirs.spf, theirs.dmarc]);
      const dkim = theirs.dkim.filter((result) => result !== 'none');
      assert.deepEqual(
        signatures.map(({ mailauth }) => mailauth?.result),
        dkim,
      );
      assert.deepEqual(
        signatures.map(({ fault }) => fault === undefined),
        dkim.map((result) => result === 'pass'),
      );
    });
  }
});
