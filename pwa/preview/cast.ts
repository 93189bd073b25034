/** The people of the drawings. All invented; numbers from the range that is never issued, telephone numbers from those kept for drama. */
import type { Fields } from "../src/api/kinds";
import type { Me } from "../src/store/contract";
import { at, record, today, uid } from "./records";

type Staff = Fields["staff"] & { id: string };
export const organisations = [
  { id: uid(11), name: "East London NHS Foundation Trust", short_name: "East London NHS FT", sector: "nhs" },
  { id: uid(12), name: "Barts Health NHS Trust", short_name: "Barts Health", sector: "nhs" },
  { id: uid(13), name: "London Borough of Tower Hamlets", short_name: "Tower Hamlets Council", sector: "council" },
  { id: uid(14), name: "Age UK East London", short_name: "Age UK East London", sector: "voluntary" },
];
export const teams = [
  {
    id: uid(21),
    name: "South East community health team",
    organisation: uid(11),
    locality: "South East",
    phone: "020 7946 0182",
    lead: uid(5),
    base_name: "Limehouse hub",
    latitude: 51.5122,
    longitude: -0.0398,
  },
];
const who = (n: number, name: string, profession: string, organisation: number, role = "practitioner", phone: string | null = null): Staff => ({
  id: uid(n),
  name,
  profession,
  role,
  organisation: uid(organisation),
  team: uid(21),
  phone,
  status: "active",
});
export const staff: Staff[] = [
  who(1, "Kemi Adeyemi", "District nurse", 11),
  who(2, "Amina Khatun", "Physiotherapist", 12, "practitioner", "07700 900133"),
  who(3, "Yusuf Ali", "Community nurse", 11, "practitioner", "07700 900142"),
  who(4, "Daniel Osei", "Social worker", 13),
  who(5, "Priya Nair", "Community matron", 11, "lead", "020 7946 0182"),
  who(6, "Hannah Clarke", "Occupational therapist", 12),
  who(7, "Grace Mensah", "Tissue viability nurse", 12, "practitioner", "020 7946 0133"),
  who(8, "Layla Hassan", "Care coordinator", 11, "coordinator"),
  who(9, "Robert Blake", "Befriender", 14, "voluntary"),
];
export const practice = {
  id: uid(31),
  name: "Harford Street surgery",
  network: "Stepney and Whitechapel",
  locality: "South West",
  phone: "020 7946 0119",
};

export const me: Me = {
  staff: uid(1),
  name: "Kemi Adeyemi",
  profession: "District nurse",
  organisation: "East London NHS Foundation Trust",
  team: uid(21),
  teamName: "South East community health team",
  role: "practitioner",
  place: uid(90),
};

