/**
 * Answers as xAPI 1.0.3 statements (IEEE 9274.1.1). The actor is an opaque name per attempt, never a person: two attempts
 * of the same person have two names.
 */
import type { QuestionDraft } from '../sheet.ts';
import { LETTERS } from '../sheet-columns.ts';

/** One row of `api.export_attempts`. */
export interface AttemptRow {
  /** 64 hexadecimal digits, made from the record with a secret of the deployment */
  ref: string;
  kind: 'answer' | 'contest' | 'monitor';
  quiz?: string;
  /** to the minute, ISO 8601 */
  at: string;
  correct?: number;
  total?: number;
  question?: string;
  rev?: number;
  choice?: string;
  ms?: number;
  items?: { question: string; rev?: number; choice?: string; ok?: boolean }[];
}

type Statement = Record<string, unknown>;
const VERB = 'http://adlnet.gov/expapi/verbs/';
const TYPE = 'http://adlnet.gov/expapi/activities/';
/** “I don't know” of the monitoring form: an answer without any choice. */
const DONT_KNOW = '?';

/**
 * All statements of one attempt: an answer each, and for contests and forms one for the whole.
 * @param home address of the deployment, the home page of its actors and the beginning of its activities' names
 * @param bank questions as they are now, by code; what a question says is told only when it is known
 */
export function statementsOf(row: AttemptRow, home: string, bank: ReadonlyMap<string, QuestionDraft>): Statement[] {
  const actor = { objectType: 'Agent', account: { homePage: home, name: row.ref } };
  const quiz = row.quiz && {
    objectType: 'Activity',
    id: `${home}/xapi/quiz/${encodeURIComponent(row.quiz)}`,
    definition: { type: `${TYPE}assessment` },
  };
  const base = { actor, timestamp: row.at };
  const context = quiz ? { context: { contextActivities: { parent: [quiz] } } } : {};
  const answers =
    row.kind === 'answer'
      ? [{ question: row.question ?? '', rev: row.rev, choice: row.choice, ok: row.correct === 1, ms: row.ms }]
      : (row.items ?? []).map((item) => ({ ...item, ms: undefined }));
  const each = answers.map(({ question, rev, choice, ok, ms }, i) => ({
    id: uuidOf(row.ref, i),
    ...base,
    verb: { id: `${VERB}answered`, display: { en: 'answered' } },
    object: activityOf(question, rev, home, bank.get(question)),
    result: {
      success: ok === true,
      ...(choice && choice !== DONT_KNOW ? { response: responseOf(choice, bank.get(question)) } : {}),
      ...(ms === undefined ? {} : { duration: `PT${(ms / 1000).toFixed(2)}S` }),
    },
    ...context,
  }));
  if (row.kind === 'answer' || !quiz || !row.total) return each;
  const raw = row.correct ?? 0;
  const score = { scaled: Math.round((raw / row.total) * 10_000) / 10_000, raw, min: 0, max: row.total };
  const verb = { id: `${VERB}completed`, display: { en: 'completed' } };
  return [
    ...each,
    { id: uuidOf(row.ref, answers.length), ...base, verb, object: quiz, result: { completion: true, score } },
  ];
}

const INTERACTION = {
  single: 'choice',
  multiple: 'choice',
  picture: 'choice',
  judge: 'true-false',
  sort: 'matching',
} as const;

function activityOf(code: string, rev: number | undefined, home: string, q: QuestionDraft | undefined): Statement {
  const id = `${home}/xapi/question/${encodeURIComponent(code)}${rev === undefined ? '' : `/${rev}`}`;
  const type = `${TYPE}cmi.interaction`;
  const words = q?.words['zh-Hans'];
  if (!q || !words) return { objectType: 'Activity', id, definition: { type, interactionType: 'other' } };
  const component = (text: string, i: number) => ({
    id: LETTERS[i]?.toLowerCase() ?? '',
    description: { 'zh-Hans': text },
  });
  const about = { type, interactionType: INTERACTION[q.kind], name: { 'zh-Hans': words.stem } };
  if (q.kind === 'judge')
    return {
      objectType: 'Activity',
      id,
      definition: { ...about, correctResponsesPattern: [String(q.answer === 'A')] },
    };
  const key = responseOf(q.answer, q);
  if (q.kind === 'sort') {
    const source = words.options.map((text, i) => ({ ...component(text, i), id: String(i + 1) }));
    const target = (words.boxes ?? []).map(component);
    return { objectType: 'Activity', id, definition: { ...about, source, target, correctResponsesPattern: [key] } };
  }
  return {
    objectType: 'Activity',
    id,
    definition: { ...about, choices: words.options.map(component), correctResponsesPattern: [key] },
  };
}

/** Letters as xAPI writes answers: a[,]c for choices, true for judgements, 1[.]a[,]2[.]b for sorting. */
function responseOf(choice: string, q: QuestionDraft | undefined): string {
  if (q?.kind === 'judge') return String(choice === 'A');
  const letters = [...choice.toLowerCase()];
  return (q?.kind === 'sort' ? letters.map((box, i) => `${i + 1}[.]${box}`) : letters).join('[,]');
}

/** A statement's id: the same every time it is exported, so that a learning record store takes it once (UUID version 8). */
function uuidOf(ref: string, index: number): string {
  const hex = `${ref.slice(0, 26)}${index.toString(16).padStart(6, '0')}`;
  const variant = ((parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
