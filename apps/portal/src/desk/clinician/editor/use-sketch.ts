import { useCallback, useEffect, useRef, useState } from 'react';
import { useApolloClient } from '@apollo/client/react';
import type { ExerciseDefinition } from '@rejoin/domain';
import { TroubleError } from '../../../lib/send.js';
import type { SaveState } from '../../../ui/index.js';
import { ExerciseDraftDocument, SaveExerciseDraftDocument } from '../../gql/graphql.js';
import { useUnsaved } from '../../unsaved.js';

/** Two people wrote at once: both texts are here until one of them is chosen. */
export interface Clash {
  theirs: ExerciseDefinition;
  theirRevision: number;
  savedByName: string;
}

export interface Sketching {
  sketch: ExerciseDefinition;
  /** Changes with the same mark, one soon after the other, are undone together: a word, and not a letter. */
  change: (change: (sketch: ExerciseDefinition) => ExerciseDefinition, mark?: string) => void;
  undo: () => void;
  canUndo: boolean;
  save: SaveState;
  /** Why the server did not take it, in words; it does so of what no form here makes. */
  refused: string | null;
  /** Sends what is not sent yet. True once everything here is at the server. */
  flush: () => Promise<boolean>;
  revision: () => number;
  clash: Clash | null;
  settle: (keep: 'MINE' | 'THEIRS') => void;
}

const quiet = 1_200;
const together = 2_000;
const mostSteps = 200;

/** What is kept on this computer until the server has it. It is the library's text, and nothing about anybody. */
const placeOf = (id: string): string => `rejoin.exercise.${id}`;

interface Kept {
  revision: number;
  sketch: ExerciseDefinition;
}

