/**
 * Time as the server tells it (M7). `made_at` is the device's clock corrected by what the server said last, and never runs backwards: not before the last
 * contact, nor the device's previous change, nor the stamp of what was seen. Where the device's clock jumped meanwhile, changes say "about".
 */
export interface ClockState {
  /** Server minus device, milliseconds. */
  offset: number;
  /** The server's time at the last contact, and what the device showed then; milliseconds since 1970. */
  contact: number;
  /** The latest corrected time that was ever seen or given out. */
  latest: number;
  /** The device's newest `made_at`. */
  made: number;
  jumped: boolean;
}

export interface Clock {
  now(): Date;
  stamp(sawAt?: string | null): { made_at: string; clock_jumped: boolean };
  /** The server said its time: `now` as on the wire. Answers whether the clock had been wrong since the last contact. */
  contact(now: string): boolean;
  readonly state: ClockState;
}

/** More than this between two readings of one clock is a jump, not drift; milliseconds. */
const jump = 120_000;

/** `wall` is the device's clock, `steady` one that only goes forward (it may stand still while the device sleeps); both in milliseconds. */
export function clock(wall: () => number, steady: () => number, saved?: ClockState): Clock {
  const state: ClockState = saved ? { ...saved } : { offset: 0, contact: 0, latest: 0, made: 0, jumped: false };
  let read = { wall: wall(), steady: steady() };

  // A clock that lies before what this tablet already knew has been set back, or forgot the time with its battery.
  if (state.latest - (read.wall + state.offset) > jump) state.jumped = true;

  function corrected(): number {
    const next = { wall: wall(), steady: steady() };
    const passed = next.steady - read.steady;
    // Forward may be sleep; backward, against a clock that cannot go back, is somebody's hand on the clock. Go on from where we were.
    if (next.wall - read.wall - passed < -jump) {
      state.jumped = true;
      state.offset += read.wall + passed - next.wall;
    }
    read = next;
    const time = Math.max(next.wall + state.offset, state.latest);
    state.latest = time;
    return time;
  }

  return {
    state,
    now: () => new Date(corrected()),
    stamp(sawAt) {
      const seen = sawAt ? Date.parse(sawAt) : 0;
      const time = Math.max(corrected(), Number.isNaN(seen) ? 0 : seen);
      state.latest = time;
      state.made = time;
      return { made_at: new Date(time).toISOString(), clock_jumped: state.jumped };
    },
    contact(now) {
      const server = Date.parse(now);
      const device = wall();
      const before = state.offset;
      const given = state.latest;
      const known = state.contact > 0;
      state.offset = server - device;
      state.contact = server;
      // Not before the device's last change; but one that a clock far ahead stamped must not hold all later ones in the future.
      state.latest = state.made - server > jump ? server : Math.max(server, state.made);
      const wrong = known && (state.jumped || Math.abs(state.offset - before) > jump || given - server > jump);
      state.jumped = false;
      read = { wall: device, steady: steady() };
      return wrong;
    },
  };
}
