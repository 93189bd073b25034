# ruff: noqa: E501 (texts for people read best on one line)
"""Rokeya Begum, whose record the drawings open."""

from __future__ import annotations

from datetime import date

from backend.demo.case import Case, Curve, Deed, Goal, Relative, Told
from backend.demo.cast.shape import WEEKLY, new_case, visit
from backend.demo.place import Place
from backend.demo.problems.shape import EMERGENCY, NURSES, Aim, Drug, If, Trend, Warn
from backend.demo.rhythms import pattern
from backend.demo.streets import Address


def rokeya_begum(place: Place, seed: int, made_on: date) -> Case:
    kemi, yusuf, amina, hannah, daniel = (
        place.person(name) for name in ("Kemi Adeyemi", "Yusuf Ali", "Amina Khatun", "Hannah Clarke", "Daniel Osei")
    )
    shabnam, tomasz, mei = (place.person(name) for name in ("Shabnam Choudhury", "Tomasz Wójcik", "Mei Chan"))
    case = new_case(
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
        ("Venous leg ulcer, left", 1),
        ("Osteoarthritis of both knees", 14),
        ("High blood pressure", 20),
        ("Unintended weight loss", 1),
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
        If("The leg is hot or red, or there is shivering", "Ring, day and night. Legs up until the nurse comes.", NURSES),
        If("A fall, and she cannot get up", "Do not lift her. 999 first, then Nasima.", EMERGENCY),
        If("Nasima is ill or cannot come", "Daniel Osei's team sends a carer the same day.", ("Adult Social Care", "020 7946 0122")),
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
    visit(case, "rokeya-leg", "09:30", "10:30", kemi, amina, days=tuesdays)
    visit(case, "rokeya-leg-alone", "09:30", "10:30", yusuf, days=thursdays)
    visit(case, "rokeya-walking", "14:00", "14:45", amina, days=pattern(1, 4))
    visit(case, "rokeya-rehab", "11:00", "11:45", tomasz, days=wednesdays)
    visit(case, "rokeya-carer", "14:00", "15:00", daniel, days=pattern(0.25, 3))
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
