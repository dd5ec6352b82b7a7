import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { addNetworkOptions, addOutputOptions, argument, type NetworkOptions } from './options.ts';

/** What commander makes of the options of `ports`. */
export interface PortsOptions extends NetworkOptions {
  readonly ports?: readonly number[];
  readonly control?: string;
  readonly allowControl?: true;
}

/** More would be a scan of a host and no longer a look at its mail ports. */
const MOST_PORTS = 64;

/** Adds `ports`. */
export function addPorts(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('ports')
    .summary('which ports answer, what each speaks, who blocks the others')
    .description(
      'Which of a host’s mail ports answer, what each speaks, and who blocks the others: two connections a port and address at the most, all at the same time.',
    )
    .argument('<host>', 'host, address, or host:port for one port')
    .option('--ports <list>', 'ports and ranges, at most 64 (25,465,587,2525)', argument(parsePorts))
    .option(
      '--control <host>',
      'look at port 25 of this other server too, HOST[:PORT]',
      argument(controlHost),
    )
    .option('--allow-control', 'where no --control is named, look at port 25 of a server of Gmail’s');
  addOutputOptions(addNetworkOptions(command)).action(async (host: string, options: PortsOptions) => {
    const { scan } = await import('./ports/run.ts');
    finish(await scan(host, options));
  });
}

/** An option that lacks its host takes the next one for it, which no name begins like. */
function controlHost(text: string): string {
  if (!text.startsWith('-')) return text;
  throw new UsageError(`"${text}" is no host`, 'name a server after --control, as in mx.example.net');
}

/**
 * Reads `25,465,587` and ranges such as `2500-2530`; each port counts once.
 *
 * @throws UsageError
 */
export function parsePorts(text: string): number[] {
  const ports = [...new Set(text.split(',').flatMap((part) => parseRange(part.trim(), text)))];
  if (ports.length <= MOST_PORTS) return ports;
  throw new UsageError(`"${text}" names ${ports.length} ports`, `name at most ${MOST_PORTS}`);
}

function parseRange(part: string, whole: string): number[] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
  const first = Number(match?.[1] ?? 0);
  const last = Number(match?.[2] ?? first);
  if (first < 1 || last > 65_535 || last < first) {
    throw new UsageError(
      `"${whole}" is no list of ports`,
      'write numbers and ranges, as in 25,587,2500-2530',
    );
  }
  // One more than is allowed is enough to say that there are too many.
  return Array.from({ length: Math.min(last - first, 65_535) + 1 }, (_, index) => first + index);
}
