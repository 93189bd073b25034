# ruff: noqa: E501 (texts for people read best on one line)
"""The people of the drawings: Kemi Adeyemi's nine visits of today, written by hand, with all that their team knows of them."""

from __future__ import annotations

from datetime import date, timedelta

from backend.demo.case import Case, Curve, Deed, Goal, Relative, Rhythm, Told
from backend.demo.cast_care import CARE
from backend.demo.ids import at, chance_of, clock, named_id
from backend.demo.place import Person, Place
from backend.demo.problems.shape import Aim, Drug, Trend, Warn
from backend.demo.rhythms import pattern
from backend.demo.streets import Address

NUMBERS = frozenset({"9992048719", "9991956832", "9992374187"})
"""NHS numbers that stand in the drawings."""

WEEKLY, DAILY = pattern(1, 0), pattern(7, 0)


def make_cast(place: Place, seed: int, made_on: date) -> list[Case]:
    """In the order of Kemi's day. All of the first team."""
    makers = (
        _lok_man_cheung,
        _fadumo_jama,
        _terence_bailey,
        _rokeya_begum,
        _abdirahman_farah,
        _george_whitfield,
        _mei_ling_chan,
        _yvonne_campbell,
        _margaret_oleary,
    )
    return [make(place, seed, made_on) for make in makers]


def rokeya_id(place: Place, seed: int, made_on: date) -> str:
    """Whose record the drawings open."""
    return make_cast(place, seed, made_on)[3].id


def _case(
    place: Place,
    seed: int,
    made_on: date,
    name: tuple[str, str],
    gender: str,
    born: tuple[int, int, int],
    nhs: str,
    ethnicity: str,
    languages: tuple[str, ...],
    home: Address,
    practice: int,
) -> Case:
    """`born`: as in the drawings, which stand in November 2026: moved so that the age stays the same in any year."""
    team = place.teams[0]
    assert team.gp is not None
    drawn = date(2026, 11, 24)
    years = (made_on.year - drawn.year) - ((made_on.month, made_on.day) < (1, 1))
    return Case(
        named_id(at(made_on - timedelta(days=500), 600), "patient", str(seed), *name), team, chance_of(seed, *name), name[0], name[1], gender,
        date(born[0] + years, born[1], born[2]), nhs, ethnicity, languages, home, place.practices["South West"][practice], team.gp, team.coordinators[0], "very-high",
    )  # fmt: skip


def _visit(case: Case, care: str, start: str, end: str, *staff: Person, days: frozenset[int] = WEEKLY, is_fixed: bool = False) -> None:
    case.rhythms.append(Rhythm(CARE[care], staff, days, clock(start), clock(end), is_fixed))


