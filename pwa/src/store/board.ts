/** The board of a team's day, online at once: leads share a draft of it, which is on no tablet before it is published. */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import type {
  Board as BoardDay,
  BoardMoved,
  Boards,
  BoardTried,
  BoardUrgentMade,
  BoardWarning,
  CallOff,
  Move,
  Proposal,
  ProposalChange,
  ProposalCount,
  ProposalNumbers,
  Publication,
  Round,
  RoundTeam,
  Urgent,
  Ways,
  WaysAsked,
} from "../api/types";
import type { Id } from "./contract";
import { type Heard, heard } from "./heard";

export type {
  Board as BoardDay,
  BoardCounts,
  BoardForWhom,
  BoardMoved,
  BoardPerson,
  BoardSkill,
  BoardStep,
  Boards,
  BoardVisit,
  BoardWarning,
} from "../api/types";
export type BoardMove = Required<Omit<Move, "staff">> & { staff: Id[] };
export type BoardCallOff = Required<CallOff>;
export type BoardUrgent = Required<Urgent>;
export type BoardChangeMode = Proposal["change"];
export type BoardChange = ProposalChange;
export type BoardProposal = Proposal;
export type BoardOffer = ProposalNumbers;
export type BoardLook = "first" | null;
/** Which offer a lead has before their eyes, and by which look it was found. */
export interface BoardOfferSeen {
  offer: BoardOffer["change"] | null;
  look: BoardLook;
}
export type BoardRound = Round;
export type BoardRoundTeam = RoundTeam;
export type BoardPublication = Publication;

export interface Board {
  /** How long the team's ways and visits take. */
  ways(at: BoardDay): Promise<Heard<Ways>>;
  setWays(at: BoardDay, asked: WaysAsked): Promise<Heard<Ways>>;
  /** Works out anew what arrival times and visits teach; it is there a little later. */
  learnWays(at: BoardDay): Promise<Heard<null>>;
  newId(): Id;
  boards(): Promise<Heard<Boards>>;
  /** Null where nothing changed since `stamp`. */
  day(team: Id, day: string, stamp: string | null): Promise<Heard<BoardDay | null>>;
  /** All of it as one step, or nothing. */
  move(at: BoardDay, moves: readonly BoardMove[]): Promise<Heard<BoardMoved>>;
  /** What would speak against it; nothing is moved. */
  attempt(at: BoardDay, moves: readonly BoardMove[]): Promise<Heard<BoardWarning[]>>;
  /** One visit for two people becomes two for one. */
  split(at: BoardDay, visit: Id, version: string): Promise<Heard<BoardMoved>>;
  undo(at: BoardDay, step: number): Promise<Heard<BoardMoved>>;
  /** `why` null: back at work. */
  away(at: BoardDay, staff: Id, why: string | null): Promise<Heard<BoardMoved>>;
  /** A person is not at home, and their visits still to come are taken off; `why` null: home again, and they come back. */
  notHome(at: BoardDay, patient: Id, why: string | null): Promise<Heard<BoardDay>>;
  /** A single visit is called off: by whom, why, and what else is to be said. */
  callOff(at: BoardDay, asked: BoardCallOff): Promise<Heard<BoardDay>>;
  standAgain(at: BoardDay, visit: Id): Promise<Heard<BoardDay>>;
  urgent(at: BoardDay, asked: BoardUrgent): Promise<Heard<BoardDay>>;
  propose(at: BoardDay, asked: { preset: string; change: BoardChangeMode; seconds: number }): Promise<Heard<BoardProposal>>;
  /** What the team puts first from now on. */
  putFirst(at: BoardDay, preset: string): Promise<Heard<BoardDay>>;
  /** One of its offers; without a name the first. `look`: what was found first; without it the newest. */
  proposal(id: Id, offer: string | null, look: BoardLook): Promise<Heard<BoardProposal>>;
  /** Stops looking, or leaves it as it is. */
  leave(proposal: Id): Promise<Heard<null>>;
  take(at: BoardDay, proposal: Id, of: BoardOfferSeen, visits: readonly Id[] | null): Promise<Heard<BoardMoved>>;
  /** What the day would come to with only these taken. */
  count(proposal: Id, of: BoardOfferSeen, visits: readonly Id[]): Promise<Heard<ProposalCount>>;
  /** All teams of the place, in numbers; null where nobody has asked. For its service manager. */
  round(day: string): Promise<Heard<BoardRound | null>>;
  askAll(day: string): Promise<Heard<BoardRound>>;
  stopAll(day: string): Promise<Heard<null>>;
  publish(at: BoardDay): Promise<Heard<BoardPublication>>;
  publication(id: Id): Promise<Heard<BoardPublication>>;
}

