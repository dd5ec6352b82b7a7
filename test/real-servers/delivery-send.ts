import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { finish } from './command.ts';
import type { Lab } from './lab.ts';
import { CLIENT_NAME, type Probe, parseReport } from './probe.ts';
import { ACCOUNT, MAIL_DOMAIN } from './server.ts';

const BIN = resolve('bin/smtp-doctor.js');
const SEND_MS = 90_000;
const ARRIVAL_MS = 20_000;
const POLL_MS = 100;

/** Header fields that servers put on top of what they were given. */
const TRACE_FIELDS = /^(?:Return-Path|X-Original-To|Delivered-To|Envelope-To|Delivery-Date|Received):/i;

export const SENDER = `ada@${MAIL_DOMAIN}`;

/** An address that is no other run's, so that greylisting knows nobody yet. */
const SOURCE = '127.0.6.1';

/** Runs `send-test` as a user would, with the lab's root trusted, from one sender. */
export async function send(lab: Lab, target: string, ...args: string[]): Promise<Probe> {
  const common = ['--json', '--lang', 'en', '--ca', lab.rootFile, '--ehlo', CLIENT_NAME];
  const own = target.startsWith('unix:') || target.startsWith('--pipe=') ? [] : ['--source', SOURCE];
  const sender = args.includes('--from') ? [] : ['--from', SENDER];
  const command = [BIN, 'send-test', target, ...sender, ...args, ...common, ...own];
  const { code, stdout, stderr } = await finish(process.execPath, command, {
    env: { SMTP_DOCTOR_PASSWORD: ACCOUNT.password },
    timeoutMs: SEND_MS,
  });
  return { exitCode: code, report: parseReport(stdout, stderr), source: SOURCE };
}

/** Lends a file with these octets, which is called nothing that would tell its type. */
export async function withFile<T>(bytes: Buffer, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-doctor-message-'));
  try {
    const file = join(folder, 'octets.bin');
    await writeFile(file, bytes);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Waits for the message that holds `marker`, and takes off what servers put on top.
 *
 * @returns the octets with CRLF, for a Maildir has line ends of Unix.
 * @throws Error when it has not arrived in 20 seconds.
 */
export async function arrival(maildir: string, marker: string): Promise<Buffer> {
  const deadline = Date.now() + ARRIVAL_MS;
  while (Date.now() < deadline) {
    const found = await findMessage(join(maildir, 'new'), marker);
    if (found) return withoutTrace(found);
    await sleep(POLL_MS);
  }
  throw new Error(`no message with "${marker}" arrived in ${maildir}`);
}

async function findMessage(folder: string, marker: string): Promise<Buffer | undefined> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    if (bytes.includes(marker)) return bytes;
  }
  return undefined;
}

/** Octets are Latin-1 characters here, so that none is changed. */
function withoutTrace(bytes: Buffer): Buffer {
  const lines = bytes
    .toString('latin1')
    .replaceAll('\n', '\r\n')
    .split(/(?<=\n)/);
  let at = 0;
  while (TRACE_FIELDS.test(lines[at] ?? '')) {
    at += 1;
    while (/^[ \t]/.test(lines[at] ?? '')) at += 1;
  }
  return Buffer.from(lines.slice(at).join(''), 'latin1');
}
