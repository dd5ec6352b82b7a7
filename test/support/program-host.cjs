// The built program, loaded once and run many times: what a run costs is mostly Node's start and compiling.
// Each run has its own streams and environment, and is over when nothing of it keeps the process alive.
const { Readable, Writable } = require('node:stream');
const { setTimeout: delay } = require('node:timers/promises');
const { main } = require('../../bin/load.js').loadProgram('./main.cjs');

const POLL_MS = 1;
const PIPE_BYTES = 65_536;

let streams = {};
for (const name of ['stdin', 'stdout', 'stderr'])
  Object.defineProperty(process, name, { configurable: true, get: () => streams[name] });

// Node.js itself writes it past what stands for stderr.
process.on('warning', (warning) => streams.stderr?.write(`${warning}\n`));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', async ({ args, env, stdin, cwd }) => {
  const before = process.getActiveResourcesInfo().length;
  const [stdout, stderr] = [newOutput(), newOutput()];
  const report = (code, isLast, then) =>
    process.send({ code, stdout: stdout.text(), stderr: stderr.text(), isLast }, then);
  streams = {
    stdin: Readable.from(piecesOf(Buffer.from(stdin, 'base64')), { objectMode: false }),
    stdout: stdout.stream,
    stderr: stderr.stream,
  };
  process.chdir(cwd);
  replaceEnvironment(env);
  const exit = process.exit;
  // Whoever calls it leaves things undone behind: no other run may come after.
  process.exit = (code = process.exitCode) => report(code, true, () => process.kill(process.pid, 'SIGKILL'));
  await main(args);
  while (process.getActiveResourcesInfo().length > before) await delay(POLL_MS, undefined, { ref: false });
  process.exit = exit;
  report(process.exitCode, false);
});

function replaceEnvironment(env) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** As much at a time as comes through a pipe. */
function* piecesOf(bytes) {
  for (let at = 0; at < bytes.length; at += PIPE_BYTES) yield bytes.subarray(at, at + PIPE_BYTES);
}

function newOutput() {
  const chunks = [];
  const stream = new Writable({
    decodeStrings: true,
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