/** Of each visit that could not be moved, why, with the name of its patient: the answer has them by the visit's id. */
function named(at: BoardDay, error: unknown): never {
  if (!(error instanceof ApiError) || !error.errors) throw error;
  const names = new Map(at.visits.map((one) => [one.id, one.patient.name.split(",")[0]]));
  const people = new Map(at.people.map((one) => [one.id, one.name]));
  const words = Object.entries(error.errors).map(([id, said]) => {
    const name = names.get(id) ?? people.get(id);
    return name && !String(said).includes(name) ? `${name}: ${said}` : String(said);
  });
  const { kind, status, code, retryable, retryAfter } = error;
  throw new ApiError(kind, status, code, retryable, words.join(" ") || error.message, retryAfter);
}

export function boardOf(client: Client, newId: () => Id): Board {
  const of = (at: BoardDay) => `/board/${at.team.id}/${at.day}`;
  const post = <Answer>(at: BoardDay, path: string, json: unknown): Promise<Answer> =>
    client.json<Answer>(path, { method: "POST", json }).catch((error) => named(at, error));
  return {
    newId,
    ways: (at) => heard(client.json<Ways>(`/ways/${at.team.id}?${new URLSearchParams({ day: at.day })}`)),
    setWays: (at, asked) => heard(client.json<Ways>(`/ways/${at.team.id}`, { method: "PUT", json: asked })),
    learnWays: (at) => heard(client.json(`/ways/${at.team.id}/learn`, { method: "POST", json: {} }).then(() => null)),
    boards: () => heard(client.json<Boards>("/board")),
    day: (team, day, stamp) =>
      heard(
        client.json<BoardDay | undefined>(`/board/${team}/${day}${stamp ? `?${new URLSearchParams({ stamp })}` : ""}`).then((found) => found ?? null),
      ),
    move: (at, moves) => heard(post<BoardMoved>(at, `${of(at)}/moves`, { moves })),
    attempt: (at, moves) => heard(post<BoardTried>(at, `${of(at)}/try`, { moves }).then((said) => said.warnings)),
    split: (at, visit, version) => heard(post<BoardMoved>(at, `${of(at)}/split`, { visit, version })),
    undo: (at, step) => heard(post<BoardMoved>(at, `${of(at)}/undo`, { step })),
    away: (at, staff, why) => heard(post<BoardMoved>(at, `${of(at)}/away`, { staff, why, since: null })),
    notHome: (at, patient, why) => heard(post<BoardDay>(at, `${of(at)}/not-home`, { patient, why })),
    callOff: (at, asked) => heard(post<BoardDay>(at, `${of(at)}/called-off`, asked)),
    standAgain: (at, visit) => heard(post<BoardDay>(at, `${of(at)}/stands-again`, { visit })),
    urgent: (at, asked) => heard(post<BoardUrgentMade>(at, `${of(at)}/urgent`, asked).then((made) => made.board)),
    propose: (at, asked) => heard(post<BoardProposal>(at, `${of(at)}/proposals`, asked)),
    putFirst: (at, preset) => heard(client.json<BoardDay>(`${of(at)}/weights`, { method: "PUT", json: { preset } })),
    proposal: (id, offer, look) => {
      const which = new URLSearchParams({ ...(offer && { offer }), ...(look && { look }) });
      return heard(client.json<BoardProposal>(`/board/proposals/${id}${which.size > 0 ? `?${which}` : ""}`));
    },
    leave: (id) => heard(client.json(`/board/proposals/${id}`, { method: "DELETE" }).then(() => null)),
    take: (at, id, of, visits) => heard(post<BoardMoved>(at, `/board/proposals/${id}/take`, { ...of, visits })),
    count: (id, of, visits) => heard(client.json<ProposalCount>(`/board/proposals/${id}/count`, { method: "POST", json: { ...of, visits } })),
    round: (day) => heard(client.json<BoardRound | undefined>(`/board/rounds/${day}`).then((found) => found ?? null)),
    askAll: (day) => heard(client.json<BoardRound>(`/board/rounds/${day}`, { method: "POST", json: {} })),
    stopAll: (day) => heard(client.json(`/board/rounds/${day}`, { method: "DELETE" }).then(() => null)),
    publish: (at) => heard(post<BoardPublication>(at, `${of(at)}/publications`, { version: at.version })),
    publication: (id) => heard(client.json<BoardPublication>(`/board/publications/${id}`)),
  };
}
