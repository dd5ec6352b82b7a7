const POLICY_PROBLEMS: Readonly<Record<string, string>> = {
  'fetch-failed': 'non si riesce a scaricarla',
  certificate: 'il certificato del server web che la ospita non è valido',
  redirect: 'il server web che la ospita fa un redirect, che chi spedisce non segue',
  'media-type': 'non è servita come text/plain',
  'too-large': 'è troppo grande',
  syntax: 'il record o la policy ha un errore di sintassi',
  'no-address': 'l’host che la ospita non ha un indirizzo',
};

/** Says in Italian why an announced MTA-STS policy cannot be used. */
export function policyProblem(problem: string | undefined): string {
  if (problem?.startsWith('status-'))
    return `il server web che la ospita risponde ${problem.slice('status-'.length)}`;
  return POLICY_PROBLEMS[problem ?? ''] ?? problem ?? 'non è utilizzabile';
}
