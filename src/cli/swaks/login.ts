import { mechanismOf } from '../../sasl/registry.ts';
import { type GivenOption, lastOf } from './given.ts';
import { joined, NOTHING, remark, type Translated, words } from './part.ts';
import { protocolOf } from './target.ts';
import { EXPANSION } from './words.ts';

const ASKS = ['-a', '-ao', '-aos', '-au', '-ap'];

/** Where a password is looked for unasked. */
const PASSWORD_VARIABLE = 'SMTP_DOCTOR_PASSWORD';

/** Its other names for NTLM. */
const ALIASES: Readonly<Record<string, string>> = { SPA: 'NTLM', MSN: 'NTLM', 'LOGIN-INITIAL': 'LOGIN' };

/** Says who logs in, and how; a password is never repeated. */
export function loginWords(given: readonly GivenOption[]): Translated {
  if (!lastOf(given, ...ASKS) && !protocolOf(given).logsIn) return NOTHING;
  const mechanisms = lastOf(given, '-a', '-ao', '-aos')?.value;
  return joined([
    userWords(given),
    passwordWords(given),
    mechanisms === undefined ? NOTHING : mechanismWords(mechanisms),
    isClear(given) ? remark(CLEARTEXT) : NOTHING,
    lastOf(given, '-s', '--socket', '--pipe') ? NOTHING : remark(AT_MX),
    lastOf(given, '-ao', '-aos') ? remark(OPTIONAL) : NOTHING,
  ]);
}

const OPTIONAL = 'a login that fails, or is not offered, ends the session; leave out --user to go on without';
const AT_MX = 'a login has no place at the MX hosts of a domain: name the server for users';
const CLEARTEXT =
  'without TLS the login is withheld; leave out "--security none", or let it happen with --allow-cleartext';

function isClear(given: readonly GivenOption[]): boolean {
  return !lastOf(given, '-tls', '-tlso', '-tlsos', '-tlsc') && protocolOf(given).security === undefined;
}

function userWords(given: readonly GivenOption[]): Translated {
  const user = lastOf(given, '-au')?.value;
  if (user === undefined)
    return { words: ['--netrc'], remarks: ['user and password are taken from ~/.netrc'] };
  return words('--user', user === '<>' ? '' : user);
}

/** A variable may stay one; any other password is left where only its owner sees it. */
function passwordWords(given: readonly GivenOption[]): Translated {
  const password = lastOf(given, '-ap');
  if (password?.value === undefined) return NOTHING;
  const variable = new RegExp(`^${EXPANSION}\\{?([A-Za-z_]\\w*)\\}?$`).exec(password.value)?.[1];
  const name = variable ?? PASSWORD_VARIABLE;
  const how = variable === undefined ? `put the password into ${name}` : `export ${name}`;
  return {
    words: ['--password-env', name],
    remarks: [
      `${password.typed}: others can read a command line, so it is not repeated; ${how}, or use --password-stdin`,
    ],
  };
}

/** Ours tries one, since each that fails counts against the account. */
function mechanismWords(text: string): Translated {
  const names = text
    .toUpperCase()
    .split(',')
    .map((name) => ALIASES[name.trim()] ?? name.trim());
  const known = names.filter((name) => mechanismOf(name));
  const [first] = known;
  const unknown = names.filter((name) => !known.includes(name));
  return joined([
    first === undefined ? NOTHING : words('--mechanism', first),
    ...unknown.map((name) =>
      remark(`"${name}" is no mechanism of ours; smtp-doctor auth shows what a server has`),
    ),
    known.length > 1
      ? remark(
          `only ${first} is tried, since each failure counts; all of them: smtp-doctor auth --mechanism all`,
        )
      : NOTHING,
  ]);
}
