import type { Command } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Whose notation a completion is written in. */
type Shell = (typeof SHELLS)[number];

/** Adds `completion`. */
export function addCompletion(program: Command, finish: (code: number) => void): void {
  program
    .command('completion')
    .summary('print a completion for bash, zsh or fish')
    .description(
      'Prints what completes command lines of smtp-doctor: eval "$(smtp-doctor completion bash)" in ~/.bashrc, the ' +
        'same with zsh in ~/.zshrc, or smtp-doctor completion fish > ~/.config/fish/completions/smtp-doctor.fish.',
    )
    .addArgument(program.createArgument('<shell>', 'whose notation to write').choices(SHELLS))
    .action(async (shell: Shell) => {
      process.stdout.write(await scriptOf(program, shell));
      finish(0);
    });
}

async function scriptOf(program: Command, shell: Shell): Promise<string> {
  const { treeOf } = await import('./completion/tree.ts');
  const tree = await treeOf(program);
  switch (shell) {
    case 'bash':
      return (await import('./completion/bash.ts')).bashCompletion(tree);
    case 'zsh':
      return (await import('./completion/zsh.ts')).zshCompletion(tree);
    case 'fish':
      return (await import('./completion/fish.ts')).fishCompletion(tree);
  }
}
