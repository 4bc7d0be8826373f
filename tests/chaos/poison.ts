/** Records good and bad, as no phone of ours would make them. */
import fc from 'fast-check';
import { FORM, PRACTICE, QUESTIONS } from './city.ts';

export const goodRecord = () => ({
  id: crypto.randomUUID() as string,
  v: 1,
  at: '2026-11-22T00:00:00.000Z',
  kind: 'answer',
  quiz: PRACTICE,
  question: QUESTIONS[0],
  rev: 1,
  choice: 'A',
  ms: 900,
});
const form = () => ({
  ...{ id: crypto.randomUUID(), v: 1, at: '2026-11-22T00:00:00Z', kind: 'monitor', quiz: FORM, version: 1 },
  answers: Array<string>(10).fill('A'),
  ms: Array<number>(10).fill(5000),
});
const attempt = () => ({
  ...{ id: crypto.randomUUID(), v: 1, at: '2026-11-22T00:00:00Z', kind: 'contest' },
  attempt: crypto.randomUUID(),
  answers: ['A'],
});

/** JSON of a record with one field set to raw JSON text, so that texts which no value has can be written. */
const withRaw = (record: object, field: string, raw: string) =>
  `${JSON.stringify({ ...record, [field]: undefined }).slice(0, -1)},${JSON.stringify(field)}:${raw}}`;
/** At most 40 KB, so that a batch of several stays below the edge's cap. */
const nested = (depth: number, open: string, close: string) => {
  const levels = Math.min(depth, Math.floor(20_000 / open.length));
  return open.repeat(levels) + close.repeat(levels);
};

const record = fc.constant(null).map(goodRecord);
const field = fc.constantFrom('id', 'v', 'kind', 'at', 'quiz', 'question', 'rev', 'choice', 'ms');
const depth = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(4096, 6000, 10_000, 20_000));
const brackets = fc.constantFrom(['[', ']'], ['{"a":', '}'] as const);
const wrongValue = fc.oneof(
  fc.constantFrom('null', 'true', '[]', '{}', '""', '" "', '-1', '0', '1.5', '1e9', '-0.0001', '99999999999999999999'),
  fc.constantFrom('"\'; drop table app.participation; --"', '"%"', '"../../x"', '"__proto__"', '"ZZ"', '"a"', '"AA?"'),
  fc.string({ unit: 'grapheme', minLength: 41, maxLength: 90 }).map((text) => JSON.stringify(text)),
);
const unknownField = fc.oneof(
  fc.constantFrom(
    'score',
    'correct',
    'points',
    'person',
    'lat',
    'lng',
    'received_at',
    'outcome',
    '__proto__',
    'Id',
    'ID',
  ),
  fc.string({ minLength: 1, maxLength: 12 }).map((name) => `x${name}`),
);

/** Elements that must never be accepted. */
export const bad: fc.Arbitrary<unknown> = fc.oneof(
  // text that JSON or Postgres cannot take
  fc
    .tuple(record, fc.constantFrom('"a\\u0000b"', '"\\u0000"', '"\\ud800"', '"\\udc00x"', '"\\ud800\\ud800"'))
    .map(([r, raw]) => withRaw(r, 'quiz', raw)),
  fc
    .tuple(record, fc.constantFrom('\u0000', '\u0001', '\n', '\u001f', '\ud800', '\udfff'))
    .map(([r, c]) => JSON.stringify(r).replace('"quiz":"', `"quiz":"${c}`)),
  fc
    .tuple(record, field, fc.constantFrom('1e400000', '-1e400000', '1e-400000', '0x10', 'NaN', 'Infinity', '01', '.5'))
    .map(([r, f, raw]) => withRaw(r, f, raw)),
  fc.tuple(record, depth, brackets).map(([r, d, [open, close]]) => withRaw(r, 'ms', nested(d, open!, close!))),
  fc.tuple(depth, brackets).map(([d, [open, close]]) => nested(d, open!, close!)),
  fc.tuple(depth).map(([d]) => '['.repeat(d)),
  // the wrong shape
  fc.tuple(record, field, wrongValue).map(([r, f, raw]) => withRaw(r, f === 'ms' ? 'choice' : f, raw)),
  fc.tuple(record, field).map(([r, f]) => JSON.stringify({ ...r, [f]: undefined })),
  fc
    .tuple(record, unknownField, fc.jsonValue({ maxDepth: 2 }))
    .map(([r, name, value]) => withRaw(r, name, JSON.stringify(value))),
  fc.tuple(record, field, wrongValue).map(([r, f, raw]) => {
    // the same key twice: the last one counts
    const doubled = f === 'ms' ? 'rev' : f;
    return `${JSON.stringify(r).slice(0, -1)},"${doubled}":${raw}}`;
  }),
  fc.tuple(record, fc.integer({ min: 4097, max: 9000 })).map(([r, n]) => JSON.stringify({ ...r, quiz: 'x'.repeat(n) })),
  fc
    .tuple(record, fc.integer({ min: 2000, max: 4000 }))
    .map(([r, n]) => JSON.stringify(r) + ' '.repeat(n) + '途'.repeat(800)),
  fc.tuple(record).map(([r]) => JSON.stringify({ ...r, id: `${r.id.toUpperCase()}A` })),
  fc
    .tuple(record, fc.constantFrom('+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00Z', 'yesterday', ''))
    .map(([r, at]) => JSON.stringify({ ...r, at })),
  // what does not exist, and what is somebody else's
  fc.tuple(record, fc.constantFrom('unknown', 'c-99', '')).map(([r, question]) => JSON.stringify({ ...r, question })),
  fc.tuple(record, fc.constantFrom(2, 999_999)).map(([r, rev]) => JSON.stringify({ ...r, rev })),
  fc.constant(null).map(() => JSON.stringify(attempt())),
  fc.constant(null).map(() => JSON.stringify({ ...attempt(), answers: ['A', 1, null, { correct: true }] })),
  fc.constant(null).map(() => JSON.stringify({ ...attempt(), score: 100 })),
  // forms that are not the form
  fc.integer({ min: 0, max: 9 }).map((n) => JSON.stringify({ ...form(), answers: form().answers.slice(0, n) })),
  fc
    .constantFrom(
      { version: 2 },
      { version: 1.5 },
      { quiz: 'none' },
      { district: '110000' },
      { age_band: 'all' },
      { ms: Array(10).fill(-1) },
      { ms: Array(10).fill('5000') },
      { ms: Array(10).fill(1e12) },
      { answers: Array(10).fill('Z') },
      { answers: Array(10).fill(['A']) },
      { answers: 'AAAAAAAAAA' },
      { correct: 10 },
    )
    .map((wrong) => JSON.stringify({ ...form(), ...wrong })),
  fc.constantFrom({ district: 'x' }, { age_band: 7 }, { district: ['330302'] }, { name: '陈陈' }).map((wrong) =>
    JSON.stringify({
      ...{ id: crypto.randomUUID(), v: 1, at: '2026-11-22T00:00:00Z', kind: 'profile', district: null, age_band: null },
      ...wrong,
    }),
  ),
  // no record at all
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', ' ', '{', '}', '{}', '[]', 'null', '""', '\ufeff{}', "{'id':1}", '{"id":}', '/**/{}', '{} {}'),
);
