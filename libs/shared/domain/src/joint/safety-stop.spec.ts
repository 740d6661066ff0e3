import { describe, expect, it } from '@jest/globals';
import { stopsForSafety } from './safety-stop.js';

describe('words to read before anybody else does', () => {
  it.each([
    'You grabbed my arm when I wanted to go.',
    'I shoved him, and I am ashamed of it.',
    'He threw a plate at the wall.',
    'You threw the phone at me.',
    'She blocked the door again.',
    'You wouldn’t let me leave the room.',
    'He took my keys so that I would stay.',
    'You followed me to work.',
    'He went through my messages.',
    'If I leave, you said, I would never see them.',
    'You’ll regret it, you said.',
    'I am scared of you when you drink.',
    'I walk on eggshells.',
    'There is a gun in the house.',
    'Sometimes I want to end it all.',
    'I don’t know what I’ll do.',
    'I was made to write this, he made me to say sorry.',
    'Me agarraste del brazo.',
    'No me dejaste salir.',
    'Tengo miedo de ti.',
    'Te vas a arrepentir, dijiste.',
    'Quiero acabar con todo.',
  ])('stops at "%s"', (text) => expect(stopsForSafety(text)).toBe(true));

  it.each([
    'I came home late and did not call.',
    'I raised my voice, and you went quiet.',
    'I would like to come back to you tonight.',
    'I was afraid that you would not like it.',
    'I left the dishes again.',
    'You followed what I said.',
    'Llegué tarde y no llamé.',
    'Quisiera volver a ti esta noche.',
    'Me dio pena que te fueras.',
  ])('does not stop at "%s"', (text) => expect(stopsForSafety(text)).toBe(false));

  it('rather stops once too often', () => expect(stopsForSafety('I grabbed a coffee.')).toBe(true));
});
