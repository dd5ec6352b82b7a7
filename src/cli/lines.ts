/** A longer line is cut, so that a file without line ends is no danger to memory. */
const LINE_CHARACTERS = 1024 * 1024;

/**
 * Splits what comes into lines, and gives those of each piece at once: waiting for each line by itself
 * would take longer than reading it. A line is cut at 1048576 characters.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let isCut = false;
  for await (const piece of pieces) {
    const lines = decoder.decode(piece, { stream: true }).split('\n');
    const [first = ''] = lines;
    lines[0] = isCut ? rest : rest + first;
    isCut &&= lines.length === 1;
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARACTERS) {
      rest = rest.slice(0, LINE_CHARACTERS);
      isCut = true;
    }
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  rest += isCut ? '' : decoder.decode();
  if (rest !== '') yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
