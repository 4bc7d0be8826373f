import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { BlockBody, CourseBody, LessonBody } from '../../src/contract/courses.ts';
import { LOCALES } from '../../src/contract/locales.ts';
import { withTraditional } from '../../src/i18n/opencc-seed.mjs';
import { lintSeed } from '../seed-lint.ts';

interface SeedLesson {
  slug: string;
  body: LessonBody;
}

const SEED = join(import.meta.dirname, '../../supabase/seed');
const json = <T>(file: string): T => JSON.parse(readFileSync(join(SEED, file), 'utf8'));
const files = readdirSync(join(SEED, 'lessons')).map((name) => `lessons/${name}`);
const lessons = files.map((file) => json<SeedLesson>(file));
const courses = json<{ slug: string; body: CourseBody }[]>('courses.json');
const minutes = (blocks: BlockBody[]) => blocks.reduce((sum, block) => sum + block.minutes, 0);
const of = (body: LessonBody, kind: BlockBody['kind']) => body.blocks.filter((block) => block.kind === kind);

describe('the lessons', () => {
  it('are two class hours of 40 minutes for each stage: first to know, then to refuse', () => {
    for (const { body } of courses) expect(body.lessons.map((slug) => slug.split('-')[1])).toEqual(['know', 'refuse']);
    expect(courses.map(({ body }) => body.stage).sort()).toEqual(['junior', 'primary', 'senior']);
    for (const { slug, body } of lessons) expect(minutes(body.blocks), slug).toBe(40);
  });

  it('rehearse refusing: at least four scenes and 15 minutes, and a weak answer is one of several', () => {
    for (const { slug, body } of lessons.filter((lesson) => lesson.slug.endsWith('-refuse'))) {
      const scenes = of(body, 'scene');
      expect(scenes.length, slug).toBeGreaterThanOrEqual(4);
      expect(minutes(scenes), slug).toBeGreaterThanOrEqual(15);
      for (const step of scenes.flatMap((scene) => scene.steps ?? []))
        expect(step.answer.length, step.text['zh-Hans']).toBeLessThan(step.options?.length ?? 0);
    }
  });

  it('end with where help is, and ask other questions weeks later', () => {
    for (const { slug, body } of lessons) {
      expect(body.blocks.filter((block) => block.kind !== 'recall').at(-1)?.kind, slug).toBe('help');
      const asked = of(body, 'check').flatMap((block) => block.steps ?? []);
      const later = of(body, 'recall').flatMap((block) => block.steps ?? []);
      expect(later.length, slug).toBeGreaterThanOrEqual(6);
      for (const step of later) expect(asked.map(({ text }) => text['zh-Hans'])).not.toContain(step.text['zh-Hans']);
    }
  });

  it('leave the family’s agreement to the family, and tell the teacher what to do in everything else', () => {
    for (const { slug, body } of lessons) {
      expect(body.blocks.filter((block) => block.optional).map(({ kind }) => kind)).toEqual(
        slug.endsWith('-refuse') ? ['text'] : [],
      );
      for (const block of body.blocks.filter(({ kind }) => kind !== 'recall'))
        for (const locale of LOCALES) expect(block.note?.[locale]?.length, `${slug} ${block.id}`).toBeGreaterThan(20);
    }
  });

  it('are converted into traditional characters as they stand', () => {
    for (const file of [...files, 'courses.json', 'checklists.json'])
      expect(withTraditional(json(file)), file).toEqual(json(file));
  });

  it('draw their pictures small, without script, addresses or letters that a phone may lack', () => {
    const names = readdirSync(join(SEED, 'pictures')).filter((name) => name.startsWith('l-'));
    const used = new Set(lessons.flatMap(({ body }) => body.blocks.map((block) => block.picture)));
    for (const name of names) {
      expect(used, name).toContain(`pictures/${name}`);
      expect(statSync(join(SEED, 'pictures', name)).size, name).toBeLessThan(6144);
      expect(readFileSync(join(SEED, 'pictures', name), 'utf8'), name).not.toMatch(
        /<script|<text|href|url\(|\bon\w+=/i,
      );
    }
  });
});

describe('the lint of the lessons', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const spoil = (change: (seed: SeedLesson) => void) => {
    cpSync(SEED, folder, { recursive: true });
    const copy = json<SeedLesson>('lessons/primary-know.json');
    change(copy);
    writeFileSync(join(folder, 'lessons/primary-know.json'), JSON.stringify(copy));
    return lintSeed(folder)
      .filter((m) => m.level === 'error')
      .map((m) => m.column);
  };
  const block = ({ body }: SeedLesson, id: string) => body.blocks.find((one) => one.id === id)!;
  const step = (seed: SeedLesson, id: string) => block(seed, id).steps![0]!;

  it('finds nothing in what stands there', () => {
    expect(spoil(() => undefined)).toEqual([]);
  });

  it.each<[string, string, (seed: SeedLesson) => void]>([
    ['a missing language', 'blocks.story.text.en', (seed) => void delete block(seed, 'story').text!.en],
    ['HTML', 'blocks.law.text.en', (seed) => void (block(seed, 'law').text!.en = 'See <b>this</b>.')],
    [
      'bold words that would show their asterisks',
      'law.text.zh-Hans',
      (seed) => void (block(seed, 'law').text!['zh-Hans'] = '**想一想：**为什么'),
    ],
    [
      'bold words before a game',
      'sort-rules.text',
      (seed) => void (block(seed, 'sort-rules').text!['zh-Hans'] = '**先想一想。**'),
    ],
    ['a forbidden word', 'goals.zh-Hans', (seed) => void (seed.body.goals['zh-Hans'] = '知道配方')],
    [
      'days of detention in primary school',
      'blocks.law.text.zh-Hans',
      (seed) => void (block(seed, 'law').text!['zh-Hans'] = '处十日拘留'),
    ],
    [
      'a question that is read wrongly at a glance',
      'check.1.text.zh-Hans',
      (seed) => void (step(seed, 'check').text['zh-Hans'] = '下面哪一项不正确？'),
    ],
    [
      'a question that is asked twice',
      'recall.1',
      (seed) => void (step(seed, 'recall').text = step(seed, 'check').text),
    ],
    [
      'an option that tests cunning',
      'check.1.zh-Hans',
      (seed) => void (step(seed, 'check').options![0]!.text['zh-Hans'] = '以上都对'),
    ],
    [
      'right answers at one place',
      'check',
      (seed) => {
        for (const one of block(seed, 'check').steps!) one.answer = 'A';
      },
    ],
    ['a teacher left alone', 'law.note', (seed) => void (block(seed, 'law').note = null)],
    ['a fact that nobody has checked', 'facts', (seed) => void seed.body.facts.push('F76')],
    ['a fact that is not there', 'facts', (seed) => void seed.body.facts.push('F999')],
    ['a picture that is not there', 'story.picture', (seed) => void (block(seed, 'story').picture = 'pictures/no.svg')],
    ['another course', 'slug', (seed) => void (seed.body.course = 'junior')],
  ])('finds %s', (_, column, change) => {
    expect(spoil(change)).toContain(column);
  });

  it('finds an answer of a scene that leads nowhere', () => {
    cpSync(SEED, folder, { recursive: true });
    const copy = json<SeedLesson>('lessons/primary-refuse.json');
    step(copy, 'scene-gate').options![1]!.say = null;
    writeFileSync(join(folder, 'lessons/primary-refuse.json'), JSON.stringify(copy));
    expect(lintSeed(folder).map((m) => m.column)).toContain('scene-gate.1');
  });
});
