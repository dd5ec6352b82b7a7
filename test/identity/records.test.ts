import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BLOCKLISTS, readListing } from '../../src/identity/blocklists.ts';
import { isDkimKey, parseDkimKey } from '../../src/identity/dkim-key.ts';
import { organizationalDomain, parseDmarc, readWalk, treeWalk } from '../../src/identity/dmarc.ts';
import { isGenericName } from '../../src/identity/ptr.ts';
import { ptrName, reverseLabels } from '../../src/identity/reverse-name.ts';
import { parseTagList } from '../../src/identity/tag-list.ts';
import { formatZoneRecord, zoneName } from '../../src/identity/zone-record.ts';
import { KEY } from '../support/identity.ts';

function rsaRecord(bits: number, type: 'spki' | 'pkcs1'): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return `v=DKIM1; k=rsa; p=${publicKey.export({ type, format: 'der' }).toString('base64')}`;
}

describe('a DKIM key', () => {
  it('is measured in both of the forms that are published', () => {
    assert.deepEqual(
      [rsaRecord(1_024, 'spki'), rsaRecord(1_024, 'pkcs1'), KEY].map((text) => parseDkimKey(text).bits),
      [1_024, 1_024, 256],
    );
  });

  it('without a value is revoked, and not broken', () => {
    assert.deepEqual(parseDkimKey('v=DKIM1; p='), {
      type: 'rsa',
      isRevoked: true,
      isTesting: false,
      faults: [],
    });
  });

  it('says what is wrong with it', () => {
    const faultsOf = (text: string): readonly string[] => parseDkimKey(text).faults;
    assert.deepEqual(faultsOf('v=DKIM2; p='), ['version']);
    assert.deepEqual(faultsOf('v=DKIM1; k=rsa'), ['key-absent']);
    assert.deepEqual(faultsOf('v=DKIM1; p=bm8ga2V5'), ['key-unreadable']);
    assert.deepEqual(faultsOf(`${KEY}; s=tlsrpt`), ['service']);
    assert.deepEqual(faultsOf(`${KEY}; h=sha1`), ['hash']);
    assert.deepEqual(faultsOf(`${KEY}; oops`), ['tags']);
  });

  it('is not seen in the text of a wildcard', () => {
    assert.equal(isDkimKey('v=spf1 -all'), false);
    assert.equal(isDkimKey('p=MIGf'), true);
  });
});

describe('a DMARC record', () => {
  it('takes no address for reports that no mail could reach, or that would not stay one name', () => {
    const addressesOf = (rua: string): readonly string[] => parseDmarc(`v=DMARC1; p=none; rua=${rua}`).rua;
    assert.deepEqual(addressesOf('mailto:a@example.org!10m, mailto:b@reports.example'), [
      'a@example.org',
      'b@reports.example',
    ]);
    for (const rua of ['mailto:a@(evil.example', 'mailto:a\u001b[31m@example.org', 'mailto:a@"b.example']) {
      assert.deepEqual(addressesOf(rua), [], rua);
    }
  });

  it('hands its policy down to subdomains, and to those that do not exist', () => {
    const { policy, subdomains, nonexistent } = parseDmarc('v=DMARC1; p=reject; sp=quarantine');
    assert.deepEqual([policy, subdomains, nonexistent], ['reject', 'quarantine', 'quarantine']);
  });

  it('with a policy that cannot be read counts as none where it says where to report', () => {
    assert.equal(parseDmarc('v=DMARC1; p=block; rua=mailto:a@example.org').policy, 'none');
    assert.equal(parseDmarc('v=DMARC1; p=block').policy, undefined);
  });

  it('names its report addresses without a size limit', () => {
    assert.deepEqual(parseDmarc('v=DMARC1; p=none; rua=mailto:a@example.org!10m, mailto:b@example.net').rua, [
      'a@example.org',
      'b@example.net',
    ]);
    assert.deepEqual(parseDmarc('v=DMARC1; p=none; rua=a@example.org').faults, ['report-address']);
  });
});

