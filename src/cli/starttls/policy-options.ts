import type { Command } from 'commander';

/** What commander makes of the options about what a domain demands of senders. */
export interface PolicyOptions {
  readonly mx?: true;
  readonly makeTlsa?: true;
}

/** Adds the options about DANE and MTA-STS to a command. */
export function addPolicyOptions(command: Command): Command {
  return command
    .option(
      '--mx',
      'take the target for a mail domain: DANE and MTA-STS at all its MX hosts, as senders see them',
    )
    .option('--make-tlsa', 'print TLSA records for the certificate shown and its issuer');
}
