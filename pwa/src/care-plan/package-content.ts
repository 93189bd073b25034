/**
 * What the packages hold: suggestions in this product's own words, of which a person takes what fits. Nothing here was checked against a guideline unless
 * its source says so, and all of it is for local clinical sign-off. What is offered of it beside a plan is in `packages.ts`.
 */
import { packageTitles } from "./origin";

export const unverified = "Own wording, unverified: for local clinical sign-off";
const falls = "After the form “Falls and mobility”, own wording: for local clinical sign-off";
const skin = "After the form “Skin check”, own wording: for local clinical sign-off";

/** Whom to call, where the number is known here: one's own team's, the practice's, or one that everybody has. */
export type Call = "team" | "practice" | "999" | "111";

interface Base {
  readonly key: string;
  readonly words: string;
  readonly source: string;
  /** Most people with this need it: ticked, unless something speaks against it. */
  readonly usual?: boolean;
  /** Parts of words by which something in the plan is recognised as being about the same. */
  readonly like: readonly string[];
  /** Parts of words that speak against it, anywhere in the plan, the conditions or the alerts. */
  readonly against?: readonly string[];
}
export interface GoalItem extends Base {
  readonly kind: "goal";
  readonly statement: string;
}
export interface ActionItem extends Base {
  readonly kind: "action";
  readonly often?: string;
  readonly until?: string;
  /** The key of the goal that it serves. */
  readonly goal?: string;
  readonly measures?: readonly string[];
}
export interface IfItem extends Base {
  readonly kind: "contingency";
  readonly then: string;
  readonly call: Call;
}
export type Item = GoalItem | ActionItem | IfItem;

export interface Package {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly items: readonly Item[];
}

type Rest<I extends Base> = Omit<I, "key" | "kind" | "words" | "source" | "like"> & { source?: string };
const goal = (key: string, words: string, statement: string, like: readonly string[], rest: Partial<Rest<GoalItem>> = {}): GoalItem => ({
  ...{ kind: "goal", key, words, statement, like, source: unverified },
  ...rest,
});
const action = (key: string, words: string, like: readonly string[], rest: Partial<Rest<ActionItem>> = {}): ActionItem => ({
  ...{ kind: "action", key, words, like, source: unverified },
  ...rest,
});
const when = (key: string, words: string, then: string, call: Call, like: readonly string[], rest: Partial<Rest<IfItem>> = {}): IfItem => ({
  ...{ kind: "contingency", key, words, then, call, like, source: unverified },
  ...rest,
});
const made = (key: string, about: string, items: readonly Item[]): Package => ({ key, title: packageTitles[key] ?? key, about, items });

