import { readFile, stat } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import schema from '../../../report.schema.json' with { type: 'json' };
import { UsageError } from '../../errors.ts';
import type { Report } from '../../report.ts';

/** A report of some thousand runs is smaller. */
const REPORT_BYTES = 256 * 1024 * 1024;

/**
 * Reads a saved JSON report and holds it against the published schema.
 *
 * @throws UsageError that names the file and the first place where it departs.
 */
export async function readReport(file: string): Promise<Report> {
  const parsed = parseJson(file, await readText(file));
  const validate = reportValidator();
  if (validate(parsed)) return parsed;
  const [first] = validate.errors ?? [];
  const place = first?.instancePath === '' ? 'the whole' : first?.instancePath;
  throw new UsageError(
    `"${file}" is no report of ours: ${place} ${first?.message}`,
    'give a file that smtp-doctor wrote with --json',
  );
}

/** Makes what holds a value against the published schema. */
export function reportValidator(): ValidateFunction<Report> {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  return ajv.compile<Report>(schema);
}

async function readText(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > REPORT_BYTES) throw new UsageError(`"${file}" is too large for a report`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`cannot read "${file}": ${error.message}`, 'name a report written with --json');
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `"${file}" is no JSON: ${(error as Error).message}`,
      'give a file written with --json',
    );
  }
}
