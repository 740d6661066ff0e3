import { useState } from 'react';
import { Button } from '../../../ui/index.js';
import type { ExerciseRole, WeekRoleInput } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { Roles } from '../assign/Roles.js';
import { type Target, useRecipients } from '../assign/use-recipients.js';
import { Gives } from './Gives.js';
import { openName, type Week } from './use-ways.js';
import styles from './Programs.module.css';
import desk from '../../Desk.module.css';

/** Whose side of an exercise is whose, by its slug and then by its client. */
type Sides = Readonly<Record<string, Readonly<Record<string, ExerciseRole>>>>;

/** The week that comes next: what it gives, who has which side of it, and opening it. */
export function NextWeek({
  week,
  target,
  canOpen,
  isBusy,
  onOpen,
}: {
  week: Week;
  target: Target;
  canOpen: boolean;
  isBusy: boolean;
  onOpen: (roles: WeekRoleInput[]) => void;
}) {
  const say = useText();
  const [sides, setSides] = useState<Sides>({});
  const [gap, setGap] = useState<string | null>(null);
  const twoSided = (week.week?.exercises ?? []).filter(({ roles }) => roles.length > 0);
  const { recipients } = useRecipients(twoSided.length > 0 && canOpen ? target : null);
  const people = recipients?.people ?? [];
  const open = (): void => {
    const roles = twoSided.flatMap(({ slug: exerciseSlug }) =>
      people.flatMap(({ id: clientId }) => {
        const role = sides[exerciseSlug]?.[clientId];
        return role ? [{ exerciseSlug, clientId, role }] : [];
      }),
    );
    if (twoSided.length > 0 && !recipients) return setGap(say('assign.wait'));
    if (roles.length < twoSided.length * people.length) return setGap(say('assign.roleMissing'));
    setGap(null);
    onOpen(roles);
  };
  return (
    <div className={styles.next}>
      {week.week ? (
        <>
          <p>{week.week.note}</p>
          <div>
            <h4>{say('program.gives')}</h4>
            <Gives week={week.week} />
          </div>
        </>
      ) : (
        <p>{say('program.restLead')}</p>
      )}
      {canOpen ? (
        <>
          {twoSided.map(({ slug, title, roles }) => (
            <div key={slug} className={desk.section}>
              <h4>{say('program.sides', { title })}</h4>
              <Roles
                roles={roles}
                people={people}
                chosen={sides[slug] ?? {}}
                onChoose={(chosen) => {
                  setGap(null);
                  setSides({ ...sides, [slug]: chosen });
                }}
              />
            </div>
          ))}
          <div role="alert">{gap ? <p className={desk.banner}>{gap}</p> : null}</div>
          <div>
            <Button isDisabled={isBusy} onPress={open}>
              {openName(say, week)}
            </Button>
          </div>
          <p className={desk.muted}>{say('program.tenSeconds')}</p>
        </>
      ) : null}
    </div>
  );
}
