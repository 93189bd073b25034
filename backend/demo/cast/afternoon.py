# ruff: noqa: E501 (texts for people read best on one line)
"""From noon on: George Whitfield, Mei Ling Chan, Yvonne Campbell, Margaret O'Leary."""

from __future__ import annotations

from datetime import date

from backend.demo.case import Case, Curve, Deed, Goal, Relative, Told
from backend.demo.cast.shape import new_case, visit
from backend.demo.place import Place
from backend.demo.problems.shape import EMERGENCY, NURSES, PALLIATIVE, Aim, Drug, If, Trend, Warn
from backend.demo.rhythms import pattern
from backend.demo.streets import Address


def george_whitfield(place: Place, seed: int, made_on: date) -> Case:
    kemi, yusuf, hannah, daniel = (place.person(name) for name in ("Kemi Adeyemi", "Yusuf Ali", "Hannah Clarke", "Daniel Osei"))
    case = new_case(
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
        ("Pressure ulcer of heel, category 3", 1),
        ("Frailty", 3),
        ("Heart failure", 7),
        ("Hearing loss, both ears", 20),
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
        If("His breath is worse, or the heel smells", "Ring us. He does not want 999, and has said why.", NURSES),
        If("His breath or his face changes, and it looks like the end", "Ring, then Pamela. He stays at his window.", PALLIATIVE),
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
    visit(case, "george-heel", "11:45", "12:20", kemi, yusuf, is_fixed=True)
    visit(case, "george-heel-2", "10:45", "11:30", yusuf, place.person("Nadia Chowdhury"), days=pattern(2, 2))
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


def mei_ling_chan(place: Place, seed: int, made_on: date) -> Case:
    kemi, shabnam = place.person("Kemi Adeyemi"), place.person("Shabnam Choudhury")
    case = new_case(
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
    case.conditions = [("Vitamin B12 deficiency", 6), ("Osteoporosis", 9)]
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
    case.worse = (If("A fall, or sudden pain in the back", "Lie her down and ring the same day: her bones break easily.", NURSES),)
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
    visit(case, "b12", "12:30", "12:50", kemi, days=pattern(0.25, 0))
    return case


def yvonne_campbell(place: Place, seed: int, made_on: date) -> Case:
    kemi, daniel, nadia, amina = (place.person(name) for name in ("Kemi Adeyemi", "Daniel Osei", "Nadia Chowdhury", "Amina Khatun"))
    case = new_case(
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
    case.conditions = [("Rheumatoid arthritis", 22), ("Recurrent falls", 1), ("High blood pressure", 25)]
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
    case.worse = (
        If("A fall, and no getting up", "Press the pendant. If nobody answers: 999. Do not lift.", EMERGENCY),
        If("There is fever or a sore throat", "No more methotrexate. Ring the same day for a blood test.", ("GP practice", "020 7946 0108")),
    )
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
    visit(case, "joint-assessment", "13:30", "14:30", kemi, daniel, days=pattern(0.25, 0))
    visit(case, "campbell-step", "10:15", "11:00", amina, days=pattern(1, 5))
    case.deeds = [
        Deed("Rail at the back step", "Once", "Handyperson, for the council", "Fitted", organisation="council", goals=(1,)),
        Deed("Bus with Gloria", "Sundays", "Yvonne and Gloria", goals=(0,)),
    ]
    case.told = [Told(6, 885, daniel, "phone", "She would like the nurse there when we talk about care at home: joint visit asked for.")]
    return case


def margaret_oleary(place: Place, seed: int, made_on: date) -> Case:
    kemi, yusuf, shabnam = (place.person(name) for name in ("Kemi Adeyemi", "Yusuf Ali", "Shabnam Choudhury"))
    case = new_case(
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
    case.conditions = [("Cancer of the pancreas", 1), ("Palliative care", 0), ("Type 2 diabetes", 9)]
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
        If("The spare doses do not hold the pain", "Ring, day and night. You need not wait until morning.", PALLIATIVE),
        If("She dies", "Con need not ring 999. Ring us, at any hour.", PALLIATIVE),
    )
    case.curves = [Curve(Trend("pain", (6, 7), (2, 3), 1), 6, 3), Curve(Trend("respiration", (16, 18), (14, 16), 1), 17, 15)]
    case.goals = [
        Goal(Aim("I want to be at home to the end", "Hospital in October", "At home", None, "At home"), 4, kemi, 7, 32, 2),
        Goal(Aim("I want Con to sleep two nights a week", "None", "2", "nights a week", "One", "night sitter"), 3, shabnam, 7, 32, 2),
    ]
    case.agreed_with = ("Margaret O'Leary, at home", "Con O'Leary, husband", "Dr Farhana Rahman")
    visit(case, "pump", "15:00", "15:30", kemi, days=frozenset(day for day in range(28) if day % 2 == 0), is_fixed=True)
    visit(case, "pump", "15:00", "15:30", yusuf, days=frozenset(day for day in range(28) if day % 2 == 1), is_fixed=True)
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
