/** The same surroundings on every computer: English, no colour, 80 columns, UTC, and nobody's own certificates. */
export function surroundings(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH, HOME, TMPDIR } = process.env;
  const kept = Object.entries({ PATH, HOME, TMPDIR }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C.UTF-8',
    NO_COLOR: '1',
    TZ: 'UTC',
    COLUMNS: '80',
    SMTP_DOCTOR_LANG: 'en',
    ...more,
  };
}
