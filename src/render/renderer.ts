import type { Catalog, Locale } from '../messages/catalog.ts';
import type { Report, Run } from '../report.ts';

/** How a report is to be shown, and where. */
export interface RenderContext {
  readonly catalog: Catalog;
  readonly locale: Locale;
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  /** Whether more than ASCII can be shown. */
  readonly unicode: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Whether the dialogue is to be shown too. */
  readonly transcript: boolean;
}

/** What is known of a report before its runs have ended. */
export type ReportHead = Pick<Report, 'tool' | 'command' | 'locale' | 'failOn'>;

/** Turns a report into text that ends with a line break; pure. */
export interface Renderer {
  readonly report: (report: Report, context: RenderContext) => string;
  /** A format that can be written piece by piece: the pieces in order are what `report` gives for the whole. */
  readonly stream?: (head: ReportHead, context: RenderContext) => ReportStream;
}

/** The pieces of one report. */
export interface ReportStream {
  readonly begin?: string;
  /** Called once for each run, as it ends. */
  readonly run: (run: Run) => string;
  /** The runs of this report hold what `essenceOf` keeps, and no more. */
  readonly end: (report: Report) => string;
}

/** A renderer that is written piece by piece: the whole is its pieces. */
export function streaming(stream: NonNullable<Renderer['stream']>): Renderer {
  return {
    stream,
    report: (report, context) => {
      const { begin = '', run, end } = stream(report, context);
      return begin + report.runs.map(run).join('') + end(report);
    },
  };
}
