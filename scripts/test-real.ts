// Tests against Postfix, Exim, Dovecot and NSD, and across a filtering router: `npm run test:real`. Where they cannot run, that is said; in CI it fails.
import { spawnSync } from 'node:child_process';
import { reasonToSkip } from '../test/real-servers/packages.ts';

const LIMIT_MS = 900_000;
const REAL_TESTS = ['real-servers', 'filtered-ports', 'dane', 'formats', 'domain', 'serve', 'volume'].map(
  (name) => `test/real-servers/${name}.real.ts`,
);

const reason = reasonToSkip();
if (reason !== undefined) console.log(`test:real: skipped: ${reason}`);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...REAL_TESTS], {
  stdio: 'inherit',
  timeout: LIMIT_MS,
});
const isMissedInCi = reason !== undefined && process.env.CI === 'true';
process.exitCode = isMissedInCi ? 1 : (status ?? 1);
