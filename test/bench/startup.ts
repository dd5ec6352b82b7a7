import { spawnSync } from 'node:child_process';
import { findIllness } from '../../src/demo/illnesses.ts';
import { playIllness } from '../../src/demo/play.ts';
import { compareProcesses, formatComparison, type Score } from './measure.ts';

const BIN = new URL('../../bin/smtp-doctor.js', import.meta.url).pathname;
const ROUNDS = 31;

/** What is typed often, and how many times Node's own start it may take. */
const STARTS = [
  { argv: ['--version'], most: 1.5 },
  { argv: ['explain', '535'], most: 1.6 },
] as const;

/** Commands that need no network, from a cold start, against Node's own. */
export async function benchStarts(): Promise<Score[]> {
  const scores: Score[] = [];
  for (const { argv, most } of STARTS) {
    const start = await compareProcesses(
      [process.execPath, BIN, ...argv],
      [process.execPath, '-e', '0'],
      ROUNDS,
    );
    const name = `smtp-doctor ${argv.join(' ')} / node -e 0`;
    const measured = formatComparison(start);
    scores.push({ name, measured, bar: `<= ${most}`, isMet: start.ratio <= most });
  }
  return scores;
}

const SWAKS = ['--tls', '--quit-after', 'EHLO'] as const;

/** Ten lines of bare Node that hold the same dialogue and judge nothing: the least any Node program can take. */
const BARE = `
const [net, tls] = [require('node:net'), require('node:tls')];
const socket = net.connect(Number(process.argv[1]), '127.0.0.1');
const say = ['EHLO a.example\\r\\n', 'STARTTLS\\r\\n'];
socket.on('data', () => (say.length > 0 ? socket.write(say.shift()) : secure()));
function secure() {
  socket.removeAllListeners('data');
  const safe = tls.connect({ socket, rejectUnauthorized: false }, () => safe.write('EHLO a.example\\r\\n'));
  safe.once('data', () => safe.write('QUIT\\r\\n')).on('end', () => safe.destroy());
}`;

/** A whole probe of a STARTTLS server against swaks doing the same dialogue with the same server. */
export async function benchSwaks(): Promise<Score[]> {
  const name = 'probe / swaks --tls --quit-after EHLO';
  if (spawnSync('swaks', ['--version']).error)
    return [{ name, measured: 'swaks is not installed', isMet: true }];
  return playIllness(await findIllness('healthy'), async (argv) => {
    const target = argv.find((word) => /:\d+$/.test(word)) ?? '';
    const [host = '', port = ''] = target.split(':');
    const swaks = ['swaks', '--server', host, '--port', port, ...SWAKS] as const;
    const probe = await compareProcesses([process.execPath, BIN, ...argv], swaks, ROUNDS);
    const bare = await compareProcesses([process.execPath, '-e', BARE, port], swaks, ROUNDS);
    return [
      { name, measured: formatComparison(probe), bar: '<= 0.8', isMet: probe.ratio <= 0.8 },
      { name: 'ten lines of bare Node / the same swaks', measured: formatComparison(bare), isMet: true },
    ];
  });
}
