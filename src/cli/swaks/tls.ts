import { type GivenOption, lastOf } from './given.ts';
import { NOTHING, remark, type Translated } from './part.ts';

const VERSIONS = ['tlsv1', 'tlsv1_1', 'tlsv1_2', 'tlsv1_3'] as const;
const OURS = { tlsv1: '1.0', tlsv1_1: '1.1', tlsv1_2: '1.2', tlsv1_3: '1.3' } as const;

/** A list of versions, or of those not to be used, becomes the range that holds what is left. */
export function tlsWords(given: readonly GivenOption[]): Translated {
  const list = lastOf(given, '-tlsp');
  if (list?.value === undefined) return NOTHING;
  const names = list.value
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const isExcluding = names.every((name) => name.startsWith('no_'));
  const left = VERSIONS.filter(
    (version) => names.includes(isExcluding ? `no_${version}` : version) !== isExcluding,
  );
  const [lowest, highest] = [left[0], left.at(-1)];
  if (lowest === undefined || highest === undefined) {
    return remark(`${list.typed} ${list.value}: Node.js speaks TLS 1.0 to 1.3, and these name none of them`);
  }
  const isWhole = left.length === VERSIONS.indexOf(highest) - VERSIONS.indexOf(lowest) + 1;
  const words = [
    ...(isExcluding && lowest === 'tlsv1' ? [] : ['--tls-min', OURS[lowest]]),
    ...(isExcluding && highest === 'tlsv1_3' ? [] : ['--tls-max', OURS[highest]]),
  ];
  return { words, remarks: isWhole ? [] : [`${list.typed}: the versions between these are allowed too`] };
}
