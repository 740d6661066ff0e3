import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageAsRead, pressureWords, sentencesOver } from '@rejoin/domain';

const source = join(process.cwd(), 'src');
const rooms = ['sign-in', 'my', 'desk', 'ui', 'blocks'].filter((room) =>
  existsSync(join(source, room, 'messages/en.json')),
);
/** Rooms whose sentences a client may meet. */
const clientRooms = rooms.filter((room) => room !== 'desk');

function catalogue(room: string): [string, { message: string; context: string }][] {
  const text = readFileSync(join(source, room, 'messages/en.json'), 'utf8');
  return Object.entries(JSON.parse(text) as Record<string, { message: string; context: string }>);
}

function codeOf(room: string): string {
  return readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(join(source, room, file), 'utf8'))
    .join('\n');
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
