import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Authority, createAuthority } from './certificates.ts';
import { type Dialogue, parseDialogue } from './dialogue.ts';
import type { Section } from './sections.ts';
import { sectionText } from './sections.ts';
import { type DialogueServer, startDialogueServer } from './server.ts';

/** All that a dialogue file asks to be up before its command runs. */
export interface SceneScript {
  readonly servers: readonly Dialogue[];
  /** Zone text; may hold placeholders. */
  readonly dns?: string;
  /** Text of an MTA-STS policy to be served over HTTPS. */
  readonly policy?: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** A scene that is up. */
export interface Scene {
  /**
   * What placeholders stand for: PORT, PORT2 …, DNSPORT, POLICYPORT, DIR (a temporary folder with the files),
   * CA (the demo root's file in it).
   */
  readonly variables: ReadonlyMap<string, string>;
  readonly servers: readonly DialogueServer[];
  /** Ends all servers and removes the files. */
  close(): Promise<void>;
}

/**
 * Picks the sections that make a scene: `server`, `server 2` …, `dns`, `policy`, `file NAME`.
 *
 * @throws UsageError for a dialogue that cannot be read.
 */
export function readScene(sections: readonly Section[]): SceneScript {
  const dns = sectionText(sections, 'dns');
  const policy = sectionText(sections, 'policy');
  const servers = sections.filter(({ name }) => /^server( \d+)?$/.test(name));
  const files = sections.filter(({ name }) => name.startsWith('file '));
  return {
    servers: servers.map(({ text }) => parseDialogue(text)),
    ...(dns === undefined ? {} : { dns }),
    ...(policy === undefined ? {} : { policy }),
    files: files.map(({ name, text }) => ({ name: basename(name.slice('file '.length)), text })),
  };
}

/** Puts `$NAME` placeholders' values in; unknown ones stay. */
export function substitute(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$([A-Z][A-Z0-9]*)/g,
    (placeholder, name: string) => variables.get(name) ?? placeholder,
  );
}

/**
 * Starts everything a scene needs, on loopback and on ephemeral ports.
 *
 * @throws UsageError for a zone that cannot be read; what was up by then is ended.
 */
export async function startScene(script: SceneScript): Promise<Scene> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closers.splice(0).map((closer) => closer()));
  };
  try {
    const scene = await raise(script, await createAuthority(), closers);
    return { ...scene, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function raise(
  script: SceneScript,
  certificates: Authority,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<Scene, 'close'>> {
  const variables = new Map<string, string>();
  const directory = await mkdtemp(join(tmpdir(), 'smtp-doctor-'));
  closers.push(() => rm(directory, { recursive: true, force: true }));
  variables.set('DIR', directory).set('CA', join(directory, 'ca.pem'));
  const files = [...script.files, { name: 'ca.pem', text: certificates.rootPem }];
  await Promise.all(files.map(({ name, text }) => writeFile(join(directory, name), text, { mode: 0o600 })));
  const servers: DialogueServer[] = [];
  for (const [index, dialogue] of script.servers.entries()) {
    const server = await startDialogueServer(dialogue, { certificates });
    closers.push(() => server.close());
    servers.push(server);
    variables.set(index === 0 ? 'PORT' : `PORT${index + 1}`, String(server.port));
  }
  await raiseNames(script, { certificates, variables, closers });
  return { variables, servers };
}

interface Raising {
  readonly certificates: Authority;
  readonly variables: Map<string, string>;
  readonly closers: (() => Promise<unknown>)[];
}

async function raiseNames(
  { policy, dns }: SceneScript,
  { certificates, variables, closers }: Raising,
): Promise<void> {
  if (policy !== undefined) {
    const { startPolicyServer } = await import('./policy.ts');
    const server = await startPolicyServer(policy, certificates);
    closers.push(() => server.close());
    variables.set('POLICYPORT', String(server.port));
  }
  if (dns !== undefined) {
    const [{ parseZone }, { startDnsServer }] = await Promise.all([import('./zone.ts'), import('./dns.ts')]);
    const server = await startDnsServer(parseZone(substitute(dns, variables)));
    closers.push(() => server.close());
    variables.set('DNSPORT', String(server.port));
  }
}
