import { isAddress, isDomain, isServer } from './answers.ts';
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
  const { subject: known, shown, network } = desk.wishes;
  const address =
    known !== undefined && isAddress(known)
      ? known
      : await askLine(desk, {
          message: subject.address,
          objection: (answer) => (isAddress(answer) ? undefined : objections.address),
        });
  const argv = ['settings', address, ...shown];
  show(['']);
  showCommand(desk, '$ ', argv);
  show(['']);
  const code = await desk.run(argv);
  if (code === 0) return code;
  const online: Step = {
    ...{ name: 'settings', target: address, isPlain: true },
    prepare: async () => ['settings', address, '--online', ...network, ...shown],
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
  const { subject } = desk.wishes;
  if (subject !== undefined && isServer(subject)) return examineServer(desk, subject);
  const wish = await pick(desk, scope.question, [
    ['domain', scope.domain],
    ['server', scope.server],
  ]);
  return wish === 'domain' ? examineDomain(desk) : examineServer(desk, await askServer(desk));
}

async function examineDomain(desk: Desk): Promise<number> {
  const { subject, objections } = desk.words;
  const { network, shown } = desk.wishes;
  const options = [...network, ...shown];
  const domain = await askLine(desk, {
    message: subject.domain,
    objection: (answer) => (isDomain(answer) ? undefined : objections.domain),
  });
  const steps: readonly Step[] = [
    { name: 'domain', target: domain, prepare: async () => ['domain', domain, ...options] },
    { name: 'mx', target: domain, prepare: async () => ['probe', domain, '--mx', ...options] },
  ];
  return walk(desk, steps, { goesOn: true });
}

async function examineServer(desk: Desk, target: string): Promise<number> {
  const { network, shown, door } = desk.wishes;
  const steps = (['ports', 'probe', 'starttls'] as const).map((name) => ({
    ...{ name, target },
    prepare: async () => [name, target, ...(name === 'ports' ? [] : door), ...network, ...shown],
  }));
  return walk(desk, steps, { goesOn: true });
}
