// Runs the built program through its usual work and keeps V8's bytecode of what that used, for the next start.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { COMPILED, createLoader } = createRequire(import.meta.url)('../bin/load.js');

const scripts = new Map();
const load = createLoader(
  () => undefined,
  (id, script) => scripts.set(id, script),
);
const { run } = load('./main.cjs');
const { explainCode } = load('./explain-code.cjs');

const server = spawn(process.execPath, ['bin/smtp-doctor.js', 'demo', '--serve', 'healthy'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
try {
  const probe = await suggestedCommand(server.stdout);
  await withoutOutput(async () => {
    for (const more of [[], ['--json', '--lang', 'it']]) await run([...probe, ...more]);
    for (const lang of ['en', 'it']) {
      process.env.SMTP_DOCTOR_LANG = lang;
      await explainCode(['535']);
      await run(['explain', '550 5.1.1 User unknown']);
    }
  });
} finally {
  server.kill('SIGTERM');
}
mkdirSync(COMPILED, { recursive: true });
for (const [id, script] of scripts) writeFileSync(join(COMPILED, id), script.createCachedData());

/** The arguments in the line `try   smtp-doctor …`. */
async function suggestedCommand(output) {
  for await (const line of createInterface({ input: output })) {
    const command = /smtp-doctor (.+)$/.exec(line)?.[1];
    if (command !== undefined) return command.split(' ');
  }
  throw new Error('demo --serve printed no command');
}

async function withoutOutput(work) {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
}
