import { after, before, describe } from 'node:test';
import { describeArrivalChecks } from './arrival.ts';
import { describeLoginChoices } from './auth-choices.ts';
import { describeExaminations } from './auth-examination.ts';
import { describeLogins } from './auth-logins.ts';
import { describeCertificates } from './certificates.ts';
import { describeChoices } from './choices.ts';
import { describeArrivals } from './delivery-arrival.ts';
import { describeRefusals } from './delivery-refusals.ts';
import { describeSeries } from './delivery-series.ts';
import { describeSignatures } from './dkim.ts';
import { describeDoor } from './doors.ts';
import { describeGuided } from './guided.ts';
import { DOORS } from './known-doors.ts';
import { type Lab, startLab } from './lab.ts';
import { describeMxWalks } from './mx-walks.ts';
import { reasonToSkip } from './packages.ts';
import { describeSession } from './session.ts';
import { describeTlsDepth } from './tls-depth.ts';
import { describeTlsScans } from './tls-scan.ts';

const SETUP_MS = 480_000;
const TITLE = 'real servers';
const reason = reasonToSkip();

describe(reason === undefined ? TITLE : `${TITLE}: skipped, ${reason}`, {
  skip: reason !== undefined,
}, () => {
  let started: Lab | undefined;
  before(
    async () => {
      started = await startLab();
    },
    { timeout: SETUP_MS },
  );
  after(() => started?.stop());
  const lab = (): Lab => {
    if (!started) throw new Error('the servers did not start');
    return started;
  };
  for (const door of DOORS) describeDoor(door, lab);
  describeChoices(lab);
  describeCertificates(lab);
  describeTlsScans(lab);
  describeTlsDepth(lab);
  describeMxWalks(lab);
  describeExaminations(lab);
  describeLogins(lab);
  describeLoginChoices(lab);
  describeArrivals(lab);
  describeArrivalChecks(lab);
  describeRefusals(lab);
  describeSeries(lab);
  describeSession(lab);
  describeGuided(lab);
  describeSignatures(lab);
});
