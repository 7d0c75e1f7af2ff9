// Evaluates the suite of RFC 7208 with mailauth, as benches/spf/main.rs does
// with others: mailauth.js FILE.
'use strict';

const fs = require('node:fs');
const readline = require('node:readline');
const { spf } = require('mailauth/lib/spf');
const yaml = require('yaml');

const WARM_UP = 20;
const DEFAULT = 'DEFAULT';

/** Answers as node:dns does, of what a scenario has. */
function resolver(zones) {
    return async (name, rtype) => {
        for (let aliases = 0; aliases < 16; aliases++) {
            const has = zones.get(name.toLowerCase().replace(/\.$/, ''));
            if (!has) throw failure('ENOTFOUND');
            const found = has[rtype];
            if (found) return found;
            if (has.timesOut || found === null) throw failure('ETIMEOUT');
            if (!has.CNAME) throw failure(has.exists ? 'ENODATA' : 'ENOTFOUND');
            name = has.CNAME[0];
        }
        throw failure('ESERVFAIL');
    };
}

function failure(code) {
    return Object.assign(new Error(code), { code });
}

/** For each type the records of a name; null where it times out. */
function entries(records) {
    const has = { exists: true };
    const hasTxt = records.some(record => record.TXT !== undefined);
    for (const record of records) {
        if (record === 'TIMEOUT') {
            has.timesOut = true;
            continue;
        }
        const [[written, value]] = Object.entries(record);
        const rtype = written === 'SPF' ? 'TXT' : written;
        if ((written === 'SPF' && hasTxt) || value === 'NONE') continue;
        if (value === 'TIMEOUT') has[rtype] ||= null;
        else (has[rtype] ||= []).push(data(rtype, value));
    }
    return has;
}

function data(rtype, value) {
    switch (rtype) {
        case 'TXT':
            // As node:dns does: a character for each octet.
            return [value].flat().map(text => Buffer.from(text).toString('latin1'));
        case 'MX':
            return { priority: value[0], exchange: value[1] };
        default:
            return value;
    }
}

async function check({ zones, test }) {
    const { status, explanation } = await spf({
        sender: test.mailfrom,
        ip: test.host,
        helo: test.helo,
        mta: 'unknown',
        strict: true,
        resolver: zones
    });
    return { result: status.result, explanation };
}

function isRight(test, { result, explanation }) {
    const wanted = test.explanation;
    const explained = wanted === undefined || result !== 'fail' || wanted === (explanation || DEFAULT);
    return explained && [test.result].flat().includes(result);
}

async function main(file) {
    const documents = yaml.parseAllDocuments(fs.readFileSync(file, 'utf8'), { uniqueKeys: false, version: '1.1' });
    const cases = documents.flatMap(document => {
        const { zonedata, tests } = document.toJS();
        const names = Object.entries(zonedata).map(([name, records]) => [name.toLowerCase(), entries(records)]);
        const zones = resolver(new Map(names));
        return Object.values(tests).map(test => ({ zones, test }));
    });
    for (let pass = 0; pass < WARM_UP; pass++) {
        for (const each of cases) await check(each);
    }
    let right = 0;
    for (const each of cases) {
        if (isRight(each.test, await check(each))) right += 1;
    }
    console.log(right, cases.length);
    for await (const passes of readline.createInterface({ input: process.stdin })) {
        const start = process.hrtime.bigint();
        for (let pass = 0; pass < Number(passes); pass++) {
            for (const each of cases) await check(each);
        }
        console.log(Number(process.hrtime.bigint() - start) / 1e9);
    }
}

main(process.argv[2]);
