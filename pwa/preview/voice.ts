/** What people say, as drawn: for looking at the screen without a server. */
import { items, scales } from "../src/kiosk/content";
import type { Asked, FeedbackComment, KioskDevice, Reply, Setup, Voice, VoicePage } from "../src/store/voice";

const team = "01930000-0000-7000-8000-0000000000aa";
const percents = [90, 89, 83, 90, 91, 91, 95, null, null, 92, 93, 93];
const answers = [31, 28, 24, 30, 35, 33, 38, null, null, 37, 41, 46];
const months = Array.from({ length: 12 }, (_, n) => {
  const at = 2025 * 12 + 10 + n;
  return {
    month: `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
    mark: ({ 7: "*", 8: "†" } as const)[n as 7 | 8] ?? ("" as const),
    left_out: 0,
    n: answers[n] ?? null,
    counts: answers[n] == null ? null : [answers[n]! - 5, 2, 1, 1, 0, 1],
    positive: percents[n] ?? null,
    negative: percents[n] == null ? null : 4,
  };
});
const statement = (item: string, text: string, n: number, shares: number[]) => ({
  item,
  text,
  easy: false,
  version: "short/1",
  who: "own" as const,
  mark: "" as const,
  left_out: 0,
  n,
  not_applicable: 2,
  counts: shares,
  percents: shares,
  agree: shares[3]! + shares[4]!,
  disagree: shares[0]! + shares[1]!,
});
const page: VoicePage = {
  now: "2026-11-24T09:41:00.000Z",
  made_at: "2026-11-23T06:00:00.000Z",
  scope: `team:${team}`,
  month: "2026-10",
  scopes: [
    { scope: `team:${team}`, name: "East integrated team", team, leads: true },
    { scope: "place", name: "Tower Hamlets Together", team: null, leads: false },
  ],
  months,
  year: { n: 343, counts: [250, 62, 12, 10, 4, 5], positive: 91, negative: 4 },
  modes: { kiosk: 220, paper: 60, phone: 0, text: 63, online: 0 },
  who: { own: 104, proxy: 17, left_out: 1 },
  quarter: ["2026-08", "2026-09", "2026-10"],
  statements: [
    statement("i-s4", "I feel like services work together to provide me with good care", 118, [4, 9, 14, 43, 30]),
    statement("i-m4", "I have a positive experience of the services I use, overall", 121, [2, 6, 11, 46, 35]),
    { ...statement("i-m5", "I am supported to live the life I want", 75, [8, 15, 21, 35, 21]), left_out: 1 },
    statement(
      "i-p3",
      "There are different people involved in supporting me but everyone listens to what I want and helps me to achieve my goals.",
      104,
      [6, 11, 17, 40, 26],
    ),
    {
      ...statement("i-p3", "Everyone listens to what I want.", 0, [0, 0, 0, 0, 0]),
      easy: true,
      mark: "*",
      n: null,
      counts: null,
      percents: null,
      agree: null,
      disagree: null,
    },
  ],
  wellbeing: [],
  joined_up: [],
  joined_up_all: [],
  themes: [
    { key: "when-you-come", name: "When you come" },
    { key: "kindness", name: "Kindness" },
    { key: "same-faces", name: "Same faces" },
    { key: "being-listened-to", name: "Being listened to" },
  ],
};
const comment = (n: number, more: Partial<FeedbackComment>): FeedbackComment => ({
  id: `01930000-0000-4000-8000-00000000000${n}`,
  team,
  month: "2026-10",
  words: "",
  language: "en",
  mode: "kiosk",
  who: "self",
  may_quote: true,
  state: "shown",
  themes: [],
  is_corrected: false,
  english: null,
  interpreter: null,
  concern: null,
  reply: null,
  version: 1,
  ...more,
});
const reply = (n: number, said: string, more: Partial<Reply>): Reply => ({
  id: `01930000-0000-7000-8000-00000000010${n}`,
  team,
  said,
  theme: null,
  people: 14,
  did: null,
  state: "no-owner",
  owner: null,
  opened_on: "2026-11-10",
  until: null,
  ended_on: null,
  translations: {},
  version: 1,
  ...more,
});
const owner = (name: string, profession: string) => ({ id: team, name, profession });
const replies = [
  reply(1, "We never know when you come.", {
    state: "done",
    did: "A text the evening before, with the hour. Who has no phone gets a card.",
    owner: owner("Priya Nair", "Team lead"),
    ended_on: "2026-11-02",
  }),
  reply(2, "Too many different faces.", {
    state: "under-way",
    people: 8,
    did: "At most three nurses for each person with more than two visits a week.",
    owner: owner("Danuta Lis", "Service manager"),
    until: "2026-12-18",
  }),
  reply(3, "Speak to me, not over me.", { people: 7 }),
  reply(4, "Come at the weekend for dressings too.", {
    state: "not-now",
    people: 6,
    did: "We cannot before April: there are two nurses at weekends, for insulin and end of life care. We asked for a third.",
    owner: owner("Sharon Doyle", "Head of community nursing"),
    ended_on: "2026-11-12",
  }),
];
const comments = [
  comment(1, {
    words: "I never know if it is half past eight or eleven. I sit dressed by the window.",
    themes: ["when-you-come"],
    reply: replies[0]!.id,
  }),
  comment(2, {
    words: "The girls are kind and they ask after my son. But it was five different ones last month.",
    themes: ["kindness", "same-faces"],
    who: "helped",
  }),
  comment(3, {
    words: "ওরা আমার মেয়ের সঙ্গে কথা বলে, আমার সঙ্গে নয়। আমি উত্তর দিতে পারি।",
    language: "bn",
    english: "They speak to my daughter, not to me. I can answer.",
    interpreter: "Farzana Akhtar",
    themes: ["being-listened-to"],
  }),
  comment(4, {
    words: "The nurse drew my leg so I could see it is getting smaller. I keep the drawing on the fridge.",
    mode: "text",
    themes: ["kindness"],
  }),
  comment(5, {
    words: "Twice my needle came after I had eaten. I rang and nobody knew.",
    mode: "paper",
    themes: ["when-you-come"],
    concern: { by: "Priya Nair", on: "2026-10-23" },
  }),
];

const keys = ["fft", "fft-why", "i-s4", "i-m4", "i-m5", "i-p3", "ons4-happy"];
const asked: Asked = {
  now: page.now,
  team: "East integrated team",
  place: "Tower Hamlets Together",
  month: "2026-11",
  set: "short",
  version: 1,
  name: "Short: Friends and Family, and four statements",
  before: null,
  stem: "After using Tower Hamlets Together services I am able to say…",
  items: keys.map((key) => {
    const item = items[key]!;
    const words = item.kind === "words";
    const kind = words ? "words" : item.kind === "ten" ? "scale" : item.scale === "agree" ? "statement" : "choice";
    const codes = words ? [] : scales[item.scale].map((code) => [...code]);
    return { key, kind, text: item.text, easy: item.easy, source: "", codes, self_only: item.self_only === true };
  }),
  languages: ["en", "bn", "so", "zh-Hant", "ar"],
  drafts: true,
  said_and_done: [],
  signed: {},
  recordings: {},
};
const setup: Setup = {
  now: page.now,
  manages: true,
  drafts: false,
  sets: [
    { key: "short", version: 1, name: asked.name, items: asked.items.slice(0, 6) },
    { key: "wellbeing", version: 1, name: "Friends and Family, and well-being", items: asked.items },
  ],
  teams: [{ team, name: "East integrated team", set: "short", service_line: "community-nursing", languages: ["en", "bn", "so"] }],
  signed: {},
  recordings: [
    {
      id: "01930000-0000-7000-8000-0000000000b1",
      language: "bn",
      key: "language",
      by: "Farzana Akhtar, interpreter",
      on: "2026-11-20",
      size: 41_000,
    },
    { id: "01930000-0000-7000-8000-0000000000b2", language: "bn", key: "fft", by: "Farzana Akhtar, interpreter", on: "2026-11-20", size: 88_000 },
  ],
};
const devices: KioskDevice[] = [
  {
    id: "01930000-0000-7000-8000-0000000000c1",
    team,
    name: "Waiting room, first floor",
    state: "enrolled",
    enrolled_on: "2026-11-02",
    code_ends_at: null,
  },
  {
    id: "01930000-0000-7000-8000-0000000000c2",
    team,
    name: "Leg club, Wednesdays",
    state: "waiting",
    enrolled_on: null,
    code_ends_at: "2026-11-25T09:00:00.000Z",
  },
];

/** `isAway`: without coverage. */
export function previewVoice(isAway: boolean): Voice {
  const told = async <Value>(value: Value) => {
    await new Promise((done) => setTimeout(done, 300));
    return isAway ? ({ ok: false, why: "offline", words: "" } as const) : ({ ok: true, value } as const);
  };
  return {
    page: (which) => told({ ...page, scope: which.scope ?? page.scope, month: which.month ?? page.month }),
    comments: (which) =>
      told({
        now: page.now,
        total: 38,
        to_review: 0,
        themes: [
          { key: "when-you-come", name: "When you come", count: 14 },
          { key: "kindness", name: "Kindness", count: 12 },
          { key: "same-faces", name: "Same faces", count: 8 },
          { key: "being-listened-to", name: "Being listened to", count: 7 },
        ],
        small_themes: 2,
        comments: comments.filter((one) => (!which.theme || one.themes.includes(which.theme)) && (!which.search || one.words.includes(which.search))),
        next: null,
      }),
    replies: () => told(replies),
    mark: () => told(null),
    open: (given) => told(reply(9, given.said, {})),
    change: (id) => told(replies.find((one) => one.id === id) ?? replies[0]!),
    exported: (which) => told({ now: page.now, name: `what-people-say-${which.month}.csv`, csv: "Month,Answers\r\n" }),
    asked: () => told(asked),
    enter: () => told(null),
    setup: () => told(setup),
    choose: () => told(null),
    devices: () => told(devices),
    device: (made) => told({ ...devices[1]!, name: made.name, code: "K7MX-4PQH" }),
    revoke: () => told(null),
    sign: () => told(null),
    withdraw: () => told(null),
    record: () => told(null),
    silence: () => told(null),
    sound: () => told(new ArrayBuffer(0)),
  };
}