describe('the tree walk', () => {
  it('asks the name and each above it, down to the top (RFC 9989 §4.10)', () => {
    assert.deepEqual(treeWalk('mail.example.co.uk'), ['mail.example.co.uk', 'example.co.uk', 'co.uk', 'uk']);
  });

  it('asks no more than eight names, however long the name is', () => {
    const names = treeWalk('a.b.c.d.e.f.g.h.i.example.com');
    assert.equal(names.length, 8);
    assert.deepEqual(names.slice(0, 2), ['a.b.c.d.e.f.g.h.i.example.com', 'e.f.g.h.i.example.com']);
  });

  it('finds the organisation: psd=n where it stands, one below psd=y, else the highest record', () => {
    const found = (name: string, text: string) => ({ name, record: parseDmarc(text) });
    const own = found('a.b.example.com', 'v=DMARC1; p=none');
    const organization = (...more: readonly ReturnType<typeof found>[]): string =>
      organizationalDomain('a.b.example.com', [own, ...more]);
    assert.equal(organization(found('example.com', 'v=DMARC1; p=reject')), 'example.com');
    assert.equal(
      organization(found('b.example.com', 'v=DMARC1; psd=n'), found('example.com', 'v=DMARC1; p=reject')),
      'b.example.com',
    );
    assert.equal(organization(found('com', 'v=DMARC1; p=reject; psd=y')), 'example.com');
  });

  it('takes the policy for subdomains from a record above, and leaves out a name with several', () => {
    const walk = [
      { name: 'sub.example.com', records: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
      { name: 'example.com', records: ['v=DMARC1; p=reject; sp=quarantine'] },
    ];
    const { policy, applied } = readWalk('sub.example.com', walk);
    assert.deepEqual([policy?.name, applied], ['example.com', 'quarantine']);
  });
});

describe('names', () => {
  it('of addresses are turned round', () => {
    assert.equal(ptrName('192.0.2.25'), '25.2.0.192.in-addr.arpa');
    assert.equal(ptrName('2001:db8::25'), `5.2${'.0'.repeat(22)}.8.b.d.0.1.0.0.2.ip6.arpa`);
    assert.equal(reverseLabels('::ffff:127.0.0.2'), reverseLabels('::ffff:7f00:2'));
    assert.equal(ptrName('example.org'), undefined);
  });

  it('that were made out of an address, or after a line, are generic', () => {
    const address = '198.51.100.7';
    const generic = [
      'host-198-51-100-7.isp.example',
      '7.100.51.198.isp.example',
      'c6336407.isp.example',
      'dsl-7.isp.example',
      'pool7.dyn.isp.example',
    ];
    const own = ['mail.example.org', 'mx1.example.org', 'smtp-100.example.org', 'static.example'];
    assert.deepEqual(
      generic.filter((name) => !isGenericName(name, address)),
      [],
    );
    assert.deepEqual(
      own.filter((name) => isGenericName(name, address)),
      [],
    );
  });

  it('of any kind are judged without an error', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        address,
        (name, from) => typeof isGenericName(name, from) === 'boolean',
      ),
    );
    fc.assert(fc.property(address, (from) => (ptrName(from) ?? '').endsWith('.arpa')));
  });
});

describe('a blocklist', () => {
  it('has a page, a source and a place of its own', () => {
    assert.ok(BLOCKLISTS.length >= 20);
    assert.equal(new Set(BLOCKLISTS.map(({ zone }) => zone)).size, BLOCKLISTS.length);
    for (const { page, source } of BLOCKLISTS)
      assert.ok([page, source].every((url) => url.startsWith('https://')));
  });

  it('that refuses to answer lists nobody, and neither does an address of somebody else', () => {
    const [zen] = BLOCKLISTS;
    assert.ok(zen);
    assert.equal(readListing(zen, ['127.255.255.254']).outcome, 'refused');
    assert.equal(readListing(zen, ['203.0.113.9']).outcome, 'foreign');
    assert.equal(readListing(zen, []).outcome, 'clear');
    assert.deepEqual(readListing(zen, ['127.0.0.4', '127.0.0.11']).meanings, ['exploited', 'policy']);
  });
});

describe('a record to publish', () => {
  it('is one line, its text cut into strings and made safe', () => {
    assert.equal(
      formatZoneRecord({ name: 'example.org', type: 'MX', value: '10 mail.example.org.' }),
      'example.org. MX 10 mail.example.org.',
    );
    const long = formatZoneRecord({ name: 'a', type: 'TXT', value: 'x'.repeat(300) });
    assert.equal(long, `a. TXT "${'x'.repeat(255)}" "${'x'.repeat(45)}"`);
    assert.equal(formatZoneRecord({ name: 'a', type: 'TXT', value: 'a"\\\n' }), 'a. TXT "a\\"\\\\\\010"');
  });
});

describe('tags', () => {
  it('of any text are read without an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const { tags, faults } = parseTagList(text);
        assert.ok(tags.length + faults.length <= text.split(';').length);
        parseDmarc(text);
        parseDkimKey(text);
      }),
    );
  });
});

describe('a name in a zone file', () => {
  it('cannot end its record, begin another, or open a bracket', () => {
    assert.equal(zoneName('mail.example.org'), 'mail.example.org.');
    assert.equal(
      zoneName('bank.example. A 6.6.6.6 ;\n(x'),
      'bank.example.\\032A\\0326.6.6.6\\032\\059\\010\\040x.',
    );
    assert.equal(formatZoneRecord({ name: 'a;b', type: 'A', value: '11.0.0.1' }), 'a\\059b. A 11.0.0.1');
  });

  it('is of harmless characters alone, whatever the DNS gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) =>
        assert.match(zoneName(name), /^(?:[\w.-]|\\\d{3})*\.$/),
      ),
    );
  });
});

describe('a list that answers in sums', () => {
  it('means each of the addends', () => {
    const surbl = BLOCKLISTS.find(({ name }) => name === 'SURBL');
    assert.ok(surbl);
    assert.deepEqual(readListing(surbl, ['127.0.0.24']), {
      outcome: 'listed',
      meanings: ['phishing', 'malware'],
    });
    assert.equal(readListing(surbl, ['127.0.0.1']).outcome, 'refused');
    assert.deepEqual(readListing(surbl, ['127.0.0.32']), { outcome: 'listed', meanings: ['listed'] });
  });

  it('is named with its source, as every list is', () => {
    for (const { source, page } of BLOCKLISTS) assert.ok([source, page].every((url) => URL.canParse(url)));
  });
});
