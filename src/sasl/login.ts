import { passwordOf, refuseAuthzid } from './credentials.ts';
import { malformed } from './line.ts';
import type { Exchange, Mechanism } from './mechanism.ts';

/** LOGIN (draft-murchison-sasl-login): user name, then password, unless the two prompts ask for the other. */
export const login: Mechanism = {
  name: 'LOGIN',
  exposes: 'secret',
  strength: 10,
  carriesAuthzid: false,
  needs: ['username', 'password'],
  isUsable: () => true,
  begin: async (credentials) => {
    refuseAuthzid(credentials, 'LOGIN');
    return prompted([credentials.username, passwordOf(credentials, 'LOGIN')]);
  },
};

/** What stands in a prompt that asks for the other of the two. */
const OTHERS = [/^\s*pass/i, /^\s*user/i];

function prompted(answers: readonly string[]): Exchange {
  const left = answers.entries();
  return {
    start: () => undefined,
    next: async (challenge) => {
      const answer = left.next();
      if (answer.done) throw malformed('a third challenge came, and LOGIN has two');
      const [step, text] = answer.value;
      if (OTHERS[step]?.test(Buffer.from(challenge).toString('latin1'))) {
        throw malformed('LOGIN asks for the password first, or for the user name last');
      }
      return Buffer.from(text);
    },
    finish: () => {},
  };
}
