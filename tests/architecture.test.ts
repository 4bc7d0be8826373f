import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DOORS, GENERATED, LONGEST, PACKAGES, ROOMS } from './doors.ts';
import { ROOT } from './tasks.ts';

interface Import {
  file: string;
  line: number;
  /** as written */
  id: string;
  /** path from the root, when it is one of our files */
  target: string | null;
  typeOnly: boolean;
}

const files = ['src', 'supabase', 'tests/world'].flatMap(walk);
const code = files.filter((file) => /\.(ts|tsx|astro|mjs)$/.test(file));
const imports = code.flatMap(importsOf);

function walk(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const at = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(at) : entry.name.startsWith('.') ? [] : [at];
  });
}

/** An Astro file as TypeScript: frontmatter and scripts at their lines, the rest blank. */
function scriptsOf(text: string): string {
  const parts = [/^---\n([\s\S]*?)\n---/g, /<script(?![^>]*is:inline)[^>]*>([\s\S]*?)<\/script>/g];
  const kept: string[] = Array.from(text, (char) => (char === '\n' ? char : ' '));
  for (const part of parts) {
    for (const match of text.matchAll(part)) {
      const start = match.index + match[0].indexOf(match[1] ?? '');
      for (let at = start; at < start + (match[1] ?? '').length; at++) kept[at] = text[at] ?? ' ';
    }
  }
  return kept.join('');
}

function importsOf(file: string): Import[] {
  const raw = fs.readFileSync(path.join(ROOT, file), 'utf8');
  const astro = file.endsWith('.astro');
  const kind = /\.(tsx)$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, astro ? scriptsOf(raw) : raw, ts.ScriptTarget.Latest, false, kind);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    const line = source.getLineAndCharacterOfPosition(node.pos).line + 1;
    found.push({ file, line, id: node.text, target: resolve(file, node.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings : null;
      const onlyTypes = !!named && !clause?.name && named.elements.every((element) => element.isTypeOnly);
      add(node.moduleSpecifier, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolve(from: string, id: string): string | null {
  if (id.startsWith('inline:/')) return id.slice('inline:/'.length);
  if (id.startsWith('/src/')) return id.slice(1);
  return id.startsWith('.') ? path.posix.join(path.posix.dirname(from), id.replace(/\?.*$/, '')) : null;
}

const roomOf = (file: string) => ROOMS.find(([, pattern]) => pattern.test(file))?.[0] ?? null;
const houseOf = (room: string) => room.split('/')[0];
const featureOf = (file: string) => file.match(/^src\/features\/([^/]+)\//)?.[1];

/** May this import pass? Answers why not. */
function refuse({ file, target, typeOnly }: Import): string | null {
  if (!target) return null;
  const from = roomOf(file) as string;
  const to = roomOf(target);
  if (!to) return `${target} is in no room`;
  if (from === to && featureOf(file) === featureOf(target)) return null;
  if (/^(outbox|sw)$/.test(houseOf(from) ?? '') && houseOf(from) === houseOf(to)) return null;
  const doors = DOORS[from] ?? [];
  if (doors.includes(`!${to}`)) return `${from} → ${to}`;
  const same = featureOf(file) !== undefined && featureOf(file) === featureOf(target);
  const open = [to, '*', ...(typeOnly ? [`type:${to}`] : [])];
  if (same) open.push(`own:${to}`, 'own:*', ...(typeOnly ? [`own-type:${to}`] : []));
  return doors.some((door) => open.includes(door)) ? null : `${from} → ${to}`;
}

const say = ({ file, line, id }: Import, why: string) => `${file}:${line} ${why} (${id})`;

describe('the house', () => {
  it('has no file outside its rooms', () => {
    const rooms = code.filter((file) => /^(src|supabase\/local|tests\/world)\//.test(file) && !roomOf(file));
    expect(rooms).toEqual([]);
    expect(Object.keys(DOORS).sort()).toEqual(ROOMS.map(([room]) => room).sort());
  });

  it('has doors only where the table has them', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(
      imports.flatMap((each) => {
        const why = refuse(each);
        return why ? [say(each, why)] : [];
      }),
    ).toEqual([]);
  });

  it('imports only files that exist', () => {
    const missing = imports.filter(({ target }) => target && !fs.existsSync(path.join(ROOT, target)));
    expect(missing.map((each) => say(each, 'does not exist'))).toEqual([]);
  });

  it('is not built on its scaffolding: nothing in src imports tests or supabase', () => {
    const wrong = imports.filter(
      ({ file, target }) => file.startsWith('src/') && /^(tests|supabase)\//.test(target ?? ''),
    );
    expect(wrong.map((each) => say(each, 'leaves src'))).toEqual([]);
  });

  it('keeps Leaflet, i18next, Supabase and IndexedDB in one room each', () => {
    const wrong = imports.filter(
      ({ file, id }) =>
        file.startsWith('src/') && PACKAGES.some(([name, room]) => name.test(id) && !room.test(roomOf(file) ?? '')),
    );
    expect(wrong.map((each) => say(each, 'belongs to another room'))).toEqual([]);
    const touching = code.filter(
      (file) =>
        file.startsWith('src/') &&
        !file.startsWith('src/outbox/') &&
        /\bindexedDB\b/.test(fs.readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(touching).toEqual([]);
  });

  it(`has no file above ${LONGEST} lines`, () => {
    const written = files.filter((file) => /^(src|supabase)\/.*\.(ts|tsx|astro|mjs|css|sql|toml)$/.test(file));
    const long = written
      .filter((file) => !GENERATED.test(file))
      .map((file) => [file, fs.readFileSync(path.join(ROOT, file), 'utf8').trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > LONGEST);
    expect(long).toEqual([]);
  });
});
