import { contentWordings } from './content.ts';
import { domainWordings } from './domain.ts';
import { loginWordings } from './login.ts';
import { messageWordings } from './message.ts';
import { networkWordings } from './network.ts';
import { policyWordings } from './policy.ts';
import { recipientWordings } from './recipient.ts';
import { relayWordings } from './relay.ts';
import { reputationWordings } from './reputation.ts';
import { senderWordings } from './sender.ts';
import { senderAuthWordings } from './senderauth.ts';
import { serverWordings } from './server.ts';
import { throttleWordings } from './throttle.ts';
import { tlsWordings } from './tls.ts';
import type { WordingGroup } from './wording.ts';

/** Everything servers are known to say; of two that fit equally well, the earlier wins. */
export const wordings: readonly WordingGroup[] = [
  ...loginWordings,
  ...tlsWordings,
  ...relayWordings,
  ...recipientWordings,
  ...domainWordings,
  ...messageWordings,
  ...contentWordings,
  ...senderWordings,
  ...senderAuthWordings,
  ...reputationWordings,
  ...throttleWordings,
  ...serverWordings,
  ...networkWordings,
  ...policyWordings,
];
