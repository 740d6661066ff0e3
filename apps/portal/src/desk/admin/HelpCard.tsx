import { useState } from 'react';
import { fullDay } from '../../lib/format.js';
import { Button, Card, Dialog } from '../../ui/index.js';
import type { PracticePartsFragment } from '../gql/graphql.js';
import { useText } from '../text.js';
import { HelpForm } from './HelpForm.js';
import styles from '../Desk.module.css';

/** What clients find under Help now, with the day somebody here tried the numbers. */
export function HelpCard({ practice: { help } }: { practice: PracticePartsFragment }) {
  const say = useText();
  const [isChanging, setChanging] = useState(false);
  const isSetUp = help.checkedOn !== null;
  return (
    <Card>
      <h2>{say('practice.help')}</h2>
      <p className={styles.muted}>{say('practice.helpLead')}</p>
      {isSetUp ? null : <p className={styles.banner}>{say('practice.helpMissing')}</p>}
      <dl className={styles.facts}>
        <dt>{say('practice.emergency')}</dt>
        <dd>{help.emergencyNumber ?? say('practice.notSet')}</dd>
        {help.lines.map((line) => (
          <div key={line.name + line.number} className={styles.rows}>
            <dt>{line.name}</dt>
            <dd>
              {line.number}
              <br />
              <span className={styles.muted}>
                {[line.hours, line.language, line.note].filter(Boolean).join(' · ')}
              </span>
            </dd>
          </div>
        ))}
        <dt>{say('practice.hours')}</dt>
        <dd>{help.practiceHours ?? say('practice.notSet')}</dd>
        <dt>{say('practice.checked')}</dt>
        <dd>{help.checkedOn ? fullDay(help.checkedOn, say.language) : say('practice.notSet')}</dd>
      </dl>
      <div>
        <Button onPress={() => setChanging(true)} aria-label={say('practice.changeHelp')}>
          {say(isSetUp ? 'practice.change' : 'practice.setUpHelp')}
        </Button>
      </div>
      <Dialog
        shape="sheet"
        title={say('practice.help')}
        isOpen={isChanging}
        onClose={() => setChanging(false)}
      >
        <HelpForm help={help} onDone={() => setChanging(false)} />
      </Dialog>
    </Card>
  );
}
