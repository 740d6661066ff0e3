import { Button } from '../../../ui/index.js';
import { Qr } from '../../../ui/Qr.js';
import { CopyLink } from '../../invite/CopyLink.js';
import { useText } from '../../text.js';
import styles from '../../Desk.module.css';

/** An exercise begun in the room: one turn, and so one code, for each person. */
export interface Started {
  title: string;
  turns: readonly { id: string; clientName: string }[];
}

/** A code for each phone across the table. It names nobody but the one it is for, and leads to that person's own turn. */
export function StartedTogether({ started, onDone }: { started: Started; onDone: () => void }) {
  const say = useText();
  return (
    <>
      <p role="status">{say('together.lead', { title: started.title })}</p>
      <div className={styles.rooms}>
        {started.turns.map(({ id, clientName }) => {
          const link = `${location.origin}/my/piece/${id}`;
          return (
            <section key={id} className={styles.code} aria-label={clientName}>
              <Qr of={link} label={say('together.code', { name: clientName })} />
              <h3>{clientName}</h3>
              <CopyLink link={link} name={clientName} />
            </section>
          );
        })}
      </div>
      <div>
        <Button look="primary" onPress={onDone}>
          {say('together.done')}
        </Button>
      </div>
    </>
  );
}
