const POLICY_PROBLEMS: Readonly<Record<string, string>> = {
  'fetch-failed': 'the policy could not be fetched',
  certificate: 'the certificate of the policy’s web server is not valid',
  redirect: 'the policy’s web server redirects, which senders do not follow',
  'media-type': 'the policy is not served as text/plain',
  'too-large': 'the policy is too large',
  syntax: 'the record or the policy has a syntax error',
  'no-address': 'the policy’s host has no address',
};

/** Says in English why an announced MTA-STS policy cannot be used. */
export function policyProblem(problem: string | undefined): string {
  if (problem?.startsWith('status-'))
    return `the policy’s web server answers ${problem.slice('status-'.length)}`;
  return POLICY_PROBLEMS[problem ?? ''] ?? problem ?? 'the policy could not be used';
}
