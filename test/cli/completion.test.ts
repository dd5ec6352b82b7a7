import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { bashCompletion } from '../../src/cli/completion/bash.ts';
import { fishCompletion } from '../../src/cli/completion/fish.ts';
import { quoted } from '../../src/cli/completion/quote.ts';
import { treeOf } from '../../src/cli/completion/tree.ts';
import { zshCompletion } from '../../src/cli/completion/zsh.ts';
import { createProgram } from '../../src/cli/main.ts';
import { illnesses } from '../../src/demo/illnesses.ts';
import { rules } from '../../src/rules/index.ts';

/** What is typed, and the only word that its last one can become. */
const COMPLETED: readonly (readonly [typed: string, word: string])[] = [
  ['smtp-doctor send', 'send-test'],
  ['smtp-doctor --vers', '--version'],
  ['smtp-doctor probe --enforc', '--enforcement'],
  ['smtp-doctor probe --security s', 'starttls'],
  ['smtp-doctor probe --format js', 'json'],
  ['smtp-doctor check --tls-min 1.0 --ignore tls.certificate-expired', 'tls.certificate-expired'],
  ['smtp-doctor probe -p 25 --ignore starttls.reply-inj', 'starttls.reply-injected'],
  ['smtp-doctor demo tls-certificate-expired', 'tls-certificate-expired'],
  ['smtp-doctor demo --lang i', 'it'],
  ['smtp-doctor auth --mechanism SCRAM-SHA-256-P', 'SCRAM-SHA-256-PLUS'],
  ['smtp-doctor explain --stage hel', 'hello'],
  ['smtp-doctor probe --ca only-o', 'only-one.pem'],
  ['smtp-doctor inspect only-o', 'only-one.pem'],
  ['smtp-doctor completion fi', 'fish'],
  ['smtp-doctor help sett', 'settings'],
];

const tree = await treeOf(createProgram(() => undefined));
const folder = mkdtempSync(join(tmpdir(), 'smtp-doctor-completion-'));
writeFileSync(join(folder, 'only-one.pem'), '');
after(() => rmSync(folder, { recursive: true }));

/** What a shell prints that has read the script and then does this. */
function shell(name: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    input,
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'dumb', LC_ALL: 'C.UTF-8' },
  });
  assert.ifError(error);
  assert.equal(stderr, '', `${name} exits with ${status}`);
  return stdout;
}

function describeIn(name: string, define: () => void): void {
  const { error } = spawnSync(name, ['--version']);
  const title = `the completion in ${name}`;
  describe(error ? `${title}: skipped, as ${name} is not here` : title, { skip: Boolean(error) }, define);
}

describe('the tree that completions are written from', () => {
  it('holds every subcommand, finding id and illness', async () => {
    assert.ok(tree.commands.length >= 12);
    const probe = tree.commands.find(({ name }) => name === 'probe');
    const ignored = probe?.options.find(({ flags }) => flags.includes('--ignore'))?.value?.words;
    assert.deepEqual(
      ignored,
      rules.map(({ id }) => id),
    );
    const demo = tree.commands.find(({ name }) => name === 'demo');
    assert.deepEqual(
      demo?.operand.words,
      (await illnesses()).map(({ name }) => name),
    );
  });

  it('holds no word that a shell would cut in two or expand', () => {
    const words = tree.commands.flatMap(({ options, operand }) => [
      ...operand.words,
      ...options.flatMap(({ value }) => value?.words ?? []),
    ]);
    assert.deepEqual(
      words.filter((word) => !/^[\w./+-]+$/.test(word)),
      [],
    );
  });

  it('holds no option that --help hides', () => {
    const flags = tree.commands.flatMap(({ options }) => options.flatMap((option) => option.flags));
    assert.ok(!flags.includes('--password'));
  });
});

describeIn('bash', () => {
  const script = bashCompletion(tree);

  /** Readline cuts words at these two signs as well. */
  function candidates(typed: string): string[] {
    const words = typed.split(/ |(?=[=:])|(?<=[=:])/);
    const line = words.map(quoted).join(' ');
    const call = `COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _smtp_doctor; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return shell('bash', ['--norc', '--noprofile'], `${script}\n${call}\n`).trim().split('\n');
  }

  for (const [typed, word] of COMPLETED) {
    it(`"${typed}" becomes ${word}`, () => assert.deepEqual(candidates(typed), [word]));
  }

  it('an option of another place, and a file behind a format, are completed too', () => {
    assert.deepEqual(candidates('smtp-doctor probe --security=s'), ['starttls']);
    assert.deepEqual(candidates('smtp-doctor probe --format junit:only'), ['only-one.pem']);
    assert.deepEqual(candidates('smtp-doctor demo healthy smtp'), ['']);
    assert.deepEqual(candidates('smtp-doctor probe --ehlo o'), ['']);
  });
});

describeIn('zsh', () => {
  const file = join(folder, 'script.zsh');
  writeFileSync(file, zshCompletion(tree));

  /** In a terminal, with keys: a key of our own prints the line as Tab has left it. */
  function lines(typed: readonly string[]): string[] {
    const driver = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= PS2=; unsetopt zle_bracketed_paste prompt_cr prompt_sp; autoload -Uz compinit; compinit -D -u"
zpty -w shell "source ${file}; show() { print -r -- '<<'\\$BUFFER'>>'; BUFFER= }; zle -N show; bindkey '^X' show; stty -echo"
zpty -w shell "print READY''NOW"
zpty -r shell seen '*READYNOW*'
${typed.map((text) => `zpty -w -n shell ${quoted(`${text}\t`)}; zpty -w -n shell $'\\x18'; zpty -r shell seen '*\\<\\<*\\>\\>*'; print -r -- "\${\${seen##*<<}%%>>*}"`).join('\n')}
zpty -d shell
`;
    return shell('zsh', ['-f'], driver).trim().split(/ *\n/);
  }

  it('each line typed is completed by Tab', () => {
    const expected = COMPLETED.map(([typed, word]) => typed.replace(/\S+$/, word));
    const seen = lines(COMPLETED.map(([typed]) => typed));
    assert.deepEqual(seen, expected);
  });

  it('a file is completed behind a format', () => {
    assert.deepEqual(lines(['smtp-doctor probe --format junit:only']), [
      'smtp-doctor probe --format junit:only-one.pem',
    ]);
  });
});

describeIn('fish', () => {
  const file = join(folder, 'script.fish');
  writeFileSync(file, fishCompletion(tree));

  function candidates(typed: string): string[] {
    const call = `source ${file}; complete -C ${quoted(typed)}`;
    const found = shell('fish', ['--no-config', '-c', call], '').trim().split('\n');
    return found.map((line) => line.split('\t')[0] ?? '');
  }

  for (const [typed, word] of COMPLETED)
    it(`"${typed}" becomes ${word}`, () => assert.deepEqual(candidates(typed), [word]));

  it('a file is completed behind a format, and nothing where nothing is known', () => {
    assert.deepEqual(candidates('smtp-doctor probe --format junit:only'), ['junit:only-one.pem']);
    assert.deepEqual(candidates('smtp-doctor demo healthy smtp'), ['']);
  });
});
