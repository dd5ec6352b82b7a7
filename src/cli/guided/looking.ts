import { isAddress, isDomain } from './answers.ts';
import { askLine, type Desk, pick, show, showCommand } from './desk.ts';
import { askServer } from './server-choice.ts';
import { type Step, walk } from './walk.ts';

/**
 * Says which server is somebody's; asks others where it is not known here.
 *
 * @throws QuestionLeft
 */
export async function findServer(desk: Desk): Promise<number> {
  const { subject, objections } = desk.words;
  const address = await askLine(desk, {
    message: subject.address,
    objection: (answer) => (isAddress(answer) ? undefined : objections.address),
  });
  const argv = ['settings', address];
  show(['']);
  showCommand(desk, '$ ', argv);
  show(['']);
  const code = await desk.run(argv);
  if (code === 0) return code;
  const online: Step = {
    ...{ name: 'settings', target: address, isPlain: true },
    prepare: async () => ['settings', address, '--online'],
  };
  return walk(desk, [online], { goesOn: false });
}

/**
 * Looks at a domain or at a server from all sides; what is wrong at one does not hide the others.
 *
 * @throws QuestionLeft
 */
export async function examine(desk: Desk): Promise<number> {
  const { scope } = desk.words;
  const wish = await pick(desk, scope.question, [
    ['domain', scope.domain],
    ['server', scope.server],
  ]);
  return wish === 'domain' ? examineDomain(desk) : examineServer(desk);
}

async function examineDomain(desk: Desk): Promise<number> {
  const { subject, objections } = desk.words;
  const domain = await askLine(desk, {
    message: subject.domain,
    objection: (answer) => (isDomain(answer) ? undefined : objections.domain),
  });
  const steps: readonly Step[] = [
    { name: 'domain', target: domain, prepare: async () => ['domain', domain] },
    { name: 'mx', target: domain, prepare: async () => ['probe', domain, '--mx'] },
  ];
  return walk(desk, steps, { goesOn: true });
}

async function examineServer(desk: Desk): Promise<number> {
  const target = await askServer(desk);
  const steps = (['ports', 'probe', 'starttls'] as const).map((name) => ({
    ...{ name, target },
    prepare: async () => [name, target],
  }));
  return walk(desk, steps, { goesOn: true });
}
