import { Button } from '../../ui/index.js';
import { useText } from '../text.js';
import { CopyLink } from './CopyLink.js';
import styles from '../Desk.module.css';

/** After inviting: each person's own link, to hand over in the room. */
export function InvitedLinks({
  invited,
  onDone,
}: {
  invited: readonly { name: string; link: string }[];
  onDone: () => void;
}) {
  const say = useText();
  const [only] = invited;
  return (
    <>
      <p role="status">
        {only
          ? say(invited.length === 1 ? 'invite.sent' : 'invite.sentEach', { name: only.name })
          : say('invite.begun')}
      </p>
      {invited.map(({ name, link }) => (
        <section key={link} className={styles.section} aria-label={name}>
          {invited.length > 1 ? <h3>{name}</h3> : null}
          <CopyLink link={link} {...(invited.length > 1 ? { name } : {})} />
        </section>
      ))}
      {only ? <p className={styles.muted}>{say('invite.sentNote')}</p> : null}
      <Button look="primary" onPress={onDone} autoFocus>
        {say('invite.done')}
      </Button>
    </>
  );
}
