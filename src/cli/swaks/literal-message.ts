import { remark, type Translated, words } from './part.ts';

/** Fields of which ours are as good as those that these tokens make. */
const MADE_BY_US =
  /^(?:Date:\s*%DATE%|Message-Id:\s*<?%MESSAGEID%>?|X-Mailer:.*%SWAKS_VERSION%.*|%NEW_HEADERS%)$/i;

/** A message written out on the command line: its fields, and its text; what it lacks of the usual fields is added. */
export function literalMessage(
  data: string,
  { from, to }: { readonly from: string; readonly to: string },
): Translated {
  const text = data
    .replace(/\\n|%NEWLINE%/g, '\n')
    .replaceAll('%FROM_ADDRESS%', from)
    .replaceAll('%TO_ADDRESS%', to)
    .replace(/\n\.\n?$/, '\n');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const body = end < 0 ? '' : text.slice(end + 2).replace(/%BODY%\n*/, '');
  const fields = head
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !MADE_BY_US.test(line));
  if (!fields.every((line) => /^[!-9;-~]{1,76}:/.test(line))) {
    return remark('--data: this is no header and text; write it to a file, and send that with --eml FILE');
  }
  const isOurs = body.trim() === '' && data.includes('%BODY%');
  return words(...fields.flatMap((field) => ['--header', field]), ...(isOurs ? [] : ['--text', body]));
}