function keptOf(id: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(placeOf(id)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function keep(id: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(placeOf(id), JSON.stringify(kept));
    else localStorage.removeItem(placeOf(id));
  } catch {
    // Without storage the page itself holds it.
  }
}

/**
 * An exercise while it is written: every change is on this computer at once, at the server a moment later, and nothing is
 * saved over what somebody else saved meanwhile.
 */
export function useSketch(
  id: string,
  loaded: { definition: ExerciseDefinition; revision: number; savedByName: string },
): Sketching {
  const apollo = useApolloClient();
  const [begun] = useState(() => beginning(id, loaded));
  const [sketch, setSketch] = useState(begun.sketch);
  const [past, setPast] = useState<readonly ExerciseDefinition[]>([]);
  const [save, setSave] = useState<SaveState>({ is: 'UNTOUCHED' });
  const [refused, setRefused] = useState<string | null>(null);
  const [clash, setClash] = useState<Clash | null>(begun.clash);
  const [isDirty, setDirty] = useState(begun.isDirty);

  const now = useRef(begun.sketch);
  const saved = useRef<ExerciseDefinition>(begun.isDirty ? loaded.definition : begun.sketch);
  const revision = useRef(loaded.revision);
  const sending = useRef<Promise<boolean> | null>(null);
  const stopped = useRef(begun.clash !== null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const last = useRef({ mark: '', at: 0 });
  const key = useRef<{ of: string; key: string } | null>(null);
  useUnsaved(isDirty);

  const send = useCallback(async (): Promise<boolean> => {
    while (now.current !== saved.current && !stopped.current) {
      const going = now.current;
      setSave({ is: 'SAVING' });
      const input = { exerciseId: id, baseRevision: revision.current, definition: going as never };
      const of = JSON.stringify(input);
      if (key.current?.of !== of) key.current = { of, key: crypto.randomUUID() };
      try {
        const { data } = await apollo.mutate({
          mutation: SaveExerciseDraftDocument,
          variables: { input: { ...input, idempotencyKey: key.current.key } },
        });
        const [refusal] = data?.saveExerciseDraft.userErrors ?? [];
        if (refusal?.code === 'STALE') {
          stopped.current = true;
          const { data: read } = await apollo.query({
            query: ExerciseDraftDocument,
            variables: { exerciseId: id },
          });
          const draft = read?.exerciseDraft;
          if (draft)
            setClash({
              theirs: draft.definition as ExerciseDefinition,
              theirRevision: draft.revision,
              savedByName: draft.savedByName,
            });
          setSave({ is: 'FAILED' });
          return false;
        }
        const draft = data?.saveExerciseDraft.draft;
        if (refusal || !draft) {
          setRefused(refusal?.message ?? null);
          setSave({ is: 'FAILED' });
          return false;
        }
        setRefused(null);
        revision.current = draft.revision;
        saved.current = going;
        if (now.current === going) keep(id, null);
        else keep(id, { revision: draft.revision, sketch: now.current });
        setSave({ is: 'SAVED', at: new Date().toISOString() });
      } catch (error) {
        const isAway = error instanceof TroubleError && error.trouble === 'NO_CONNECTION';
        setSave({ is: isAway ? 'WAITING' : 'FAILED' });
        return false;
      }
    }
    setDirty(now.current !== saved.current);
    return now.current === saved.current;
  }, [apollo, id]);

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    sending.current ??= send().finally(() => {
      sending.current = null;
    });
    return sending.current;
  }, [send]);

  const put = useCallback(
    (next: ExerciseDefinition): void => {
      now.current = next;
      setSketch(next);
      setDirty(true);
      keep(id, { revision: revision.current, sketch: next });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), quiet);
    },
    [id, flush],
  );

  useEffect(() => {
    if (begun.isDirty && !begun.clash) void flush();
    const onOnline = (): void => void flush();
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') void flush();
    };
    addEventListener('online', onOnline);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      removeEventListener('online', onOnline);
      document.removeEventListener('visibilitychange', onHide);
      void flush();
    };
  }, [begun, flush]);

  const change: Sketching['change'] = (changed, mark = '') => {
    const before = now.current;
    const next = changed(before);
    if (next === before) return;
    const at = Date.now();
    const isSame = mark !== '' && mark === last.current.mark && at - last.current.at < together;
    last.current = { mark, at };
    if (!isSame) setPast((steps) => [...steps.slice(1 - mostSteps), before]);
    put(next);
  };
  const undo = (): void => {
    const before = past.at(-1);
    if (!before) return;
    last.current = { mark: '', at: 0 };
    setPast(past.slice(0, -1));
    put(before);
  };
  const settle: Sketching['settle'] = (chosen) => {
    if (!clash) return;
    const mine = now.current;
    revision.current = clash.theirRevision;
    saved.current = clash.theirs;
    stopped.current = false;
    setClash(null);
    // What was not chosen is one step back.
    setPast((steps) => [...steps, chosen === 'MINE' ? clash.theirs : mine]);
    if (chosen === 'MINE') {
      put(mine);
      void flush();
      return;
    }
    now.current = clash.theirs;
    setSketch(clash.theirs);
    setDirty(false);
    setSave({ is: 'UNTOUCHED' });
    keep(id, null);
  };

  return {
    sketch,
    change,
    undo,
    canUndo: past.length > 0,
    save,
    refused,
    flush,
    revision: () => revision.current,
    clash,
    settle,
  };
}

/** What is on the desk: what the server has, or what this computer kept of it and could not send. */
function beginning(
  id: string,
  {
    definition,
    revision,
    savedByName,
  }: { definition: ExerciseDefinition; revision: number; savedByName: string },
): { sketch: ExerciseDefinition; isDirty: boolean; clash: Clash | null } {
  const kept = keptOf(id);
  if (!kept || JSON.stringify(kept.sketch) === JSON.stringify(definition)) {
    keep(id, null);
    return { sketch: definition, isDirty: false, clash: null };
  }
  const clash =
    kept.revision === revision ? null : { theirs: definition, theirRevision: revision, savedByName };
  return { sketch: kept.sketch, isDirty: true, clash };
}
