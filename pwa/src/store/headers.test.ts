import { describe, expect, it } from "vitest";
import { derived } from "../lib/ids";
import type { Header } from "./contract";
import { blankHeader, withChanges } from "./headers";
import type { Change, Values } from "./wire";

const patient = "0193c000-0000-7000-8000-000000000104";
const meeting = "0193c000-0000-7000-8000-000000000802";
const record = derived("meeting_item", meeting, patient);
const change = (set: Values, more: Partial<Change> = {}) => ({ kind: "meeting_item", record, patient, saw: null, set, ...more }) as unknown as Change;
const meetings = (...changes: Change[]) => (withChanges(blankHeader() as unknown as Values, changes) as unknown as Header).meetings;

describe("the meetings in a header, with one's own changes laid over it", () => {
  const put = change({ meeting, status: "listed" });
  it("put on a list without coverage, one is on it at once", () => expect(meetings(put)).toEqual([{ id: meeting, status: "listed" }]));
  it("taken off it, and put on again, though these changes name no meeting: the record's id follows from it (R1)", () => {
    const off = change({ status: "cancelled" }, { saw: {} });
    expect(meetings(put, off)).toEqual([{ id: meeting, status: "cancelled" }]);
    expect(meetings(put, off, change({ status: "listed" }, { saw: {} }))).toEqual([{ id: meeting, status: "listed" }]);
  });
  it("what is written there changes nothing of it, nor does what belongs to a meeting that the header does not know", () => {
    expect(
      meetings(put, change({ meeting, discussion: "Seen twice." }, { kind: "meeting_talk", record: derived("meeting_talk", meeting, patient) })),
    ).toEqual([{ id: meeting, status: "listed" }]);
    expect(meetings(change({ status: "discussed" }, { saw: {} }))).toBeUndefined();
  });
});