export const packages: readonly Package[] = [
  made("falls", "Fell, feels unsteady, or is afraid to", [
    goal("steady", "I want to get about at home without falling", "M5", ["fall", "get about"], { source: falls }),
    goal("out", "I want to go out again without being afraid", "A2", ["go out", "outside"]),
    action("blood-pressure", "Blood pressure lying, then standing after 1 and 3 minutes", ["lying", "standing"], {
      ...{ often: "Once", goal: "steady", usual: true, source: falls, measures: ["blood-pressure"], against: ["cannot stand", "bedbound", "hoist"] },
    }),
    action("medicines", "Medicines looked through for those that make one dizzy or drowsy", ["medicine", "medication"], {
      ...{ often: "Once", goal: "steady", usual: true, source: falls },
    }),
    action("strength", "Strength and balance exercises, shown and then done at home", ["exercise", "strength", "balance"], {
      ...{ often: "Every day", goal: "steady", usual: true, source: falls, against: ["bedbound", "hoist", "no weight", "non-weight"] },
    }),
    action("eyes-feet", "Eyesight and feet looked at", ["eyesight", "eyes", "feet", "podiatr", "optician"], {
      often: "Once",
      goal: "steady",
      source: falls,
    }),
    action("home", "Loose rugs, dim light and missing rails at home put right", ["hazard", "rail", "rug", "night light"], {
      ...{ often: "Once", goal: "steady", usual: true, source: falls },
    }),
    action("continence", "Hurrying to the toilet talked about, and what helps", ["continence", "toilet", "commode"], {
      often: "Once",
      goal: "steady",
      source: falls,
    }),
    when(
      "cannot-get-up",
      "They fell and cannot get up, hit their head, or are in pain",
      "Do not lift. Keep them warm and stay with them.",
      "999",
      ["fall", "fell", "get up"],
      {
        usual: true,
      },
    ),
    when("fell-again", "They fell again and got up by themselves", "Ring the same day: we look for the reason.", "team", ["fell", "falls again"]),
  ]),
  made("diabetes", "Type 1 or type 2, with or without insulin", [
    goal("level", "I want to feel well and not be ruled by my sugar", "A5", ["sugar", "diabetes", "glucose"]),
    goal("feet", "I want to keep my feet healthy and walk in my own shoes", "M5", ["feet", "foot", "shoes"]),
    action("glucose", "Glucose measured and written down", ["glucose", "sugar"], { goal: "level", usual: true, measures: ["blood-glucose"] }),
    action("insulin", "Insulin as prescribed, its place changed each time", ["insulin"], { goal: "level", against: ["no insulin", "tablets only"] }),
    action("feet", "Both feet looked at, between the toes and under the heels", ["feet", "foot", "heel"], {
      often: "At each visit",
      goal: "feet",
      usual: true,
    }),
    action("eyes", "Yearly eye screening asked about and booked", ["eye", "retin"], { often: "Once a year" }),
    action("meals", "Meals and their times talked over with whoever cooks", ["meal", "food", "diet"], { goal: "level" }),
    action("review", "Yearly diabetes review at the practice", ["diabetes review", "yearly review"], { often: "Once a year", usual: true }),
    when(
      "low",
      "They shake, sweat, are muddled, or their glucose is low",
      "If they can swallow: something sugary now, then food. If they cannot: nothing by mouth, and 999.",
      "team",
      ["shak", "sweat", "hypo"],
      {
        usual: true,
      },
    ),
    when(
      "high-and-ill",
      "They are ill and their glucose stays high",
      "Do not stop insulin by yourself. Drink, measure again, and ring.",
      "team",
      ["glucose above", "sugar above"],
      {
        ...{ usual: true, against: ["fluid restrict", "restricted fluid", "litre a day"] },
      },
    ),
    when(
      "foot",
      "There is a new wound, blister, colour or heat on a foot",
      "Take the weight off it. Ring the same day.",
      "team",
      ["foot", "toe", "blister"],
      { usual: true },
    ),
  ]),
  made("copd", "Breathless with a lung condition", [
    goal("stairs", "I want to manage my stairs and do what I like doing", "M5", ["stairs", "breath"]),
    goal("home", "I want to know what to do when it gets worse, and stay at home if I can", "P3", ["stay at home", "hospital"]),
    action("inhaler", "How the inhaler is used looked at, spacer washed", ["inhaler", "spacer"], {
      often: "At each visit",
      goal: "stairs",
      usual: true,
    }),
    action("oxygen", "Oxygen level and breathing counted", ["oxygen", "saturation"], {
      goal: "home",
      measures: ["oxygen-saturation", "respiration"],
      usual: true,
    }),
    action("walking", "Exercise and breathing programme (pulmonary rehabilitation) offered", ["rehabilitation", "exercise"], {
      often: "Once",
      goal: "stairs",
    }),
    action("smoking", "Help to stop smoking offered", ["smok"], { often: "Once", goal: "stairs", against: ["never smoked", "stopped smoking"] }),
    action("vaccines", "Flu and pneumonia vaccinations asked about", ["vaccin", "flu"], { often: "Once a year" }),
    action("rescue", "Rescue medicines at home: that they are there, in date, and understood", ["rescue"], { goal: "home" }),
    when(
      "worse",
      "They are more breathless than usual, or the phlegm changes colour",
      "Sit up, lean forward, use the reliever. Ring the same day.",
      "team",
      ["breathless", "sputum", "phlegm"],
      {
        usual: true,
      },
    ),
    when(
      "emergency",
      "They cannot finish a sentence, turn blue or drowsy",
      "Sit them up. Say that they have a lung condition, and whether they use oxygen at home.",
      "999",
      ["sentence", "blue", "drowsy"],
      {
        usual: true,
      },
    ),
  ]),
  made("heart", "Coronary heart disease or heart failure", [
    goal("active", "I want to do the things of my day without getting out of breath", "M5", ["breath", "tired"]),
    goal("sleep", "I want to sleep through the night lying in my bed", "M2", ["sleep"]),
    action("weight", "Weight in the morning, written down", ["weight", "weigh"], {
      often: "Every day",
      goal: "active",
      usual: true,
      measures: ["weight"],
    }),
    action("swelling", "Ankles and legs looked at for swelling", ["swell", "ankle"], { often: "At each visit", goal: "active", usual: true }),
    action("pressure", "Blood pressure and pulse", ["blood pressure", "pulse"], {
      goal: "active",
      usual: true,
      measures: ["blood-pressure", "pulse"],
    }),
    action("tablets", "Tablets as prescribed: which are taken, which are left, and why", ["tablet", "medicine"], { goal: "active" }),
    action("salt", "Salt and fluid talked over as the heart team advised", ["salt", "fluid"], { goal: "active" }),
    action("rehabilitation", "Exercise and education programme (cardiac rehabilitation) offered", ["rehabilitation"], {
      often: "Once",
      goal: "active",
    }),
    when(
      "heavier",
      "They are two kilograms or more heavier within three days, or more swollen",
      "Ring the same day. Do not change water tablets by yourself.",
      "team",
      ["kilo", "heavier", "swollen"],
      {
        usual: true,
      },
    ),
    when(
      "chest-pain",
      "They have chest pain that does not go within minutes, or cannot lie down for breath",
      "Sit them up and stay with them. Use the spray if it is prescribed.",
      "999",
      ["chest", "breath"],
      {
        usual: true,
      },
    ),
  ]),
  made("last-years", "Living well in the last years, and planning ahead", [
    goal("comfort", "I want to be comfortable and have those I love near me", "M2", ["comfort", "near me"]),
    goal("where", "I want to be looked after where I choose", "P3", ["looked after", "stay at home", "dying"]),
    goal("carer", "I want whoever looks after me to be looked after too", "P3", ["carer", "looks after me"]),
    action("wishes", "What matters, and what they would not want, talked about and written down with them", ["wishes", "advance", "what matters"], {
      often: "When they want to",
      goal: "where",
      usual: true,
    }),
    action("decisions", "Who may decide if they cannot: asked, and where any document is kept", ["power of attorney", "decide"], {
      often: "Once",
      goal: "where",
      usual: true,
    }),
    action("symptoms", "Pain, breath, sickness and sleep asked about", ["pain", "symptom"], {
      often: "At each visit",
      goal: "comfort",
      usual: true,
      measures: ["pain"],
    }),
    action(
      "medicines",
      "Medicines for comfort at home: whether they are wanted, there, and in date",
      ["just in case", "anticipatory", "medicines for comfort"],
      { goal: "comfort" },
    ),
    action("carer", "Carer’s own needs asked about, and breaks offered", ["carer"], { goal: "carer", usual: true }),
    action("told", "Out-of-hours doctors and ambulance told of the plan", ["out-of-hours", "out of hours", "ambulance told"], {
      often: "Once, and when it changes",
      goal: "where",
    }),
    when(
      "symptom",
      "Pain or distress that the medicines at home do not hold",
      "Ring at any hour: you need not wait until morning.",
      "team",
      ["pain", "distress", "spare dose"],
      { usual: true },
    ),
    when(
      "carer-ill",
      "Whoever cares for them is ill or cannot go on",
      "Ring: we arrange help for the same day.",
      "team",
      ["carer is ill", "cannot go on"],
      { usual: true },
    ),
    when("expected", "They die, and it was expected", "Nobody need ring 999. Ring us when you are ready.", "team", ["die", "death"], {
      against: ["for resuscitation", "full treatment"],
    }),
  ]),
  made("alcohol", "Drinking, or other substances, that do harm", [
    goal("less", "I want to drink or use less, at a pace that I choose", "A5", ["drink", "use less", "alcohol"]),
    goal("days", "I want my days to have something else in them", "A2", ["days", "company"]),
    action("asked", "What and how much asked about without blame, and written down together", ["how much", "units", "drink"], {
      often: "At each review",
      goal: "less",
      usual: true,
    }),
    action(
      "service",
      "Local alcohol and drug service offered, and gone to together the first time",
      ["alcohol service", "drug service", "alcohol and drug"],
      { often: "Once", goal: "less", usual: true },
    ),
    action("vitamins", "Vitamin B1 (thiamine) asked about with the GP", ["thiamine", "vitamin"], { often: "Once", goal: "less" }),
    action("eating", "Meals and weight followed", ["weight", "meal"], { goal: "days", measures: ["weight"] }),
    action("safety", "Cooking, smoking, stairs and medicines at home made safer", ["smoke alarm", "fire", "safer"], { often: "Once", goal: "days" }),
    action("naloxone", "Naloxone at home, and somebody who knows how to use it", ["naloxone"], { often: "Once", goal: "less" }),
    when(
      "withdrawal",
      "They stopped suddenly and shake, sweat, see things or have a seizure",
      "Do not leave them alone. Stopping suddenly can be dangerous: say so to whoever answers.",
      "999",
      ["seizure", "shak", "stopped suddenly"],
      {
        usual: true,
      },
    ),
    when(
      "overdose",
      "They cannot be woken, or breathe slowly",
      "Put them on their side. Give naloxone if it is there. Stay.",
      "999",
      ["woken", "overdose", "breathe slowly"],
      { usual: true },
    ),
    when("wants-help", "They want help now, or it is getting worse", "Ring the same day, however often they have tried.", "team", [
      "wants help",
      "relapse",
    ]),
  ]),
  made("wound", "A leg ulcer, a pressure ulcer, a wound that is slow to heal", [
    goal("heal", "I want my wound to heal so that I can wear my own shoes and clothes", "M5", ["heal", "wound", "leg"]),
    goal("night", "I want to sleep without the pain of it", "M2", ["sleep", "night", "pain"]),
    action("dress", "Dress the wound as written here", ["dress"], { goal: "heal", until: "The wound has closed", usual: true }),
    action("measure", "Measure and photograph the wound, with their consent", ["measure", "photo"], {
      often: "Once a week",
      goal: "heal",
      source: skin,
      usual: true,
      measures: ["wound-area"],
    }),
    action("pain", "Pain asked about before and after the dressing", ["pain"], {
      often: "At each dressing",
      goal: "night",
      usual: true,
      measures: ["pain"],
    }),
    action("circulation", "Circulation in the leg measured before any compression", ["doppler", "circulation", "abpi"], {
      often: "Once",
      goal: "heal",
    }),
    action("skin", "Skin looked at, heels, hips and base of the spine", ["skin", "heel"], {
      often: "At each visit",
      goal: "heal",
      source: skin,
      usual: true,
    }),
    action("pressure", "Pressure taken off: position, cushion, mattress", ["cushion", "mattress", "turn", "pressure off"], {
      goal: "heal",
      source: skin,
    }),
    action("food", "Eating, drinking and weight followed", ["weight", "protein", "eat"], { goal: "heal", measures: ["weight"] }),
    when(
      "infection",
      "It is hot, red, swollen, smells, or they shiver",
      "Ring the same day, day and night.",
      "team",
      ["hot", "red", "shiver", "smell"],
      { usual: true },
    ),
    when("bleeding", "It bleeds and does not stop", "Press on it with something clean, raise it, and keep pressing.", "999", ["bleed"], {
      usual: true,
    }),
    when("toes", "The toes under a bandage are blue, cold or numb", "Take the bandage off, then ring.", "team", ["toes", "numb"], {
      against: ["no compression"],
    }),
  ]),
];