def _rokeya_begum(place: Place, seed: int, made_on: date) -> Case:
    kemi, yusuf, amina, hannah, daniel = (
        place.person(name) for name in ("Kemi Adeyemi", "Yusuf Ali", "Amina Khatun", "Hannah Clarke", "Daniel Osei")
    )
    shabnam, tomasz, mei = (place.person(name) for name in ("Shabnam Choudhury", "Tomasz Wójcik", "Mei Chan"))
    case = _case(
        place,
        seed,
        made_on,
        ("Rokeya", "Begum"),
        "female",
        (1942, 3, 14),
        "9992048719",
        "Bangladeshi",
        ("Bengali", "Sylheti"),
        Address("12 Halcyon House, Ernest Street", "E1 4LS", 51.52041, -0.04238),
        0,
    )
    gp = case.lead_professional
    case.phone, case.interpreter_needed, case.interpreter_language = "020 7946 0312", True, "Sylheti"
    case.access_note = "Safe left of the blue door. Lift to floor 3. Nasima, daughter, is in until 10:15."
    case.door = ("4172", "Left of the blue door")
    case.lives_with = "Daughter Nasima and grandson Rafi"
    case.tags = ("Compression", "Interpreter")
    case.conditions = [
        ("Venous leg ulcer, left", None, 1),
        ("Osteoarthritis of both knees", "239873007", 14),
        ("High blood pressure", "38341003", 20),
        ("Unintended weight loss", "448765001", 1),
    ]
    case.drugs = [
        Drug("Paracetamol", "1", "g", "Four times a day", "by mouth", "One dose an hour before the dressing."),
        Drug("Amlodipine", "5", "mg", "Once a day, in the morning"),
        Drug("Colecalciferol", "800", "units", "Once a day"),
        Drug("Food supplement drink", "200", "mL", "At 11 and at 4", "by mouth", "Mango. Halal."),
    ]
    case.warnings = [
        (Warn("allergy", "Allergy: penicillin", "Rash and swollen face, 2009", "high"), 316, gp),
        (Warn("falls", "Falls risk", "Fell in the bathroom seven weeks ago, no injury. Frame indoors.", "medium"), 49, hannah),
        (Warn("communication", "Speaks Sylheti, reads Bengali", "Interpreter for decisions. Speak to the right ear", "low"), 71, yusuf),
    ]
    case.relatives = [
        Relative(
            "Nasima Begum",
            "Daughter",
            "07700 900461",
            True,
            True,
            True,
            "Cares for her most days. At work from 10:30, home at 15:00. Wants two evenings for herself.",
        ),
        Relative("Rafi Ahmed", "Grandson", "07700 900462", note="Interprets day to day, never for decisions. Married in April."),
    ]
    case.about = (
        "I kept a shop on Brick Lane for thirty years, so I like people to knock and say who they are.\n\n"
        "Speak to my right ear. Shoes off at the door, please. I pray at midday, so come before 12 or after 1.\n\n"
        "On a bad day I do not want to talk. Sit down first. Then ask."
    )
    case.about_to, case.about_ago = shabnam, 22
    case.matters = (
        "To stand at my own stove on a Friday and feed everyone. To go to Rafi's wedding in April in my own shoes. Not to be a weight on Nasima."
    )
    case.worse = (
        "Leg hot, red, or shivering: ring 020 7946 0151, day and night.",
        "A fall and she cannot get up: 999, then Nasima.",
        "Nasima is ill: Daniel Osei's team arranges a carer the same day.",
    )
    case.curves = [
        Curve(Trend("weight", (58, 59), (54, 55), 0.2, decimals=1), 58.2, 54.5),
        Curve(Trend("blood-pressure", (150, 158), (138, 144), 4, lower=(76, 82)), 154, 141, 79),
        Curve(Trend("wound-area", (12, 13), (6.5, 8), 0.4, decimals=1), 12.6, 7.1),
        Curve(Trend("pulse", (74, 80), (74, 80), 4), 77, 78),
    ]
    case.goals = [
        Goal(
            Aim("I want to walk to the kitchen on my own and cook on Fridays", "2 metres", "5", "metres", "4 metres", "with the frame"),
            3,
            amina,
            21,
            76,
            7,
        ),
        Goal(Aim("I want my leg to heal so I can wear my own shoes to the wedding", "12.4 cm²", "Closed", None, "7.9 cm²"), 2, kemi, 21, 82, 3, 128),
        Goal(Aim("I want to stop getting thinner", "58.2 kg", "57", "kg", "54.6 kg"), 1, mei, 7, 166, 5, 96),
        Goal(Aim("I want Nasima to have two evenings to herself", "None", "2", "evenings a week", "One"), 4, daniel, 45, 20, 1, 45),
    ]
    case.agreed_ago, case.review_in = 20, 21
    case.agreed_with = (
        "Rokeya Begum said yes, through interpreter Salma Uddin",
        "Nasima Begum, daughter and carer",
        "Dr Farhana Rahman, GP, lead professional",
    )
    tuesdays, thursdays, wednesdays = WEEKLY, pattern(1, 2), pattern(1, 1)
    _visit(case, "rokeya-leg", "09:30", "10:30", kemi, amina, days=tuesdays)
    _visit(case, "rokeya-leg-alone", "09:30", "10:30", yusuf, days=thursdays)
    _visit(case, "rokeya-walking", "14:00", "14:45", amina, days=pattern(1, 4))
    _visit(case, "rokeya-rehab", "11:00", "11:45", tomasz, days=wednesdays)
    _visit(case, "rokeya-carer", "14:00", "15:00", daniel, days=pattern(0.25, 3))
    case.deeds = [
        Deed("Drink a milk drink at 11 and at 4", "Every day", "Rokeya, with Nasima", goals=(2,)),
        Deed("Raised toilet seat and kitchen trolley", "Once", "", "Delivered and tried", status="completed", goals=(0,), staff=hannah),
        Deed("Help to wash and dress", "Daily, 08:00", "Home care worker, Bow Homecare, for the council", "Review together", organisation="council"),
        Deed("A sitter, so that Nasima can go out", "Mon and Fri, 18:00", "", "End of February", goals=(3,), staff=place.person("Pauline Grant")),
        Deed("Review of medicines", "Once", "", "Within two weeks", goals=(0, 2), staff=gp),
        Deed("Weigh once a week, same scales, after breakfast", "Every week", "Nasima", goals=(2,)),
    ]
    case.told = [
        Told(
            20,
            840,
            shabnam,
            "meeting",
            "Plan agreed at her kitchen table, with Nasima and interpreter Salma Uddin. Rokeya, Nasima, Dr Rahman, Amina Khatun and Daniel Osei were there. Four goals, review in six weeks.",
        ),
        Told(
            4,
            940,
            hannah,
            "visit",
            "Raised toilet seat and kitchen trolley delivered, fitted and tried with Rokeya. She pushed the trolley with two cups on it and laughed.",
        ),
        Told(
            1,
            965,
            daniel,
            "phone",
            "By phone with Nasima: a sitter comes from Friday, first evening at her sister's. She says she had forgotten what a Friday was.",
        ),
        Told(
            13,
            672,
            mei,
            "phone",
            "Weight still falling. Full-fat milk, ghee in the dal, supplement twice a day. Bloods asked of Dr Rahman. Weigh weekly.",
        ),
        Told(33, 620, yusuf, "visit", "Ulcer 8.2 cm², clean, edges pink. Skin round it dry. Explained in Sylheti why the bandage stays on at night."),
    ]
    return case


