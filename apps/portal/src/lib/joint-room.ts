const name = 'rejoin-joint-room';

/**
 * Remembers that several people stand at this phone, so that a browser that was closed in the joint room is signed out before
 * it shows anything again. Whoever signs in anew begins without it.
 */
export function holdJointRoom(isHeld: boolean): void {
  try {
    if (isHeld) localStorage.setItem(name, '1');
    else localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to remember.
  }
}

export function heldJointRoom(): boolean {
  try {
    return localStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}
