import type { Evidence } from '../evidence.ts';
import { formatHostPort } from '../target.ts';
import { targetOf } from './next-step.ts';

/** What the next login changes of this one. */
export interface NextLogin {
  /** Stands for the user name, which no report keeps; none where nobody is to log in. */
  readonly user?: string;
  readonly port?: number;
  /** Options as typed: `--token-stdin`. */
  readonly options?: string;
}

/** The command that tries or examines the login at the same server, in backticks. */
export function authCommand(evidence: Evidence, { user, port, options }: NextLogin = {}): string {
  const target = port === undefined ? targetOf(evidence) : formatHostPort(evidence.goal.host, port);
  const isProgram = evidence.goal.program !== undefined;
  const command = isProgram ? 'smtp-doctor send-test --quit-after auth' : 'smtp-doctor auth';
  const words = [command, target, user && `--user ${user}`, options];
  return `\`${words.filter(Boolean).join(' ')}\``;
}

/** The command that has the access token fetched, from the provider whose own the old one was. */
export function tokenCommand(evidence: Evidence, user: string): string {
  const { issuer = '', audience = [] } = evidence.auth?.token ?? {};
  const isMicrosoft = [issuer, ...audience].some((name) =>
    /microsoft|sts\.windows\.net|office\.com/.test(name),
  );
  const source = isMicrosoft ? '--oauth-provider microsoft' : '--oauth-token-url URL';
  const options = `${source} --oauth-client-id ID --oauth-refresh-token-file FILE`;
  return authCommand(evidence, { user, options });
}
