import type { ClaimEvidence, Evidence } from '../evidence.ts';
import type { AttributeCommand } from '../smtp/client-attributes.ts';
import { defineRule } from './rule.ts';
import { sampleLines } from './sample.ts';

/** What became of a claim that was not accepted. */
function refusedClaim(command: AttributeCommand, claims: readonly ClaimEvidence[]) {
  const claim = claims.find((one) => one.command === command);
  const { attributes, unoffered = [], reply } = claim ?? {};
  const isAccepted = reply !== undefined && reply.code < 300;
  if (!attributes || isAccepted || (unoffered.length === 0 && !reply)) return undefined;
  return {
    attributes,
    unoffered,
    code: reply?.code,
    enhanced: reply?.enhanced,
    lines: reply ? sampleLines(reply.lines) : undefined,
  };
}

/** XCLIENT can be fine, and the hello after it still be refused: that has a finding of its own. */
function claimRule<const Id extends 'hello.xclient-refused' | 'mail.xforward-refused'>(
  id: Id,
  stage: 'hello' | 'mail',
  command: AttributeCommand,
) {
  return defineRule({
    id,
    severity: 'error',
    stage,
    actor: 'server-admin',
    needs: ['claims'],
    find: ({ claims }: Evidence & { readonly claims: readonly ClaimEvidence[] }) =>
      refusedClaim(command, claims),
  });
}

/** Questions to extensions that the user asked for. */
export const extensionRules = [
  claimRule('hello.xclient-refused', 'hello', 'XCLIENT'),
  claimRule('mail.xforward-refused', 'mail', 'XFORWARD'),
  defineRule({
    id: 'mail.extension-limit-exceeded',
    severity: 'error',
    stage: 'mail',
    actor: 'you',
    needs: ['delivery'],
    find: ({ delivery: { exceeded } }) => (exceeded && exceeded.length > 0 ? { exceeded } : undefined),
  }),
] as const;

export type ExtensionFindingId = (typeof extensionRules)[number]['id'];
