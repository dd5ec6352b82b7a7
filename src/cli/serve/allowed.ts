import { UsageError } from '../../errors.ts';
import type { Target } from '../../target.ts';

/** Whether a target that the config does not list may be probed. */
export type Permission = (target: Target) => boolean;

/**
 * Makes of the patterns who may be probed: `*` stands for any part of a name, or of an address where the pattern is one.
 * A path of this machine never may.
 *
 * @throws UsageError for a pattern that is no part of a host name.
 */
export function permissionOf(patterns: readonly string[], isAnyAllowed: boolean): Permission {
  const allowed = patterns.map(expressionOf);
  return (target) => {
    if (target.kind === 'unix') return false;
    const name = target.kind === 'domain' ? target.domain : target.host;
    return isAnyAllowed || allowed.some((pattern) => pattern.test(name));
  };
}

function expressionOf(pattern: string): RegExp {
  if (!/^[\w.:*-]{1,253}$/.test(pattern)) {
    throw new UsageError(`--allow "${pattern}" is no pattern of host names`, 'write *.example.org');
  }
  if (/^[*.]*$/.test(pattern)) {
    throw new UsageError(`--allow "${pattern}" is for every host`, 'if that is meant: --allow-any-target');
  }
  const parts = pattern.split(/\*+/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join(anyPart(pattern))}$`, 'i');
}

/** Else `192.0.2.*` would be for 192.0.2.1.example.net too, whoever owns that. */
function anyPart(pattern: string): string {
  if (pattern.includes(':')) return '[\\da-f.:]*';
  return /^[\d.*]+$/.test(pattern) ? '[\\d.]*' : '.*';
}
