import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDetours } from '../../src/trace/detours.ts';
import { parseHeader } from '../../src/trace/header.ts';
import { readWay } from '../../src/trace/hops.ts';

const fieldsOf = (...lines: readonly string[]) => parseHeader(lines.join('\r\n'));

const STORE =
  'Received: from mx.example.net by store.example.net (Dovecot) with LMTP id 1; Sun, 22 Nov 2026 08:00:20 +0000';
const MX =
  'Received: from mail.example.org (mail.example.org [192.0.2.7]) by mx.example.net with ESMTPS id 2; Sun, 22 Nov 2026 08:00:18 +0000';
const SUBMISSION =
  'Received: from [10.0.0.3] (dsl.example.com [198.51.100.9]) by mail.example.org with ESMTPSA id 3; Sun, 22 Nov 2026 08:00:05 +0000';
const DATE = 'Date: Sun, 22 Nov 2026 09:00:00 +0100';

describe('the way of a message', () => {
  it('is read oldest first, with each server’s part and the time it took', () => {
    const { hops, entry, writtenAt } = readWay(fieldsOf(STORE, MX, SUBMISSION, DATE));
    assert.deepEqual(
      hops.map(({ role, delayMs, protection }) => [role, delayMs, protection]),
      [
        ['msa', 5_000, 'tls'],
        ['mx', 13_000, 'tls'],
        ['mda', 2_000, 'unknown'],
      ],
    );
    assert.equal(entry, 1);
    assert.equal(writtenAt, '2026-11-22T08:00:00.000Z');
  });

  it('enters the receiver where it last came from another network, not between servers of one', () => {
    const within =
      'Received: from mx.example.net (mx.example.net [203.0.113.4]) by filter.example.net with ESMTPS; Sun, 22 Nov 2026 08:00:19 +0000';
    const inner =
      'Received: from gw (gw [10.1.2.3]) by filter.example.net with ESMTP; Sun, 22 Nov 2026 08:00:19 +0000';
    assert.equal(readWay(fieldsOf(within, MX, SUBMISSION)).entry, 1);
    assert.equal(readWay(fieldsOf(inner, MX, SUBMISSION)).entry, 1);
  });

  it('tells a clock that is fast from a delay, by the next hop that takes it back', () => {
    const fast = SUBMISSION.replace('08:00:05', '09:10:05');
    const offsets = readWay(fieldsOf(STORE, MX, fast, DATE)).hops.map(({ clockOffsetMs }) => clockOffsetMs);
    assert.deepEqual(offsets, [4_187_000, undefined, undefined]);
  });

  it('tells a clock that is slow', () => {
    const slow = MX.replace('08:00:18', '07:30:18');
    const offsets = readWay(fieldsOf(STORE, slow, SUBMISSION, DATE)).hops.map((hop) => hop.clockOffsetMs);
    assert.deepEqual(offsets, [undefined, -1_787_000, undefined]);
  });

  it('keeps the newest hundred of its hops', () => {
    const { hops } = readWay(fieldsOf(...Array.from({ length: 5_000 }, () => MX)));
    assert.equal(hops.length, 100);
  });
});

describe('the traces of others on the way', () => {
  it('are those of a list and of a forwarder', () => {
    const detours = readDetours(
      fieldsOf(
        'List-Id: Friends <friends.lists.example.com>',
        'Delivered-To: bob@inbox.example.com',
        'X-Forwarded-To: bob@inbox.example.com',
        'Delivered-To: bob@example.net',
        'ARC-Seal: i=2; a=rsa-sha256; d=forward.example.com; s=a; cv=pass; b=x',
        'ARC-Seal: i=1; a=rsa-sha256; d=lists.example.com; s=a; cv=none; b=x',
      ),
    );
    assert.deepEqual(detours, {
      list: 'friends.lists.example.com',
      forwardedFor: ['bob@inbox.example.com', 'bob@example.net'],
      sealedBy: ['lists.example.com', 'forward.example.com'],
    });
  });

  it('are none in a message that came straight', () => {
    assert.deepEqual(readDetours(fieldsOf('Delivered-To: bob@example.net', MX)), {
      forwardedFor: [],
      sealedBy: [],
    });
  });
});
