import type { Illness } from './illnesses.ts';
import { startScene, substitute } from './scene.ts';

/**
 * Runs the command that suits an illness against servers that act it, and ends them.
 *
 * @param run  Given the arguments after the program's name; its result is handed back.
 */
export async function playIllness<T>(illness: Illness, run: (argv: string[]) => Promise<T>): Promise<T> {
  const scene = await startScene(illness);
  try {
    return await run(illness.command.map((word) => substitute(word, scene.variables)));
  } finally {
    await scene.close();
  }
}

/** An illness that stays up. */
export interface ServedIllness {
  /** For people: each server's address, then the command to try. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** Keeps an illness's servers up until closed. */
export async function serveIllness(illness: Illness): Promise<ServedIllness> {
  const scene = await startScene(illness);
  const addresses = [...scene.variables]
    .filter(([name]) => /PORT\d*$/.test(name))
    .map(([name, port]) => `${service(name)} 127.0.0.1:${port}`);
  const command = illness.command.map((word) => substitute(word, scene.variables));
  return {
    lines: [...addresses, `try   smtp-doctor ${command.join(' ')}`],
    close: () => scene.close(),
  };
}

function service(variable: string): string {
  if (variable === 'DNSPORT') return 'dns  ';
  return variable === 'POLICYPORT' ? 'https' : 'smtp ';
}
