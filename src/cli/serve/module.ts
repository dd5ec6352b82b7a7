import { UsageError } from '../../errors.ts';
import type { Target } from '../../target.ts';
import type { CheckConfig, ConfiguredTarget } from '../check/config.ts';
import { merged } from '../check/prepare.ts';
import { targetOf } from '../probe/walk.ts';
import type { Permission } from './allowed.ts';

/** Longer ones are no target. */
const TARGET_LENGTH = 1000;

/** A request that is not answered with a probe: its status (RFC 9110 §15.5), and why, without a secret. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: 400 | 403;

  constructor(status: 400 | 403, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Makes of a request what is to be probed and how: what the module says goes before the target's own settings.
 *
 * @throws RefusedRequest
 */
export function chosenTarget(
  query: URLSearchParams,
  config: CheckConfig,
  isAllowed: Permission,
): ConfiguredTarget {
  const text = onlyValue(query, 'target');
  if (text === undefined) throw new RefusedRequest(400, 'target is missing; ask for /probe?target=HOST');
  const name = onlyValue(query, 'module');
  const settings = name === undefined ? {} : config.modules.get(name);
  if (!settings) throw new RefusedRequest(400, `the config has no module "${name}"`);
  const listed = config.targets.find((target) => target.text === text);
  if (listed) return { text, own: merged(listed.own, settings) };
  if (!isAllowed(parsed(text, settings.mx ?? config.defaults.mx))) {
    throw new RefusedRequest(403, `"${text}" is no target of the config; list it there, or see --allow`);
  }
  if (settings.login ?? config.defaults.login) {
    throw new RefusedRequest(403, `"${text}" is not listed, and secrets go to listed targets only`);
  }
  return { text, own: settings };
}

function onlyValue(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  const [value] = values;
  if (values.length < 2 && (value?.length ?? 0) <= TARGET_LENGTH) return value === '' ? undefined : value;
  throw new RefusedRequest(400, `${name} is given more than once, or too long`);
}

function parsed(text: string, mx: boolean | undefined): Target {
  try {
    return targetOf(text, { ...(mx ? { mx } : {}), deadline: 0, color: false, failOn: 'error' });
  } catch (error) {
    if (error instanceof UsageError) throw new RefusedRequest(400, error.message);
    throw error;
  }
}
