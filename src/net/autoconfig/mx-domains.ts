/** Second levels under which countries give out names: `co.uk`, `com.br`. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|go|gob|gov|gv|ltd|me|mil|ne|net|nom|or|org|plc|sch)$/;

/** The MX host without its first label, where that is still somebody's own; `MXFULLDOMAIN` of the autoconfig draft. */
export function parentDomain(host: string): string | undefined {
  const labels = host.split('.').slice(1);
  return labels.length >= baseOf(['', ...labels]).length ? labels.join('.') : undefined;
}

/**
 * The name that the MX host's owner has probably registered, guessed without the Public Suffix List.
 *
 * Good for a question to a public database, where a wrong guess finds nothing; not for asking that name itself.
 */
export function baseDomain(host: string): string {
  return baseOf(host.split('.')).join('.');
}

function baseOf(labels: readonly string[]): readonly string[] {
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && SECOND_LEVEL.test(second) ? -3 : -2);
}
