import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { messageAsRead, pressureWords, sentencesOver } from '@rejoin/domain';

const source = join(process.cwd(), 'src');
const rooms = ['sign-in', 'my', 'desk', 'ui', 'blocks'].filter((room) =>
  existsSync(join(source, room, 'messages/en.json')),
);
/** Rooms whose sentences a client may meet. */
const clientRooms = rooms.filter((room) => room !== 'desk');

function catalogue(room: string, language = 'en'): [string, { message: string; context: string }][] {
  const text = readFileSync(join(source, room, `messages/${language}.json`), 'utf8');
  return Object.entries(JSON.parse(text) as Record<string, { message: string; context: string }>);
}

function codeOf(room: string): string {
  return readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(join(source, room, file), 'utf8'))
    .join('\n');
}

/** What a message is filled with, and each of its plurals with the forms it has. */
function parts(elements: MessageFormatElement[]): { names: string[]; plurals: string[][] } {
  const found = { names: new Set<string>(), plurals: [] as string[][] };
  const visit = (inner: MessageFormatElement[]): void => {
    for (const element of inner) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.names.add(element.value);
      if (element.type === TYPE.plural) found.plurals.push(Object.keys(element.options).toSorted());
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) visit(value);
      if (element.type === TYPE.tag) visit(element.children);
    }
  };
  visit(elements);
  return { names: [...found.names].toSorted(), plurals: found.plurals };
}

describe.each(rooms)('the sentences of %s', (room) => {
  it('should each have a note for the translator', () => {
    expect(catalogue(room).filter(([, { context }]) => context.trim().length < 5)).toEqual([]);
  });

  it('should each be said somewhere', () => {
    const code = codeOf(room);
    const unused = catalogue(room)
      .map(([id]) => id)
      // An id may be put together from a stem and a code word, as in `role.${role}`.
      .filter(
        (id) => !code.includes(`'${id}'`) && !code.includes(`\`${id.slice(0, id.lastIndexOf('.'))}.\${`),
      );
    expect(unused).toEqual([]);
  });
});

describe.each(clientRooms)('what %s says to clients', (room) => {
  it('should never press', () => {
    expect(catalogue(room).filter(([, { message }]) => pressureWords(message).length > 0)).toEqual([]);
  });

  it('should keep its sentences short', () => {
    expect(
      catalogue(room).filter(([, { message }]) => sentencesOver(messageAsRead(message)).length > 0),
    ).toEqual([]);
  });
});

/** Words that are English and not Spanish: one of them in a Spanish sentence was left behind. */
const english =
  /(?<!\p{L})(?:the|and|you|your|is|are|was|were|this|that|it|of|to|for|with|not|here|now|what|when|who|have|will|can|be|an|on|in|please|draft|share|session|sign|words|page)(?!\p{L})/iu;
/** The same in both languages. */
const alike = ['shell.demo'];

describe.each(clientRooms)('what %s says in Spanish', (room) => {
  const original = new Map(catalogue(room));
  const spanish = catalogue(room, 'es');

  it('should say exactly what there is in English, in its order', () => {
    expect(spanish.map(([id]) => id)).toEqual([...original.keys()]);
  });

  it('should be filled with the same things', () => {
    const of = (message = ''): string[] => parts(parse(message)).names;
    for (const [id, { message }] of spanish)
      expect([id, of(message)]).toEqual([id, of(original.get(id)?.message)]);
  });

  it('should have its own forms for one and for more', () => {
    for (const [id, { message }] of spanish)
      for (const forms of parts(parse(message)).plurals) expect([id, forms]).toEqual([id, ['one', 'other']]);
  });

  it('should leave nothing in English', () => {
    const left = spanish.filter(
      ([id, { message }]) =>
        (message === original.get(id)?.message && !alike.includes(id)) ||
        english.test(messageAsRead(message)),
    );
    expect(left).toEqual([]);
  });

  it('should never press, nor guess at a gender', () => {
    const pressing = spanish.filter(
      ([, { message }]) =>
        pressureWords(message, [], 'es').length > 0 ||
        /bienvenid[oa]|\bo\/a\b|\(a\)|[oa]@|\p{L}@/u.test(message),
    );
    expect(pressing).toEqual([]);
  });

  it('should keep its sentences short', () => {
    // Spanish takes more words for the same.
    expect(spanish.filter(([, { message }]) => sentencesOver(messageAsRead(message), 20).length > 0)).toEqual(
      [],
    );
  });
});
