import { writeFileSync } from 'node:fs';
import { createAuthority } from '../../src/demo/certificates.ts';
import { findIllness } from '../../src/demo/illnesses.ts';
import { startDialogueServer } from '../../src/demo/server.ts';

/** Three of five are healthy; what the others have keeps nobody waiting, since it is not waiting that is measured. */
const ILLNESSES = ['healthy', 'healthy', 'healthy', 'tls-certificate-expired', 'greeting-refused'];

// Demo servers at every loopback address, in a process of their own: its argument is where their root goes; it prints their ports.
const certificates = await createAuthority();
writeFileSync(process.argv[2] ?? '', certificates.rootPem);
const ports: number[] = [];
for (const name of ILLNESSES) {
  const [dialogue] = (await findIllness(name)).servers;
  if (!dialogue) throw new Error(`${name} has no server`);
  ports.push((await startDialogueServer(dialogue, { host: '0.0.0.0', certificates })).port);
}
console.log(JSON.stringify(ports));
