# ruff: noqa: E501 (texts for people read best on one line)
"""Kemi Adeyemi's morning: Lok Man Cheung, Fadumo Jama, Terence Bailey, Abdirahman Farah."""

from __future__ import annotations

from datetime import date

from backend.demo.case import Case, Curve, Deed, Goal, Relative, Told
from backend.demo.cast.shape import DAILY, new_case, visit
from backend.demo.place import Place
from backend.demo.problems.shape import EMERGENCY, NURSES, Aim, Drug, If, Trend, Warn
from backend.demo.rhythms import pattern
from backend.demo.streets import Address


def lok_man_cheung(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam = place.person("Kemi Adeyemi"), place.person("Shabnam Choudhury")
    case = new_case(
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
    case.conditions = [("Type 2 diabetes", 19), ("Diabetic retinopathy", 4), ("High blood pressure", 15)]
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
        If("He shakes, sweats or is muddled", "Glucose gel from the cutlery drawer, then ring.", NURSES),
        If("Glucose is above 20 twice", "Ring the same day, before the next dose.", NURSES),
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
    visit(case, "insulin", "07:30", "08:05", kemi, days=DAILY, is_fixed=True)
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


def fadumo_jama(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam, layla = (place.person(name) for name in ("Kemi Adeyemi", "Shabnam Choudhury", "Layla Hassan"))
    case = new_case(
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
    case.conditions = [("Type 2 diabetes", 12), ("Stroke some years ago", 5), ("High blood pressure", 18)]
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
    case.worse = (
        If("She is muddled, or will not eat", "No insulin. Ring before anything else is given.", NURSES),
        If("The face, an arm or the speech is worse", "At once, whatever the hour. Note the time it began.", EMERGENCY),
    )
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
    visit(case, "insulin", "08:15", "08:50", kemi, days=DAILY, is_fixed=True)
    case.deeds = [Deed("Walk to the gate and back", "Twice a day", "Fadumo, with a grandson", goals=(1,))]
    case.told = [
        Told(9, 600, layla, "meeting", "Ayub's wife expects a fourth child. Bathroom adaptation applied for; letter number in the family folder.")
    ]
    return case


def terence_bailey(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam = place.person("Kemi Adeyemi"), place.person("Shabnam Choudhury")
    case = new_case(
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
    case.conditions = [("Urinary retention", 3), ("Benign enlargement of the prostate", 6), ("COPD", 11)]
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
    case.worse = (If("Nothing drains for two hours, or there is pain low down", "Look for a kink in the tube, then ring.", NURSES),)
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
    case.agreed_with = ("Terence Bailey, at home",)
    case.not_agreed = (
        "He wants the catheter tried out before Christmas and no visit before ten; we advised to wait for the clinic. “It is your plan, not mine.” "
        "He lets us change the bag meanwhile. Talk again when the clinic's letter is here."
    )
    visit(case, "catheter-check", "09:00", "09:20", kemi)
    case.told = [Told(7, 547, kemi, "visit", "No answer at nine; found him at the café. Bag changed at home at half past. Draining clear.")]
    return case


def abdirahman_farah(place: Place, seed: int, made_on: date) -> Case:
    kemi, layla, amina = (place.person(name) for name in ("Kemi Adeyemi", "Layla Hassan", "Amina Khatun"))
    case = new_case(
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
    case.conditions = [("Multiple sclerosis", 16), ("Neurogenic bladder", 8)]
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
    case.worse = (
        If("There is fever, and more spasms than usual", "Ring the same day: an infection makes the legs worse.", ("MS nurse", "020 7946 0133")),
        If("Nothing drains for two hours", "Look for a kink in the tube, then ring.", NURSES),
    )
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
    visit(case, "catheter-change", "10:45", "11:30", kemi)
    visit(case, "farah-standing", "15:00", "15:45", amina, days=pattern(1, 2))
    case.deeds = [
        Deed("Transport to the mosque, ramp at the side door", "Fridays", "Mahad, with Dial-a-Ride", goals=(0,)),
        Deed("Care and support review", "Every three months", "", "March", staff=layla),
    ]
    case.told = [Told(16, 702, layla, "visit", "Mosque has a ramp at the side door: steward Mr Egal opens it on a call. Transport tried, it works.")]
    return case
