import type { Cause } from '../../../replies/causes.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { deliveryCauses } from './delivery.ts';
import { loginCauses } from './login.ts';
import { messageCauses } from './message.ts';
import { recipientCauses } from './recipient.ts';
import { senderCauses } from './sender.ts';

/** Every cause of a refusal, in English. */
export const causes: CauseTexts<Cause> = {
  ...loginCauses,
  ...recipientCauses,
  ...messageCauses,
  ...senderCauses,
  ...deliveryCauses,
};
