import type { SwaksOption } from './option.ts';

const SHOWN_WHOLE = 'the report stays whole; for the headline alone there is --quiet';
const NO_HINTS = 'the dialogue has C: and S: in the place of hints';

/** The message. */
export const DATA: readonly SwaksOption[] = [
  {
    names: ['-d', '--data', '-g'],
    value: 'required',
    ours: '--eml FILE',
    by: 'message',
    note: '- is --stdin; a message written out becomes --header and --text; tokens are filled in there alone',
  },
  {
    names: ['-dab', '--dump-as-body'],
    value: 'optional',
    note: 'the report says what was done, not the message',
  },
  {
    names: ['-dabsp', '--dump-as-body-shows-password'],
    value: 'none',
    note: 'a password has no place in a message',
  },
  {
    names: ['--body'],
    value: 'required',
    ours: '--text TEXT',
    by: 'message',
    note: 'a file: --text "$(cat FILE)"',
  },
  { names: ['--attach'], value: 'required', isList: true, ours: '--attach FILE', by: 'message' },
  { names: ['--attach-body'], value: 'required', isList: true, ours: '--html TEXT', by: 'message' },
  {
    names: ['--attach-type'],
    value: 'required',
    isList: true,
    ours: '',
    by: 'message',
    note: 'a body that is text/html becomes --html; the type of a file is told from its name',
  },
  {
    names: ['--attach-name'],
    value: 'optional',
    isList: true,
    note: 'an attachment has the name of its file',
  },
  { names: ['-ah', '--add-header'], value: 'required', isList: true, ours: '--header FIELD', by: 'message' },
  {
    names: ['--header', '--h-NAME', '--header-NAME'],
    value: 'required',
    isList: true,
    ours: '--header FIELD',
    by: 'message',
  },
  {
    names: ['-ndf', '--no-data-fixup'],
    value: 'none',
    ours: '',
    note: 'what --eml and --stdin send is never touched, but for Unix line ends',
  },
  { names: ['-nsf', '--no-strip-from'], value: 'none', ours: '', note: 'a From_ line is never taken off' },
];

/** What is shown, and where. */
export const OUTPUT: readonly SwaksOption[] = [
  { names: ['-n', '--suppress-data'], value: 'none', ours: '', note: 'a message is counted, not shown' },
  { names: ['-stl', '--show-time-lapse'], value: 'optional', ours: '--verbose', by: 'nothing' },
  { names: ['-nih', '--no-info-hints'], value: 'none', note: NO_HINTS },
  { names: ['-nsh', '--no-send-hints'], value: 'none', note: NO_HINTS },
  { names: ['-nrh', '--no-receive-hints'], value: 'none', note: NO_HINTS },
  { names: ['-nth', '--no-hints'], value: 'none', note: NO_HINTS },
  {
    names: ['-raw', '--show-raw-text'],
    value: 'none',
    note: 'the dialogue shows control characters escaped',
  },
  { names: ['--output', '--output-file'], value: 'required', ours: '--output FILE', by: 'outputFile' },
  {
    names: ['--output-file-stdout'],
    value: 'required',
    ours: '--output FILE',
    by: 'outputFile',
  },
  { names: ['--output-file-stderr'], value: 'required', note: 'redirect it: 2>FILE' },
  {
    names: ['-pp', '--protect-prompt'],
    value: 'none',
    ours: '',
    note: 'a secret that is typed is never shown',
  },
  { names: ['-hr', '--hide-receive'], value: 'none', note: SHOWN_WHOLE },
  { names: ['-hs', '--hide-send'], value: 'none', note: SHOWN_WHOLE },
  { names: ['-hi', '--hide-informational'], value: 'none', note: SHOWN_WHOLE },
  { names: ['-ha', '--hide-all'], value: 'none', ours: '--quiet', note: 'the headline stays' },
  {
    names: ['-S', '--silent'],
    value: 'optional',
    ours: '--quiet',
    by: 'nothing',
    note: 'the headline stays',
  },
  { names: ['--support'], value: 'none', note: 'nothing is missing: every feature comes with the program' },
  { names: ['--dump-mail'], value: 'none', ours: '--dry-run' },
  {
    names: ['--dump'],
    value: 'optional',
    ours: '--dry-run',
    by: 'nothing',
    note: 'shows the message and the dialogue',
  },
  { names: ['--help'], value: 'none', ours: '--help' },
  { names: ['--version'], value: 'none', ours: '', note: 'smtp-doctor --version' },
];
