import type { BlockBody, BlockKind, ChecklistBody, CourseBody, LessonBody } from '../../src/contract/courses.ts';
import type { GameStepBody, Words } from '../../src/contract/trails.ts';

/** A lesson, a course and a checklist that can be published. */
const zh = (text: string): Words => ({ 'zh-Hans': text });
const step = (text: string, more: Partial<GameStepBody>): GameStepBody => ({
  ...{ text: zh(text), options: null, match: null, answer: 'A', say: zh('说明。') },
  ...more,
});
const asked = (n: number): GameStepBody =>
  step(`第 ${n} 个问题`, {
    options: [
      { text: zh('对的'), say: null },
      { text: zh('不对的'), say: null },
    ],
    answer: n % 2 ? 'A' : 'B',
  });
const line = (n: number): GameStepBody =>
  step(`对方说的第 ${n} 句`, {
    options: ['不要，谢谢', '我先走了', '好吧'].map((text) => ({ text: zh(text), say: zh('后来……') })),
    answer: 'AB',
  });
const some = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i + 1));

export const blockBody = (id: string, kind: BlockKind, minutes: number, more: Partial<BlockBody> = {}): BlockBody => ({
  ...{ id, kind, minutes, title: zh(`环节 ${id}`), text: zh('读一读，想一想。'), picture: null, picture_alt: null },
  ...{ note: null, optional: false },
  boxes: kind === 'sort' ? [zh('可以'), zh('不可以')] : null,
  steps:
    kind === 'sort'
      ? some(3, (n) => step(`东西 ${n}`, { answer: n === 1 ? 'A' : 'B' }))
      : kind === 'scene'
        ? some(2, line)
        : kind === 'check' || kind === 'recall'
          ? some(3, asked)
          : null,
  ...more,
});

export const lessonBody = (more: Partial<LessonBody> = {}): LessonBody => ({
  course: 'try',
  title: zh('第一课'),
  summary: zh('试一试的课。'),
  kps: [1, 9],
  facts: ['F2'],
  checked_on: '2026-11-20',
  goals: zh('- 说得出两件事\n- 做得到一件事'),
  notes: zh('上课以前读一遍。'),
  blocks: [
    blockBody('story', 'story', 8),
    blockBody('sort', 'sort', 10),
    blockBody('scene', 'scene', 10),
    blockBody('check', 'check', 8),
    blockBody('help', 'help', 4),
    blockBody('later', 'recall', 0),
  ],
  ...more,
});

export const courseBody = (lessons: string[], more: Partial<CourseBody> = {}): CourseBody => ({
  ...{ stage: 'junior', title: zh('初中两课时'), summary: zh('一学年两课时。'), lessons },
  ...more,
});

export const checklistBody = (more: Partial<ChecklistBody> = {}): ChecklistBody => ({
  ...{ year: '2026-09-01', title: zh('五个一'), source: '教育部门的通知' },
  items: some(5, (n) => ({ id: `one-${n}`, text: zh(`做好第 ${n} 件事`) })),
  ...more,
});
