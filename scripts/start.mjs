// The main job, for a fresh machine: a healthy server and a sick one, each started here and probed.
import { spawnSync } from 'node:child_process';

const EXPECTED = { healthy: 0, 'tls-certificate-expired': 1 };

for (const [illness, expected] of Object.entries(EXPECTED)) {
  const { status } = spawnSync(process.execPath, ['bin/smtp-doctor.js', 'demo', illness], {
    stdio: 'inherit',
  });
  console.log(`\nexit code ${status}\n`);
  if (status !== expected) process.exitCode = 70;
}
