import type { Command } from 'commander';
import { addDisplayOptions, addNetworkOptions, type DisplayOptions, type NetworkOptions } from './options.ts';

/** What commander makes of the options of `settings`. */
export interface SettingsOptions extends Omit<NetworkOptions, keyof DisplayOptions>, DisplayOptions {
  readonly online?: true;
  readonly verify?: true;
}

/** Adds `settings`; what it does is loaded when it is asked for. */
export function addSettings(program: Command, finish: (code: number) => void): void {
  const command = program
    .command('settings')
    .summary('which server is mine, and how it wants to be set up')
    .description('Which server takes the mail of an address, and how programs are to be set up for it.')
    .argument('<subject>', 'a mail address, its domain, a provider, or a server name from an old guide')
    .option('--online', 'also ask the domain, its MX and public databases; never sends the address')
    .option('--verify', 'probe the servers found');
  addDisplayOptions(addNetworkOptions(command), ['text', 'json']).action(
    async (subject: string, options: SettingsOptions) => {
      const { settings } = await import('./settings/run.ts');
      finish(await settings(subject, options));
    },
  );
}
