/** Lessons, courses and checklists from outside in the shapes that their forms need: a draft may be anything. Pure. */
import {
  type BlockBody,
  type ChecklistBody,
  type CourseBody,
  type LessonBody,
  SCHOOL_STAGES,
} from '../../contract/courses.ts';
import { day, list, record, spoken, spokenOr, text, texts } from '../editor/loose.ts';
import { readStep } from '../games/read.ts';
import { asks, BLOCK_KINDS, freeId, gameOf, MOST, needsText, STEPS } from './lesson.ts';

const minutes = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 999 ? value : 0;

function block(value: unknown, before: readonly BlockBody[]): BlockBody {
  const raw = record(value);
  const kind = BLOCK_KINDS.find((one) => one === raw['kind']) ?? 'text';
  const boxes = list(raw['boxes']);
  return {
    id: freeId(before, kind, text(raw['id']) || kind),
    kind,
    minutes: minutes(raw['minutes']),
    title: spoken(raw['title']),
    text: needsText(kind) ? spoken(raw['text']) : spokenOr(raw['text']),
    picture: text(raw['picture']) || null,
    picture_alt: spokenOr(raw['picture_alt']),
    note: spokenOr(raw['note']),
    optional: raw['optional'] === true,
    boxes: kind === 'sort' ? [spoken(boxes[0]), spoken(boxes[1])] : null,
    steps: asks(kind)
      ? list(raw['steps'])
          .slice(0, STEPS[kind][1])
          .map((one, i) => readStep(one, gameOf(kind), i))
      : null,
  };
}

/** Any body as a lesson. Blocks keep their ids; one without, or with another's, gets a free one. */
export function readLesson(value: unknown): LessonBody {
  const raw = record(value);
  const blocks: BlockBody[] = [];
  for (const one of list(raw['blocks']).slice(0, MOST.blocks)) blocks.push(block(one, blocks));
  const kps = list(raw['kps']).filter(
    (kp): kp is number => Number.isInteger(kp) && Number(kp) >= 1 && Number(kp) <= 10,
  );
  return {
    course: text(raw['course']),
    title: spoken(raw['title']),
    summary: spoken(raw['summary']),
    kps: [...new Set(kps)],
    facts: texts(raw['facts']),
    checked_on: day(raw['checked_on']) ?? '',
    goals: spoken(raw['goals']),
    notes: spoken(raw['notes']),
    blocks,
  };
}

/** Any body as a course. */
export function readCourse(value: unknown): CourseBody {
  const raw = record(value);
  return {
    stage: SCHOOL_STAGES.find((one) => one === raw['stage']) ?? 'primary',
    title: spoken(raw['title']),
    summary: spoken(raw['summary']),
    lessons: texts(raw['lessons']),
  };
}

/** Any body as a checklist; items without an id of their own get one. */
export function readChecklist(value: unknown): ChecklistBody {
  const raw = record(value);
  const items: ChecklistBody['items'] = [];
  for (const one of list(raw['items']).slice(0, 12)) {
    const own = record(one);
    items.push({ id: freeItem(items, text(own['id'])), text: spoken(own['text']) });
  }
  return { year: day(raw['year']) ?? '', title: spoken(raw['title']), source: text(raw['source']), items };
}

/** The wanted id of an item, or the first of i1, i2 … that none has. */
export function freeItem(items: readonly { id: string }[], wanted = ''): string {
  const taken = new Set(items.map(({ id }) => id));
  if (/^[a-z0-9][a-z0-9-]{0,19}$/.test(wanted) && !taken.has(wanted)) return wanted;
  for (let n = items.length + 1; ; n++) if (!taken.has(`i${n}`)) return `i${n}`;
}
