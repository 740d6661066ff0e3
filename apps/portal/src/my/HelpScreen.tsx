import { Phone } from 'lucide-react';
import { dayOf } from '../lib/format.js';
import { quickExit } from '../lib/quick-exit.js';
import { Button, Stack, Title } from '../ui/index.js';
import { useAsk } from './ask.js';
import { HelpScreenDocument } from './gql/graphql.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** Help for right now, signed in or not. The words stand at once; the practice's numbers join them when they arrive. */
export function HelpScreen() {
  const say = useText();
  const { asked, again } = useAsk(HelpScreenDocument, {});
  const help = asked.is === 'HERE' ? asked.data.helpInformation : null;
  return (
    <>
      <Title>{say('help.title')}</Title>
      {help?.emergencyNumber ? (
        <a className={styles.phone} href={telephone(help.emergencyNumber)}>
          <span>{say('help.emergency')}</span>
          <strong>
            <Phone size={20} aria-hidden="true" /> {help.emergencyNumber}
          </strong>
        </a>
      ) : null}
      <p className={styles.lead}>{say('help.danger')}</p>
      {help && help.lines.length > 0 ? (
        <section aria-labelledby="lines">
          <Stack gap={3}>
            <h2 id="lines">
              {help.practiceName ? say('help.linesFrom', { practice: help.practiceName }) : say('help.lines')}
            </h2>
            {help.lines.map((line) => (
              <a key={`${line.name} ${line.number}`} className={styles.phone} href={telephone(line.number)}>
                <strong>{line.number}</strong>
                {line.name}
                <span>{[line.hours, line.language, line.note].filter(Boolean).join(' · ')}</span>
              </a>
            ))}
          </Stack>
        </section>
      ) : null}
      {asked.is === 'FAILED' ? (
        <Stack gap={2}>
          <p role="status">{say('help.noNumbers')}</p>
          <div>
            <Button onPress={again}>{say('help.again')}</Button>
          </div>
        </Stack>
      ) : null}
      <p>{say('help.life')}</p>
      <p>{say('help.hurt')}</p>
      <p>{say('help.notMonitored')}</p>
      {help?.practiceHours ? <p>{say('help.hours', { hours: help.practiceHours })}</p> : null}
      {help?.checkedOn ? (
        <p className={styles.muted}>
          {say('help.checked', { day: dayOf(`${help.checkedOn}T12:00:00`, say.language) })}
        </p>
      ) : null}
      <Stack gap={2}>
        <Button wide onPress={quickExit}>
          {say('shell.quickExit')}
        </Button>
        <p className={styles.muted}>{say('help.quickExit')}</p>
      </Stack>
    </>
  );
}

/** A number as a phone dials it; words such as "text HELLO to" stay readable beside it. */
function telephone(number: string): string {
  return `tel:${number.replace(/[^\d+*#]/g, '')}`;
}