def _lok_man_cheung(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam = place.person("Kemi Adeyemi"), place.person("Shabnam Choudhury")
    case = _case(
        place,
        seed,
        made_on,
        ("Lok Man", "Cheung"),
        "male",
        (1958, 5, 2),
        "9994152831",
        "Chinese",
        ("Cantonese", "English"),
        Address("Flat 9, 31 Senrab Street", "E1 0QE", 51.51464, -0.04496),
        3,
    )
    case.phone, case.door = "020 7946 0327", ("0258", "Behind the meter box, right of the door")
    case.access_note = "Street door buzzes at once if you press 0 and 9. Second floor, no lift."
    case.lives_with = "Alone, sister in the next street"
    case.tags = ("Insulin by nurse",)
    case.conditions = [("Type 2 diabetes", "44054006", 19), ("Diabetic retinopathy", "4855003", 4), ("High blood pressure", "38341003", 15)]
    case.drugs = [
        Drug(
            "Insulin glargine 100 units/mL pen",
            "22",
            "units",
            "Once a day, before breakfast",
            "under the skin",
            "Not below 5.0 mmol/L without ringing the duty nurse.",
        ),
        Drug("Metformin", "1", "g", "Twice a day with meals"),
        Drug("Ramipril", "5", "mg", "Once a day"),
        Drug("Atorvastatin", "20", "mg", "At night"),
    ]
    case.warnings = [
        (Warn("medicine", "Insulin", "Given by the nurse every morning. Glucose gel in the cutlery drawer.", "high"), 210, kemi),
        (Warn("communication", "Poor sight", "Say who you are. Large, black print.", "low"), 120, shabnam),
    ]
    case.relatives = [
        Relative("Suk Yin Cheung", "Sister", "07700 900518", False, True, True, "Cooks for him on weekdays. Cantonese only; ring after 10.")
    ]
    case.about = "I cooked in Gerrard Street for thirty-five years. I was always first in, so seven thirty is late for me.\n\nTell me the number before you give it. I keep my own list on the wall.\n\nWhen I say nothing I am listening."
    case.about_to, case.about_ago = shabnam, 61
    case.matters = "To do my insulin with my own hands. To see my sister's face and the numbers on the mah-jong tiles."
    case.worse = (
        "Shaking, sweating or muddled: glucose gel from the cutlery drawer, then ring 020 7946 0151.",
        "Above 20 twice: ring the duty nurse the same day.",
    )
    case.curves = [
        Curve(Trend("blood-glucose", (12, 13), (8, 9), 1.4, decimals=1), 12.8, 8.4),
        Curve(Trend("blood-pressure", (140, 146), (132, 138), 5, lower=(74, 78)), 144, 135, 76),
        Curve(Trend("weight", (66, 67), (66, 67), 0.3, decimals=1), 66.8, 66.2),
    ]
    case.goals = [
        Goal(
            Aim(
                "I want to dial and give my own insulin",
                "Nurse does all of it",
                "All by myself",
                None,
                "Dials the dose, nurse watches",
                "with the large-number pen",
            ),
            3,
            kemi,
            30,
            60,
            6,
        ),
        Goal(
            Aim("I want to play mah-jong on Sundays without a hypo", "2 hypos a month", "0", "hypos a month", "None since October"),
            4,
            kemi,
            30,
            60,
            6,
        ),
    ]
    case.agreed_with = ("Lok Man Cheung, at home", "Dr Farhana Rahman")
    _visit(case, "insulin", "07:30", "08:15", kemi, days=DAILY, is_fixed=True)
    case.deeds = [
        Deed("Write each glucose on the wall list", "Every day", "Lok Man", goals=(0,)),
        Deed("Foot clinic, transport booked", "Every eight weeks", "Podiatry, Mile End Hospital", organisation="elft"),
    ]
    case.told = [
        Told(
            12, 580, kemi, "phone", "Diabetes nurse rung: morning glucose now 7 to 9, stay at 22 units. He may dial the dose himself, nurse watches."
        )
    ]
    return case


def _fadumo_jama(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam, layla = (place.person(name) for name in ("Kemi Adeyemi", "Shabnam Choudhury", "Layla Hassan"))
    case = _case(
        place,
        seed,
        made_on,
        ("Fadumo", "Jama"),
        "female",
        (1952, 8, 19),
        "9993071420",
        "African",
        ("Arabic", "Somali"),
        Address("4 Sidney Street", "E1 2HU", 51.51658, -0.05524),
        4,
    )
    case.phone, case.interpreter_needed, case.interpreter_language = "020 7946 0341", True, "Somali"
    case.access_note = "Ground floor, side gate. Her son Ayub opens until 08:40."
    case.lives_with = "Son Ayub, his wife and three children"
    case.tags = ("Insulin by nurse", "Interpreter")
    case.conditions = [("Type 2 diabetes", "44054006", 12), ("Stroke some years ago", "275526006", 5), ("High blood pressure", "38341003", 18)]
    case.drugs = [
        Drug("Insulin aspart, mixed 30/70, pen", "16", "units", "Before breakfast", "under the skin", "She eats within ten minutes, or it waits."),
        Drug("Clopidogrel", "75", "mg", "Once a day"),
        Drug("Atorvastatin", "40", "mg", "At night"),
        Drug("Lisinopril", "10", "mg", "Once a day"),
    ]
    case.warnings = [
        (Warn("medicine", "Insulin", "Before breakfast. Dates and juice on the tray by the window.", "high"), 190, kemi),
        (Warn("communication", "Speaks Somali", "Interpreter for decisions; Ayub helps day to day.", "low"), 130, shabnam),
    ]
    case.relatives = [
        Relative("Ayub Jama", "Son", "07700 900533", True, True, True, "Drives at night. Sleeps from nine: before that he is glad to talk.")
    ]
    case.about = "I brought seven children out of Hargeisa. I do not frighten easily.\n\nA woman to wash me, please. Anybody may do the needle.\n\nIn Ramadan we talk about it before, not on the day."
    case.about_to, case.about_ago = layla, 88
    case.matters = "To sit at the table with my grandchildren and not be the sick one. To keep fasting as far as God and the doctor allow."
    case.worse = ("Muddled, or will not eat: no insulin, ring 020 7946 0151.", "Face, arm or speech worse: 999 at once.")
    case.curves = [
        Curve(Trend("blood-glucose", (13, 14), (9, 10), 1.7, decimals=1), 13.4, 9.3),
        Curve(Trend("blood-pressure", (150, 156), (136, 142), 6, lower=(78, 84)), 152, 139, 80),
        Curve(Trend("weight", (74, 75), (73, 74), 0.4, decimals=1), 74.6, 73.5),
    ]
    case.goals = [
        Goal(
            Aim("I want to plan my fasting with you this year", "Hypo on day 3 last year", "A written plan", None, "Talked once, with the imam"),
            2,
            kemi,
            40,
            50,
            11,
        ),
        Goal(
            Aim("I want to walk to the mosque with my grandsons", "To the gate", "400", "metres", "150 metres", "with a stick"), 3, layla, 40, 50, 11
        ),
    ]
    case.agreed_with = ("Fadumo Jama, through interpreter Ifrah Aden", "Ayub Jama, son and carer", "Dr Farhana Rahman")
    _visit(case, "insulin", "08:15", "09:00", kemi, days=DAILY, is_fixed=True)
    case.deeds = [Deed("Walk to the gate and back", "Twice a day", "Fadumo, with a grandson", goals=(1,))]
    case.told = [
        Told(9, 600, layla, "meeting", "Ayub's wife expects a fourth child. Bathroom adaptation applied for; letter number in the family folder.")
    ]
    return case


def _terence_bailey(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam = place.person("Kemi Adeyemi"), place.person("Shabnam Choudhury")
    case = _case(
        place,
        seed,
        made_on,
        ("Terence", "Bailey"),
        "male",
        (1947, 1, 30),
        "9995206188",
        "White British",
        ("English",),
        Address("16 Exmouth Street", "E1 0PW", 51.51512, -0.05031),
        2,
    )
    case.known_as, case.phone = "Terry", "020 7946 0356"
    case.access_note = "Bell does not work. Knock on the window; he is out at the café most mornings until 9."
    case.lives_with = "Alone"
    case.tags = ("Catheter",)
    case.conditions = [("Urinary retention", "267064002", 3), ("Benign enlargement of the prostate", "266569009", 6), ("COPD", "13645005", 11)]
    case.drugs = [
        Drug("Tamsulosin", "400", "micrograms", "Once a day"),
        Drug("Tiotropium inhaler", "2", "puffs", "Once a day", "inhaled"),
        Drug("Macrogol 3350 powder", "1", "sachet", "Once a day"),
    ]
    case.warnings = [
        (Warn("other", "Long-term catheter", "Size 14. Spare in the hall cupboard.", "medium"), 150, kemi),
        (Warn("access", "Often out before 9", "Try the café on the corner, then ring.", "low"), 30, kemi),
    ]
    case.relatives = [
        Relative("Karen Bailey", "Daughter", "07700 900547", False, True, False, "In Harlow. Ring her if he has not been seen by noon.")
    ]
    case.about = "Forty years on the dust carts. I know every alley between here and the river.\n\nCall me Terry. Mr Bailey was my dad.\n\nIf I am not in I am at the café. That is not being awkward, that is breakfast."
    case.about_to, case.about_ago = shabnam, 104
    case.matters = "My breakfast with the lads, and no bag showing."
    case.worse = ("Nothing draining for two hours, or pain low down: ring 020 7946 0151.",)
    case.curves = [
        Curve(Trend("temperature", (36.5, 36.8), (36.5, 36.8), 0.2, decimals=1), 36.6, 36.7),
        Curve(Trend("oxygen-saturation", (93, 94), (93, 94), 1), 94, 93),
    ]
    case.goals = [
        Goal(
            Aim("I want to go to West Ham in the new year", "Café and back", "A home game", None, "Bus to Stratford once", "with the leg bag"),
            3,
            kemi,
            33,
            70,
            9,
        )
    ]
    case.agreed_with = ("Terence Bailey, at home", "Dr Farhana Rahman")
    _visit(case, "catheter-check", "09:00", "09:30", kemi)
    case.told = [Told(7, 547, kemi, "visit", "No answer at nine; found him at the café. Bag changed at home at half past. Draining clear.")]
    return case


def _abdirahman_farah(place: Place, seed: int, made_on: date) -> Case:
    kemi, layla, amina = (place.person(name) for name in ("Kemi Adeyemi", "Layla Hassan", "Amina Khatun"))
    case = _case(
        place,
        seed,
        made_on,
        ("Abdirahman", "Farah"),
        "male",
        (1955, 4, 8),
        "9991956832",
        "African",
        ("English", "Somali"),
        Address("55 Solent Court, Mile End Road", "E1 4PW", 51.52163, -0.04641),
        0,
    )
    case.phone = "07700 900562"
    case.access_note = "Fourth floor, lift by the launderette. The dog hears you before he does."
    case.lives_with = "Wife Khadra and son Mahad"
    case.tags = ("Catheter",)
    case.conditions = [("Multiple sclerosis", "24700007", 16), ("Neurogenic bladder", "398064005", 8)]
    case.drugs = [
        Drug("Baclofen", "10", "mg", "Three times a day"),
        Drug("Solifenacin", "5", "mg", "Once a day"),
        Drug("Vitamin D", "1000", "units", "Once a day"),
    ]
    case.warnings = [
        (Warn("dog", "Dog in the house", "Simba, large and friendly. Ask for him to be put in the kitchen.", "low"), 90, kemi),
        (Warn("skin", "Skin at risk", "Left hip. Cushion in the chair, always.", "medium"), 60, kemi),
    ]
    case.relatives = [Relative("Khadra Nur", "Wife", "07700 900563", True, True, True, "Works mornings at the school. Mahad is at home.")]
    case.about = "I was a minicab controller: I had forty cars in my head. Now I have one chair, and I want it where I put it.\n\nTalk to me, not over me.\n\nWhen the legs jump, wait. It is over in a minute."
    case.about_to, case.about_ago = layla, 73
    case.matters = "To be at Friday prayers in the front row where the chair fits. To see Mahad settled."
    case.worse = ("Fever with more spasms: ring the MS nurse, 020 7946 0133.", "Nothing draining for two hours: ring 020 7946 0151.")
    case.curves = [
        Curve(Trend("temperature", (36.4, 36.8), (36.4, 36.8), 0.2, decimals=1), 36.6, 36.6),
        Curve(Trend("pain", (4, 5), (2, 3), 1), 5, 3),
    ]
    case.goals = [
        Goal(
            Aim("I want to go to Friday prayers", "Not since spring", "Every Friday", None, "Two Fridays this month", "with the ramp"),
            3,
            layla,
            14,
            66,
            8,
        ),
        Goal(Aim("I want to stand at the rail for my own prayers", "Sitting", "5", "minutes", "2 minutes", "with Amina"), 2, amina, 14, 66, 8),
    ]
    case.agreed_with = ("Abdirahman Farah, at home", "Khadra Nur, wife and carer", "Dr Farhana Rahman")
    _visit(case, "catheter-change", "10:45", "11:30", kemi)
    _visit(case, "farah-standing", "15:00", "15:45", amina, days=pattern(1, 2))
    case.deeds = [
        Deed("Transport to the mosque, ramp at the side door", "Fridays", "Mahad, with Dial-a-Ride", goals=(0,)),
        Deed("Care and support review", "Every three months", "", "March", staff=layla),
    ]
    case.told = [Told(16, 702, layla, "visit", "Mosque has a ramp at the side door: steward Mr Egal opens it on a call. Transport tried, it works.")]
    return case


def _george_whitfield(place: Place, seed: int, made_on: date) -> Case:
    kemi, yusuf, hannah, daniel = (place.person(name) for name in ("Kemi Adeyemi", "Yusuf Ali", "Hannah Clarke", "Daniel Osei"))
    case = _case(
        place,
        seed,
        made_on,
        ("George", "Whitfield"),
        "male",
        (1935, 2, 11),
        "9992374187",
        "White British",
        ("English",),
        Address("17 Bargehouse Row, Rhodeswell Road", "E14 7TL", 51.51612, -0.03462),
        1,
    )
    gp = case.lead_professional
    case.phone, case.door = "020 7946 0371", ("1935", "Under the nameplate, lift the flap")
    case.access_note = "Key safe under the nameplate. He is in bed at the back; call out so he knows."
    case.lives_with = "Alone, carers four times a day"
    case.tags = ("Two people",)
    case.conditions = [
        ("Pressure ulcer of heel, category 3", None, 1),
        ("Frailty", "248279007", 3),
        ("Heart failure", "84114007", 7),
        ("Hearing loss, both ears", "15188001", 20),
    ]
    case.drugs = [
        Drug("Furosemide", "40", "mg", "Each morning"),
        Drug("Bisoprolol", "1.25", "mg", "Once a day"),
        Drug("Paracetamol", "1", "g", "Four times a day"),
        Drug("Food supplement drink", "125", "mL", "Twice a day"),
    ]
    case.warnings = [
        (
            Warn(
                "resuscitation",
                "Not to be resuscitated form in place",
                "Signed by Dr Rahman. In the green bag on the bedroom door. Wants to stay at home.",
                "high",
            ),
            112,
            gp,
        ),
        (Warn("hoist", "Hoist, two people", "Medium sling, blue loops at the legs. Card by the bed.", "medium"), 80, hannah),
        (Warn("skin", "Pressure ulcer, left heel", "Category 3. Heels off the bed. Mattress on setting 4.", "high"), 58, kemi),
    ]
    case.relatives = [
        Relative(
            "Pamela Whitfield",
            "Niece",
            "07700 900577",
            False,
            True,
            True,
            "In Southend. Comes on the first Sunday. Has power of attorney for health.",
        )
    ]
    case.about = "Lighterman, like my father. I rowed on the river until I was seventy.\n\nShout, I am deaf as a post. Left side.\n\nI have had a good run. I want my chair, my window and my tea, in that order."
    case.about_to, case.about_ago = daniel, 52
    case.matters = "To sit at my window and see the canal. To die here and not in a corridor."
    case.worse = (
        "Worse breath, or the heel smells: ring 020 7946 0151. He does not want 999.",
        "At the end: ring palliative care, 020 7946 0178, and Pamela.",
    )
    case.curves = [
        Curve(Trend("wound-area", (8, 9), (4.5, 5.5), 0.4, decimals=1), 8.6, 5.0),
        Curve(Trend("pulse", (84, 90), (82, 88), 5), 88, 86),
        Curve(Trend("oxygen-saturation", (94, 96), (94, 96), 1), 95, 95),
        Curve(Trend("weight", (55, 56), (52, 53), 0.3, decimals=1), 55.6, 52.4),
    ]
    case.goals = [
        Goal(
            Aim("I want to sit in my chair by the window for lunch", "In bed all day", "2", "hours a day", "50 minutes", "with the hoist"),
            3,
            hannah,
            12,
            58,
            4,
        ),
        Goal(Aim("I want my heel to stop hurting when they move me", "7 of 10", "2", "of 10", "4 of 10"), 3, kemi, 12, 58, 4),
    ]
    case.agreed_with = ("George Whitfield, at home", "Pamela Whitfield, niece, by phone", "Dr Farhana Rahman")
    _visit(case, "george-heel", "11:45", "12:30", kemi, yusuf, is_fixed=True)
    _visit(case, "george-heel-2", "10:45", "11:30", yusuf, place.person("Nadia Chowdhury"), days=pattern(2, 2))
    case.deeds = [
        Deed(
            "Turn, wash, drink: four calls a day",
            "Daily",
            "Home care worker, Thames Homecare, for the council",
            "Review in March",
            organisation="council",
        ),
        Deed("Chair and sling review", "Once", "", "December", goals=(0,), staff=hannah),
    ]
    case.told = [
        Told(
            14,
            690,
            kemi,
            "meeting",
            "With George, Pamela on the phone and Dr Rahman: he knows the heel may not close. He wants comfort, the window and no hospital. Form looked at again, stands.",
        ),
        Told(3, 1012, daniel, "phone", "Evening call moved to 20:30 so that he can hear the football to the end."),
    ]
    return case


def _mei_ling_chan(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam = place.person("Kemi Adeyemi"), place.person("Shabnam Choudhury")
    case = _case(
        place,
        seed,
        made_on,
        ("Mei Ling", "Chan"),
        "female",
        (1946, 10, 3),
        "9996331857",
        "Chinese",
        ("Cantonese", "Hakka"),
        Address("8 Pennyfields", "E14 8HP", 51.50961, -0.02312),
        1,
    )
    case.phone, case.interpreter_needed, case.interpreter_language = "020 7946 0389", True, "Cantonese"
    case.access_note = "Over the bakery. Ring and wave at the camera."
    case.lives_with = "Husband Kwok Wah"
    case.conditions = [("Vitamin B12 deficiency", "190634004", 6), ("Osteoporosis", "64859006", 9)]
    case.drugs = [
        Drug("Hydroxocobalamin", "1", "mg", "Every 12 weeks", "into the muscle"),
        Drug("Alendronic acid", "70", "mg", "Once a week, on Sunday", "by mouth", "Upright with a full glass of water."),
        Drug("Calcium carbonate with colecalciferol", "1", "tablet", "Twice a day"),
    ]
    case.warnings = [(Warn("communication", "Speaks Cantonese and Hakka", "Interpreter by phone, Hakka if you can.", "low"), 140, shabnam)]
    case.relatives = [
        Relative("Kwok Wah Chan", "Husband", "020 7946 0389", True, True, True, "86 himself. Forgets the doorbell when the radio is on.")
    ]
    case.about = "I ran the bakery downstairs with my husband. I still smell when the buns are ready.\n\nTea first. Then needles.\n\nMy husband answers for me. Ask me again when he is making tea."
    case.about_to, case.about_ago = shabnam, 95
    case.matters = "To go on dancing on Wednesdays. To look after my husband as long as he lets me."
    case.worse = ("A fall, or sudden back pain: ring 020 7946 0151.",)
    case.curves = [
        Curve(Trend("blood-pressure", (132, 138), (128, 134), 5, lower=(72, 76)), 136, 131, 74),
        Curve(Trend("weight", (48, 49), (48, 49), 0.3, decimals=1), 48.6, 48.2),
    ]
    case.goals = [
        Goal(
            Aim("I want to keep going to the dancing on Wednesdays", "Every other week", "Every week", None, "Three of four"), 4, shabnam, 50, 80, 13
        )
    ]
    case.agreed_with = ("Mei Ling Chan, through a telephone interpreter", "Kwok Wah Chan, husband")
    _visit(case, "b12", "12:30", "13:00", kemi, days=pattern(0.25, 0))
    return case


def _yvonne_campbell(place: Place, seed: int, made_on: date) -> Case:
    kemi, daniel, nadia, amina = (place.person(name) for name in ("Kemi Adeyemi", "Daniel Osei", "Nadia Chowdhury", "Amina Khatun"))
    case = _case(
        place,
        seed,
        made_on,
        ("Yvonne", "Campbell"),
        "female",
        (1944, 6, 6),
        "9997258428",
        "Caribbean",
        ("English",),
        Address("40 Weaver Court, Bow Common Lane", "E3 4AX", 51.51862, -0.02511),
        5,
    )
    case.phone = "020 7946 0394"
    case.access_note = "Ground floor, ramp at the back. She comes to the door herself: wait."
    case.lives_with = "Alone, church friends look in"
    case.conditions = [("Rheumatoid arthritis", "69896004", 22), ("Recurrent falls", "279992002", 1), ("High blood pressure", "38341003", 25)]
    case.drugs = [
        Drug("Methotrexate", "12.5", "mg", "Once a week, on Monday", "by mouth", "Weekly, never daily."),
        Drug("Folic acid", "5", "mg", "Once a week, on Thursday"),
        Drug("Amlodipine", "10", "mg", "Once a day"),
        Drug("Paracetamol", "1", "g", "Up to four times a day"),
    ]
    case.warnings = [
        (Warn("allergy", "Allergy: latex", "Rash on hands and wheeze, 2018. Latex-free gloves only.", "high"), 220, nadia),
        (Warn("falls", "Falls risk", "Two falls since August, both at the back step.", "medium"), 40, amina),
    ]
    case.relatives = [
        Relative("Marlon Campbell", "Son", "07700 900591", False, True, True, "In Birmingham. Video call on Sundays at five."),
        Relative("Sister Gloria Reid", "Friend from church", "07700 900592", is_key_holder=True),
    ]
    case.about = "Ward sister at the London Chest for twenty-eight years. You may say it in Latin.\n\nI will offer you ginger cake. Say yes, it saves time.\n\nI do not like to be managed. Ask me what I would do."
    case.about_to, case.about_ago = daniel, 35
    case.matters = "My own front door and my own key. Church on Sundays in a proper hat."
    case.worse = ("A fall and cannot get up: press the pendant, or 999.", "Fever or sore throat on methotrexate: stop it, ring the GP the same day.")
    case.curves = [
        Curve(Trend("blood-pressure", (146, 152), (134, 140), 6, lower=(76, 82)), 150, 137, 78),
        Curve(Trend("pain", (6, 7), (4, 5), 1), 6, 4),
        Curve(Trend("weight", (69, 70), (68, 69), 0.4, decimals=1), 69.8, 68.9),
    ]
    case.goals = [
        Goal(
            Aim("I want to get to church on the bus, not in a taxi", "Taxi", "Bus, there and back", None, "Bus there, taxi back", "with Gloria"),
            3,
            amina,
            28,
            55,
            6,
        ),
        Goal(Aim("I want to go out of my back door without fear", "Avoids it", "Every day", None, "With the new rail"), 2, daniel, 28, 55, 6),
    ]
    case.agreed_with = ("Yvonne Campbell, at home", "Dr Farhana Rahman")
    _visit(case, "joint-assessment", "13:30", "14:30", kemi, daniel, days=pattern(0.25, 0))
    _visit(case, "campbell-step", "10:15", "11:00", amina, days=pattern(1, 5))
    case.deeds = [
        Deed("Rail at the back step", "Once", "Handyperson, for the council", "Fitted", organisation="council", goals=(1,)),
        Deed("Bus with Gloria", "Sundays", "Yvonne and Gloria", goals=(0,)),
    ]
    case.told = [Told(6, 885, daniel, "phone", "She would like the nurse there when we talk about care at home: joint visit asked for.")]
    return case


def _margaret_oleary(place: Place, seed: int, made_on: date) -> Case:
    kemi, yusuf, shabnam = (place.person(name) for name in ("Kemi Adeyemi", "Yusuf Ali", "Shabnam Choudhury"))
    case = _case(
        place,
        seed,
        made_on,
        ("Margaret", "O'Leary"),
        "female",
        (1949, 7, 21),
        "9998462312",
        "White Irish",
        ("English",),
        Address("22 Lansbury Walk, Grundy Street", "E14 6DR", 51.51312, -0.01512),
        1,
    )
    gp = case.lead_professional
    case.known_as, case.phone, case.door = "Peggy", "020 7946 0402", ("2107", "In the porch, behind the drainpipe")
    case.access_note = "Con, her husband, is there. The key safe is for the night."
    case.lives_with = "Husband Con"
    case.tags = ("Gold standards register",)
    case.conditions = [("Cancer of the pancreas", "363418001", 1), ("Palliative care", None, 0), ("Type 2 diabetes", "44054006", 9)]
    case.drugs = [
        Drug("Morphine sulfate", "15", "mg", "Over 24 hours", "syringe pump", "With midazolam 10 mg. Check site, rate and battery."),
        Drug("Midazolam", "10", "mg", "Over 24 hours", "syringe pump"),
        Drug("Morphine sulfate injection", "2.5", "mg", "When needed for pain", "under the skin"),
        Drug("Levomepromazine", "6.25", "mg", "When needed for sickness", "under the skin"),
        Drug("Metformin", "500", "mg", "Stopped last week"),
    ]
    case.warnings = [
        (
            Warn("resuscitation", "Not to be resuscitated form in place", "On the back of the kitchen door. Wants to be at home, Con knows.", "high"),
            34,
            gp,
        ),
        (Warn("medicine", "Medicines just in case", "Locked box on the wardrobe. Code with Con.", "medium"), 30, kemi),
    ]
    case.relatives = [
        Relative("Con O'Leary", "Husband", "07700 900608", True, True, True, "79. Sleeps in the chair beside her. Will not ask for help: offer it."),
        Relative("Noreen Keane", "Sister", "07700 900609", note="Coming from Cork on Friday."),
    ]
    case.about = "I was a school secretary in Poplar, so I have everybody's birthday.\n\nTell me straight and then make me laugh.\n\nMind Con. He is the one who is ill with it."
    case.about_to, case.about_ago = shabnam, 29
    case.matters = "My own bed, Con's hand, and no fuss. Noreen to get here in time."
    case.worse = (
        "Pain that the spare doses do not hold: ring palliative care, 020 7946 0178, day and night.",
        "Do not ring 999 when she dies: ring us.",
    )
    case.curves = [Curve(Trend("pain", (6, 7), (2, 3), 1), 6, 3), Curve(Trend("respiration", (16, 18), (14, 16), 1), 17, 15)]
    case.goals = [
        Goal(Aim("I want to be at home to the end", "Hospital in October", "At home", None, "At home"), 4, kemi, 7, 32, 2),
        Goal(Aim("I want Con to sleep two nights a week", "None", "2", "nights a week", "One", "night sitter"), 3, shabnam, 7, 32, 2),
    ]
    case.agreed_with = ("Margaret O'Leary, at home", "Con O'Leary, husband", "Dr Farhana Rahman")
    _visit(case, "pump", "15:00", "15:30", kemi, days=frozenset(day for day in range(28) if day % 2 == 0), is_fixed=True)
    _visit(case, "pump", "15:00", "15:30", yusuf, days=frozenset(day for day in range(28) if day % 2 == 1), is_fixed=True)
    case.deeds = [
        Deed("Night sitter", "Wed and Sat, 22:00 to 07:00", "Marie Curie night service", goals=(1,)),
        Deed("Somebody to sit with Con", "Thursdays at 2", "", goals=(1,), staff=place.person("Pauline Grant")),
    ]
    case.told = [
        Told(
            2,
            930,
            kemi,
            "visit",
            "Two spare doses last night. Palliative team rung: morphine up from 10 to 15 mg from this afternoon. Peggy asked how long; answered as she asked, plainly. Con listened from the door.",
        ),
        Told(5, 700, shabnam, "phone", "Noreen rung in Cork: flies on Friday. Night sitter confirmed for Wednesday and Saturday."),
    ]
    return case
