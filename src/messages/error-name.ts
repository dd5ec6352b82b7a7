/** An error's name in brackets, for after the words that say the same; an orderly end (`EOF`) needs none. */
export function named(code: string | undefined): string {
  return code === undefined || code === 'EOF' ? '' : ` (${code})`;
}