interface Person {
  n: number;
  given: string;
  family: string;
  born: string;
  nhs: string | null;
  address: string;
  postcode: string;
  where: [number, number];
  alerts?: [category: string, title: string, severity: string, detail?: string][];
  more?: Partial<Fields["patient"]>;
}
export const people: Person[] = [
  {
    n: 101,
    given: "Lok Man",
    family: "Cheung",
    born: "1958-08-22",
    nhs: "9993021571",
    address: "Flat 9, 31 Senrab Street",
    postcode: "E1 0QE",
    where: [51.5133, -0.0461],
    alerts: [
      ["medicine", "Insulin", "medium"],
      ["access", "Key safe", "low"],
    ],
  },
  {
    n: 102,
    given: "Fadumo",
    family: "Jama",
    born: "1952-01-05",
    nhs: "9990113726",
    address: "4 Sidney Street",
    postcode: "E1 2HU",
    where: [51.5106, -0.056],
    alerts: [["medicine", "Insulin", "medium"]],
  },
  {
    n: 103,
    given: "Terence",
    family: "Bailey",
    born: "1947-06-30",
    nhs: "9990427739",
    address: "16 Exmouth Street",
    postcode: "E1 0PW",
    where: [51.5056, -0.0637],
  },
  {
    n: 104,
    given: "Rokeya",
    family: "Begum",
    born: "1942-03-14",
    nhs: "9992048719",
    address: "12 Halcyon House, Ernest Street",
    postcode: "E1 4LS",
    where: [51.5195, -0.044],
    alerts: [
      ["allergy", "Allergy: penicillin", "high", "Rash and swelling of the face in 2009"],
      ["falls", "Falls risk", "medium", "Two falls since August, both at night"],
      ["access", "Key safe", "low"],
    ],
    more: {
      languages: ["Bengali", "Sylheti"],
      interpreter_needed: true,
      interpreter_language: "Sylheti",
      lives_with: "her daughter Nasima and two grandchildren",
      phone: "020 7946 0155",
      access_note: "Safe left of the blue door. Lift to floor 3. Nasima, daughter, is in until 10:15.",
    },
  },
  {
    n: 105,
    given: "Abdirahman",
    family: "Farah",
    born: "1955-04-19",
    nhs: "9991956832",
    address: "55 Solent Court, Mile End Road",
    postcode: "E1 4PW",
    where: [51.5232, -0.0363],
    alerts: [["dog", "Dog in the house", "low"]],
  },
  {
    n: 106,
    given: "George",
    family: "Whitfield",
    born: "1935-02-03",
    nhs: "9992374187",
    address: "17 Bargehouse Row, Rhodeswell Road",
    postcode: "E14 7TL",
    where: [51.5152, -0.033],
    alerts: [
      ["resuscitation", "Not to be resuscitated form in place", "high", "Dated Wed 11 Nov 2026, in the yellow folder by the bed"],
      ["access", "Key safe", "low"],
    ],
  },
  {
    n: 107,
    given: "Mei Ling",
    family: "Chan",
    born: "1946-09-11",
    nhs: "9990735123",
    address: "8 Pennyfields",
    postcode: "E14 8HP",
    where: [51.5114, -0.0406],
  },
  {
    n: 108,
    given: "Yvonne",
    family: "Campbell",
    born: "1944-05-02",
    nhs: "9990868727",
    address: "40 Weaver Court, Bow Common Lane",
    postcode: "E3 4AX",
    where: [51.519, -0.0238],
    alerts: [
      ["allergy", "Allergy: latex", "high"],
      ["falls", "Falls risk", "medium"],
    ],
  },
  {
    n: 109,
    given: "Margaret",
    family: "O’Leary",
    born: "1949-10-27",
    nhs: "9991203044",
    address: "22 Lansbury Walk, Grundy Street",
    postcode: "E14 6DR",
    where: [51.5121, -0.0152],
    alerts: [
      ["resuscitation", "Not to be resuscitated form in place", "high"],
      ["access", "Key safe", "low"],
    ],
  },
  {
    n: 110,
    given: "Rokeya",
    family: "Begam",
    born: "1951-12-01",
    nhs: "9991448896",
    address: "3 Alderney Road",
    postcode: "E1 4EG",
    where: [51.5228, -0.0446],
    alerts: [["allergy", "Allergy: aspirin", "high"]],
  },
  {
    n: 111,
    given: "Shahida",
    family: "Begum",
    born: "1963-07-08",
    nhs: "9991520791",
    address: "71 Globe Road",
    postcode: "E1 4DN",
    where: [51.5243, -0.0515],
  },
  {
    n: 112,
    given: "Harjit Kaur",
    family: "Gill",
    born: "1948-03-23",
    nhs: "9991672206",
    address: "28 Poplar High Street",
    postcode: "E14 0AE",
    where: [51.5103, -0.0138],
  },
  {
    n: 113,
    given: "Leonard",
    family: "Pearce",
    born: "1940-11-17",
    nhs: "9991739602",
    address: "5 Narrow Street",
    postcode: "E14 8DP",
    where: [51.5101, -0.0365],
  },
];

const long: Person = {
  n: 104,
  given: "Wilhelmina Theodora Anastasia",
  family: "Featherstonehaugh-Papadimitriou-Balasubramaniam",
  born: "1931-02-28",
  nhs: "9992048719",
  address: "Flat 127b, Upper Maisonette, The Old Saint Katharine Dock Warehouse Buildings, Wapping High Street",
  postcode: "E1W 2PN",
  where: [51.5195, -0.044],
  alerts: [
    ["allergy", "Allergy: penicillin, cephalosporins, latex, adhesive dressings and contrast media", "high"],
    ["resuscitation", "Not to be resuscitated form in place", "high"],
    ["falls", "Falls risk", "medium"],
    ["staff-safety", "Two members of staff at every visit after 18:00", "medium"],
    ["access", "Key safe", "low"],
  ],
};

const again: Person = {
  n: 114,
  given: "Rokeya",
  family: "Begum",
  born: "1942-03-14",
  nhs: null,
  address: "At her daughter’s, 3 Ben Jonson Road",
  postcode: "E1 4SA",
  where: [51.5188, -0.0417],
};

export function peopleOf(scenario: string): Person[] {
  if (scenario === "lead") return [...people, again];
  return scenario === "long" ? people.map((p) => (p.n === 104 ? long : p)) : people;
}

export function mineRecords(late: number | null) {
  return [
    record("my_day", null, {
      day: today,
      shift_start: at("07:00"),
      shift_end: at("17:00"),
      means: "bicycle",
      break_start: at("12:45"),
      break_end: at("13:15"),
      break_where: "Limehouse hub",
      order: [201, 202, 203, 204, 205, 206, 207, 208, 209].map(uid),
      late_minutes: late,
      late_said_at: late ? at("09:20") : null,
      ended_at: null,
    }),
  ];
}
