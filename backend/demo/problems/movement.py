# ruff: noqa: E501 (texts for people read best on one line)
"""What a therapist comes for: falls, strokes, hips, hands, the kitchen and the bath."""

from __future__ import annotations

from backend.demo.problems.nursing import EVERYDAY_SIGNS
from backend.demo.problems.shape import EMERGENCY, NURSES, Aim, Care, Drug, If, Problem, Task, Trend, Warn

MOVEMENT: tuple[Problem, ...] = (
    Problem(
        "falls", (68, 95), 13,
        conditions=("Recurrent falls", "Osteoarthritis of the knee"),
        drugs=(Drug("Paracetamol", "1", "g", "Up to four times a day"), Drug("Amlodipine", "5", "mg", "Once a day"), Drug("Colecalciferol", "800", "units", "Once a day")),
        warnings=(Warn("falls", "Falls risk", "Three falls since the summer, the last in the bathroom at night.", "high"),),
        trends=(Trend("blood-pressure", (132, 152), (126, 142), 8, lower=(68, 82)), Trend("weight", (54, 78), (53, 77), 0.5, decimals=1), Trend("pulse", (66, 82), (66, 82), 6)),
        care=(
            Care("physio", "Balance and walking practice", (2, 1), 45, (Task("Walking with the frame, indoors then stairs"), Task("Balance exercises, sheet on the fridge", "Twelve weeks")),
                 ("Walked bed to kitchen twice, steady, one rest. Turns better.", "Sit to stand eight times in 30 seconds, was six. Stairs with the rail and me behind.", "Sore knee today, so exercises sitting. Frame lowered one notch.", "Did the sheet five days of seven. Proud of it, and rightly.")),
            Care("ot", "Home safety and equipment", (0.5, 0.25), 60, (Task("Rails, raised seat, night light", "Fitted and tried"),), ("Second stair rail asked for. Rug by the bed has gone.", "Raised toilet seat fitted and tried. Night light works by itself.")),
            Care("nurse", "Blood pressure lying and standing", (0.5,), 30, (Task("Blood pressure lying and standing", "Steady for a month", ("blood-pressure", "pulse")),), ("No drop on standing today. Water glass filled twice while I was there.", "Drops 22 on standing, dizzy. GP rung: amlodipine stopped for now.")),
        ),
        aims=(Aim("I want to get to the front door and open it myself", "2 metres", "10", "metres", "6 metres", "with the frame"), Aim("I want to have a bath without being afraid", "Strip wash", "Bath, once a week", None, "Sits on the bath board", "with someone there"), Aim("I want to go down to the courtyard and sit with the others", "Indoors only", "Twice a week", None, "Once, with a neighbour")),
        worse=(If("A fall, and no getting up", "Press the pendant. If nobody answers: 999. Do not lift.", EMERGENCY), If("Standing up makes dizzy twice in a day", "Sit down again, slowly. Ring the same day.", NURSES)),
        tags=("Falls service",), with_=("hypertension", "hearing", "cataract"),
    ),
    Problem(
        "stroke", (56, 88), 9,
        conditions=("Stroke", "Left-sided weakness"),
        drugs=(Drug("Clopidogrel", "75", "mg", "Once a day"), Drug("Atorvastatin", "80", "mg", "Once a day, at night"), Drug("Amlodipine", "10", "mg", "Once a day")),
        warnings=(Warn("swallowing", "Swallowing: soft food", "Level 5, minced and moist. Sitting upright, small spoonfuls.", "high", 0.4), Warn("falls", "Falls risk", "Forgets the left side. Stand on that side.", "medium"), Warn("communication", "Words come slowly", "Give time. Yes and no are reliable; has a picture board.", "medium", 0.4)),
        trends=(Trend("blood-pressure", (146, 164), (126, 140), 7, lower=(74, 88)), Trend("pulse", (68, 84), (66, 82), 6), Trend("weight", (62, 82), (62, 82), 0.6, decimals=1)),
        care=(
            Care("physio", "Stroke rehabilitation: leg and balance", (2, 2), 50, (Task("Standing balance and stepping", "Reviewed at six weeks"), Task("Practise transfers bed to chair")),
                 ("Stood at the worktop for four minutes, weight on the left leg. Tired and pleased.", "Step-throughs along the hall with a stick. Foot still catches on the rug edge: rug moved.", "Low today, did half. The family joined in for the arm exercises.")),
            Care("ot", "Stroke rehabilitation: kitchen and washing", (1, 1), 60, (Task("Make a hot drink one-handed", "By themselves, safely"), Task("Arm practice with the putty, daily")), ("Tea made with one hand, kettle tipper used. Forgot the milk on the left side.", "Buttons with the hook: shirt on in six minutes.")),
            Care("nurse", "Blood pressure and medicines", (0.5,), 30, (Task("Blood pressure and pulse", "Under 130 for a month", ("blood-pressure", "pulse")), Task("Fill the medicines box together")), ("Upper value coming down. Box right for the week.", "Two evening doses left in the box. Alarm set on the phone.")),
        ),
        aims=(Aim("I want to make my own tea", "Cannot stand", "Without help", None, "With someone near", "one-handed kettle"), Aim("I want to walk my granddaughter to the school gate", "Bed to chair", "400", "metres", "40 metres", "with a stick"), Aim("I want to say my prayers standing", "Sitting", "Standing, with the rail", None, "First part standing")),
        worse=(If("The face, an arm or the speech is worse", "At once, whatever the hour. Note the time it began.", EMERGENCY), If("There is choking or coughing with food", "Stop the meal. Nothing thin to drink until it is looked at.", ("Speech and language therapy", "020 7946 0144"))),
        tags=("Stroke pathway",), with_=("af", "diabetes-tablets", "depression-mild"),
    ),
    Problem(
        "hip", (70, 93), 7,
        conditions=("Fractured neck of femur, operated", "Osteoporosis"),
        drugs=(Drug("Paracetamol", "1", "g", "Four times a day"), Drug("Alendronic acid", "70", "mg", "Once a week, on Sunday", "by mouth", "Upright with a full glass of water, 30 minutes before food."), Drug("Senna", "7.5", "mg", "At night when needed")),
        warnings=(Warn("falls", "Falls risk", "Hip fixed in October. Frame, one person near on the stairs.", "high"),),
        trends=(Trend("pain", (6, 7), (2, 3), 1), Trend("blood-pressure", (124, 140), (124, 138), 7, lower=(66, 80)), Trend("pulse", (70, 84), (68, 80), 5)),
        care=(
            Care("physio", "Walking after a hip fracture", (3, 2), 45, (Task("Walking practice, frame to sticks", "Six weeks"), Task("Hip exercises, standing at the worktop", None, ("pain",))), ("Two sticks along the hall. Stairs one at a time, good leg up first.", "Swollen by the evening; legs up after lunch. Calf soft, not hot.", "Walked to the lift and back, 60 metres.")),
            Care("assistant", "Reablement: wash and dress", (3, 3), 40, (Task("Stand by while they wash and dress themselves", "Six weeks, less each week"),), ("Did all but the socks. Sock aid tried.", "Washed at the basin standing. I only fetched the towel.")),
            Care("ot", "Bathroom and stairs", (0.5,), 60, (Task("Bath board, rail, chair raisers"),), ("Bath board fits; got in and out twice with me near.",)),
        ),
        aims=(Aim("I want to climb to my own bed at night", "Sleeps downstairs", "Upstairs, each night", None, "Twice this week", "with the rail"), Aim("I want to be rid of the frame by Christmas", "Frame", "One stick", None, "Two sticks"), Aim("I want to cook for my sister again", "Meals brought", "Sunday lunch", None, "Soup, sitting")),
        worse=(If("The leg is suddenly shorter, or cannot be stood on", "Do not move. Say that the hip was operated on.", EMERGENCY), If("The calf is hot and swollen", "Ring the same day. No exercises until it is seen.", NURSES)),
        tags=("Reablement",), with_=("hypertension", "cataract", "anaemia"),
    ),
    Problem(
        "parkinsons", (60, 88), 5,
        conditions=("Parkinson's disease",),
        drugs=(Drug("Co-careldopa 25/100", "1", "tablet", "At 08:00, 12:00, 16:00 and 20:00", "by mouth", "On time, every time: half an hour late is a day lost."), Drug("Laxido", "1", "sachet", "Once a day")),
        warnings=(Warn("medicine", "Medicines on the minute", "Co-careldopa at 8, 12, 4 and 8. Never stopped suddenly.", "high"), Warn("falls", "Falls risk", "Freezes in doorways. Count steps aloud with them.", "medium")),
        trends=(Trend("blood-pressure", (118, 136), (112, 132), 9, lower=(62, 78)), Trend("weight", (58, 76), (56, 75), 0.5, decimals=1)),
        care=(
            Care("physio", "Walking, turning and freezing", (1, 1), 45, (Task("Big steps to a beat, turning in doorways"),), ("Tape on the floor at the kitchen door works. Turned in five steps, was nine.", "Off when I came, on after twenty minutes: then walked well.")),
            Care("ot", "Hands, kitchen and writing", (0.5,), 60, (Task("Heavy cutlery, two-handled cup, writing practice"),), ("Signs own name again, large. Soup in the two-handled cup.",)),
            Care("nurse", "Blood pressure and medicine times", (0.5,), 30, (Task("Blood pressure lying and standing", None, ("blood-pressure",)), Task("Go through the times of the medicines")), ("Noon dose late three times. Timer on the windowsill now.",)),
        ),
        aims=(Aim("I want to sign my own pension book", "Cannot hold a pen", "Signs", None, "Signs, large"), Aim("I want to get through the kitchen door without freezing", "Freezes every time", "Not once a day", None, "One time in three", "tape on the floor"), Aim("I want to dance at the family wedding in May", None, "One slow dance", None, "Sways, holding the worktop")),
        worse=(If("The tablets cannot be swallowed", "Ring at once: they must not be missed.", ("Parkinson's nurse", "020 7946 0139")),), tags=("Parkinson's nurse",), with_=("depression-mild", "constipation"),
    ),
    Problem(
        "arthritis-hands", (48, 84), 5,
        conditions=("Rheumatoid arthritis", "Carpal tunnel syndrome"),
        drugs=(Drug("Methotrexate", "15", "mg", "Once a week, on Monday", "by mouth", "Weekly, never daily. Bloods each month."), Drug("Folic acid", "5", "mg", "Once a week, on Thursday"), Drug("Naproxen", "250", "mg", "Twice a day with food")),
        warnings=(Warn("medicine", "Methotrexate, weekly", "Monday only. Sore throat or fever: stop and ring.", "high"), Warn("allergy", "Allergy: co-trimoxazole", "Rash. Not together with methotrexate in any case.", "high", 0.2)),
        trends=(Trend("pain", (6, 7), (3, 4), 1), *EVERYDAY_SIGNS),
        care=(
            Care("ot", "Hands, splints and the kitchen", (1, 0.5), 60, (Task("Splints at night, jar and tap openers"),), ("Splints worn five nights. Jar opener makes the difference.", "Left wrist swollen; splint eased.")),
            Care("nurse", "Monthly bloods", (0.25,), 25, (Task("Bloods for methotrexate", None, ("blood-pressure",)),), ("Bloods taken at the first try, warm hands help.",)),
        ),
        aims=(Aim("I want to open my own front door", "Neighbour opens", "With the key aid", None, "Most days"), Aim("I want to knit for the baby", "10 minutes", "60", "minutes", "30 minutes", "with splints on")),
        worse=(If("There is fever or a sore throat", "No more methotrexate. Ring the same day for a blood test.", ("GP practice", "020 7946 0108")),), with_=("hypertension", "anaemia"),
    ),
)  # fmt: skip
