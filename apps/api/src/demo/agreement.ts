import type { OwnWording } from '@rejoin/domain';

/** What the invented practice tells its couples in its own words; what is fixed stands below it. */
export const demoAgreement: OwnWording = {
  en: {
    title: 'How we keep what you tell us apart',
    text: `We see each of you together, and at times one of you alone. This page says what we do with what you tell us alone. Please read it by yourself, and take your time.

If you tell one of us something that weighs on your work together, we will say so. We then look for a way in which you can tell it yourself, when you are ready.

The two of us talk with each other about our work, and with nobody else in the house.`,
    line: 'If you are unsure whether to write something here, ask us first.',
  },
  es: {
    title: 'Cómo guardamos lo que nos cuentas a solas',
    text: `Recibimos a cada participante en conjunto, y a veces a solas. Esta página dice qué hacemos con lo que nos cuentas a solas. Léela sin nadie más, y tómate tu tiempo.

Si nos cuentas algo que pesa en el trabajo conjunto, te lo diremos. Entonces buscamos una manera de que puedas contarlo tú, cuando te sientas en condiciones.

Entre terapeutas de esta consulta hablamos de nuestro trabajo, y con nadie más de la casa.`,
    line: 'Si dudas si escribir algo aquí, pregúntanos antes.',
  },
};
