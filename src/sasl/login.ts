import { passwordOf, refuseAuthzid } from './credentials.ts';
import { malformed } from './line.ts';
import type { Exchange, Mechanism } from './mechanism.ts';

/** LOGIN (draft-murchison-sasl-login): user name, then password, whatever the two prompts say. */
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

function prompted(answers: readonly string[]): Exchange {
  const left = answers.values();
  return {
    start: () => undefined,
    next: async () => {
      const answer = left.next();
      if (answer.done) throw malformed('a third challenge came, and LOGIN has two');
      return Buffer.from(answer.value);
    },
    finish: () => {},
  };
}
