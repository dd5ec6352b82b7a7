/** Asks on the terminal for a secret that is not shown while it is typed; the question goes to stderr. */
export async function askHidden(message: string): Promise<string> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  const answers = await prompt<{ secret: string }>([
    { type: 'password', name: 'secret', message, mask: false },
  ]);
  return answers.secret;
}

/** Asks on the terminal whether to go on; no is what a bare return means. The question goes to stderr. */
export async function askYes(message: string): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  const answers = await prompt<{ yes: boolean }>([{ type: 'confirm', name: 'yes', message, default: false }]);
  return answers.yes;
}
