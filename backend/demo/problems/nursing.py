# ruff: noqa: E501 (texts for people read best on one line)
"""What a nurse comes for: insulin, wounds, catheters, hearts and lungs, the end of life."""

from __future__ import annotations

from backend.demo.problems.shape import EMERGENCY, NURSES, PALLIATIVE, Aim, Care, Drug, If, Problem, Task, Trend, Warn

EVERYDAY_SIGNS = (
    Trend("pulse", (70, 86), (70, 86), 6),
    Trend("blood-pressure", (128, 150), (128, 148), 8, lower=(70, 84)),
)

NURSING: tuple[Problem, ...] = (
    Problem(
        "insulin", (52, 92), 16,
        conditions=("Type 2 diabetes", "Diabetic retinopathy"),
        drugs=(
            Drug("Insulin glargine 100 units/mL pen", "18", "units", "Once a day, before breakfast", "under the skin", "Turn the site. Not below 5.0 mmol/L without ringing the duty nurse."),
            Drug("Metformin", "500", "mg", "Twice a day with meals"),
            Drug("Atorvastatin", "20", "mg", "Once a day, at night"),
        ),
        warnings=(
            Warn("medicine", "Insulin", "Given by the nurse every morning. Hypos: glucose gel in the kitchen drawer.", "high"),
            Warn("communication", "Poor sight", "Large print. Say who you are before you come near.", "low", 0.35),
        ),
        trends=(Trend("blood-glucose", (11.5, 14), (7.5, 10.5), 1.6, decimals=1), *EVERYDAY_SIGNS, Trend("weight", (68, 88), (68, 88), 0.6, decimals=1)),
        care=(
            Care("nurse", "Insulin before breakfast", (7,), 25, (Task("Blood glucose, then insulin before breakfast", "Review with the diabetes nurse", ("blood-glucose",)), Task("Look at both feet", None, (), "Every Sunday")),
                 ("Glucose before breakfast as usual, insulin given in the abdomen, left side. Ate while I was there.", "Insulin given, right thigh. Feet looked at: skin whole, pulses felt, nails long. Podiatry asked.", "Sleepy but clear. Glucose lower than usual, so waited until the porridge was eaten before giving the insulin.", "Tea with three sugars had been there first. Explained again, kindly; now it stands on the fridge."),
                 "Glucose first. Below 5.0 give breakfast, check again after 20 minutes, then ring the duty nurse.", (450, 540)),
        ),
        aims=(
            Aim("I want to do my own insulin by my birthday", "Nurse does all of it", "All by myself", None, "Dials the dose, nurse watches", "with the large-number pen"),
            Aim("I want my sugar steady so that I can go to the mosque without feeling shaky", "4 hypos a month", "0", "hypos a month", "1 a month"),
            Aim("I want to keep my feet", "Two sore places", "None", None, "One, nearly closed"),
            Aim("I want to eat what my family eats, at the same table", "Eats apart", "Every evening", None, "Fridays and Sundays"),
        ),
        worse=(If("There is shaking, sweating or muddle", "Glucose gel from the kitchen drawer, then ring.", NURSES), If("Glucose is above 20 twice", "Ring the same day, before the next dose.", NURSES)),
        tags=("Insulin by nurse",), with_=("hypertension", "kidney", "neuropathy"),
    ),
    Problem(
        "leg-ulcer", (58, 94), 15,
        conditions=("Venous leg ulcer", "Chronic venous insufficiency"),
        drugs=(Drug("Paracetamol", "1", "g", "Up to four times a day", "by mouth", "One dose an hour before the dressing."), Drug("Emollient ointment", "1", "layer", "Twice a day", "on the skin", "Paraffin-based: no naked flames.")),
        warnings=(Warn("skin", "Compression: check pulses", "ABPI 0.96 in August. Toes blue, cold or numb: take it off and ring.", "medium"), Warn("infection", "MRSA on the leg", "Swab positive in the spring. Gloves and apron, dressings in the orange bag.", "medium", 0.15)),
        trends=(Trend("wound-area", (9, 16), (2.5, 7.5), 0.7, decimals=1), Trend("pain", (4, 6), (1, 3), 1), *EVERYDAY_SIGNS),
        care=(
            Care("nurse", "Leg ulcer and compression", (3, 2, 2), 45, (Task("Wash and dry both lower legs"), Task("Dress the ulcer, two-layer compression", "Healed, then stockings", ("wound-area", "pain"))),
                 ("Ulcer clean, edges pink. Less wet than last week. Full compression tolerated.", "Wetter than before, green on the dressing. No redness round it. Changed to a silver foam for two weeks, then look again.", "Itchy under the bandage; dry skin over the shin. Ointment from the knee down before the wool.", "Took the bandage off on Sunday because it was too hot. Talked it through: will ring us next time.", "Smaller. Photographed with consent, ruler in the picture."),
                 "Legs up on the stool while you talk. Bowl and towels are under the sink."),
            Care("assistant", "Wash, cream and leg check", (2, 1), 30, (Task("Help to wash, cream from the knees down"),), ("Skin creamed, heels looked at. Pleased to have a proper wash.", "Skin whole on both feet. Toes warm.")),
        ),
        aims=(
            Aim("I want my leg to heal so I can wear my own shoes", None, "Closed", None, None, None, "wound-area"),
            Aim("I want to sleep through without my leg waking me", "Woken 4 times a night", "0", "times a night", "Woken once"),
            Aim("I want to walk to the market on Watney Street again", "To the front door", "Market and back", None, "To the corner", "with a stick"),
        ),
        worse=(If("The leg is hot or red, or there is shivering", "Ring, day and night. Legs up until the nurse comes.", NURSES), If("The toes are blue, cold or numb", "Take the bandage off, then ring.", NURSES)),
        tags=("Compression",), with_=("hypertension", "arthritis", "af"),
    ),
    Problem(
        "pressure-ulcer", (70, 97), 8,
        conditions=("Pressure ulcer of heel, category 3", "Frailty"),
        drugs=(Drug("Paracetamol", "1", "g", "Four times a day"), Drug("Colecalciferol", "800", "units", "Once a day"), Drug("Food supplement drink", "200", "mL", "Twice a day, between meals")),
        warnings=(Warn("skin", "Pressure ulcer, heel", "Category 3. Heels off the bed at all times. Airflow mattress, setting 4.", "high"), Warn("hoist", "Hoist, two people", "Medium sling, loops as marked on the card by the bed.", "medium", 0.6)),
        trends=(Trend("wound-area", (7, 12), (4, 9), 0.6, decimals=1), Trend("weight", (50, 62), (47, 60), 0.4, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("nurse", "Pressure wound on the heel", (3, 2), 45, (Task("Dress the heel, heel boot back on", "Closed", ("wound-area",)), Task("Look at both heels, hips and the base of the spine")),
                 ("Heel drier, no smell. Boot was off when I came; the carers have been shown again.", "Slough lifting at the edge. Sacrum red but blanching. Turning chart filled in until noon only.", "Mattress was on the wrong setting: back to 4, taped a note to the pump.", "Ate half of breakfast. Supplement taken with a straw."),
                 "Heels off the bed. The hoist is behind the door.", None, "nurse"),
            Care("assistant", "Wash and pressure areas", (3, 2), 35, (Task("Wash, turn, look at pressure areas"), Task("Offer a drink and write the chart")), ("Washed and turned to the left. Skin as the nurse left it.", "Drank 200 mL. Chart up to date.", "Said the sling hurts under the arm; padded, and told the OT.")),
        ),
        aims=(Aim("I want to sit in my chair by the window for lunch", "In bed all day", "2", "hours a day", "40 minutes", "with the hoist"), Aim("I want my heel not to hurt when they move me", "7 of 10", "2", "of 10", "4 of 10"), Aim("I want to be clean and dressed when my grandchildren come", "Some days", "Every day", None, "Most days")),
        worse=(If("There is new redness that stays when pressed", "Off that side at once. Ring the same day.", NURSES), If("There is fever, or a bad smell from the wound", "Leave the dressing on and ring.", NURSES)),
        tags=("Two people",), with_=("dementia-mild", "stroke-old", "af"),
    ),
    Problem(
        "catheter", (60, 93), 9,
        conditions=("Urinary retention", "Benign enlargement of the prostate"),
        drugs=(Drug("Tamsulosin", "400", "micrograms", "Once a day"), Drug("Macrogol 3350 powder", "1", "sachet", "Once a day, more if needed")),
        warnings=(Warn("other", "Long-term catheter", "Size 14, all silicone. Next change is on the plan. Spare in the hall cupboard.", "medium"), Warn("allergy", "Allergy: latex", "Rash on the hands and wheeze. Latex-free gloves and catheters only.", "high", 0.12)),
        trends=(Trend("temperature", (36.4, 37.1), (36.4, 37.1), 0.2, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("nurse", "Catheter care", (1, 1, 0.5), 30, (Task("Look at the catheter and skin, change the bag", "Catheter change every 12 weeks", ("temperature",)),),
                 ("Draining clear. Bag changed, strap moved to the other leg.", "Bypassing since Friday. Kinked tube under the waistband: drained 400 mL when freed. Shown how to check.", "Cloudy but well: no fever, no pain. Asked to drink more; sample not sent, as there are no signs of infection.", "Catheter changed, size 14, at the first try. 10 mL in the balloon. Next in 12 weeks.")),
        ),
        aims=(Aim("I want to go to Friday prayers without worrying about the bag", "Stays at home", "Every Friday", None, "Twice this month", "with the leg bag"), Aim("I want to try without the catheter", "Catheter in", "Out for good", None, "Trial booked"), Aim("I want no more trips to A&E for a blocked catheter", "3 in the summer", "0", "in three months", "None since September")),
        worse=(If("Nothing drains for two hours, or there is pain low down", "Look for a kink in the tube, then ring.", NURSES), If("There is fever or shivering", "Ring at once: it may be an infection.", NURSES)),
        tags=("Catheter",), with_=("hypertension", "kidney", "arthritis"),
    ),
    Problem(
        "copd", (54, 88), 11,
        conditions=("COPD", "Ex-smoker"),
        drugs=(Drug("Tiotropium inhaler", "2", "puffs", "Once a day", "inhaled"), Drug("Salbutamol inhaler", "2", "puffs", "When short of breath", "inhaled", "With the spacer."), Drug("Prednisolone", "30", "mg", "Once a day for 5 days, rescue pack only", "by mouth", "Ring before starting.")),
        warnings=(Warn("oxygen", "Oxygen at home", "2 litres, 16 hours a day. No smoking, no naked flame, creams without paraffin.", "high", 0.3), Warn("medicine", "Rescue pack in the kitchen", "Steroids and antibiotic, in the tin by the kettle.", "low", 0.6)),
        trends=(Trend("oxygen-saturation", (91, 94), (90, 94), 1), Trend("respiration", (18, 21), (17, 21), 1), Trend("weight", (50, 74), (48, 73), 0.5, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("nurse", "Breathing review and inhalers", (1, 1, 0.5), 40, (Task("Oxygen level, breaths and pulse", None, ("oxygen-saturation", "respiration", "pulse")), Task("Watch the inhalers being used")),
                 ("No worse. Two flights of stairs with one rest. Spacer washed.", "Sputum green since Tuesday, more breathless. Rang the GP: rescue pack started today.", "Inhaler empty for a week and did not like to say. New one from the pharmacy this afternoon.", "Using the blue one six times a day. Talked about pacing, sits to wash now.")),
            Care("physio", "Chest physiotherapy and pacing", (1, 0.5), 45, (Task("Breathing exercises and sit to stand"),), ("Huffing works better than coughing. Five sit-to-stands without a rest.", "Did the exercises most days. Walked to the lift and back.")),
        ),
        aims=(Aim("I want to climb my own stairs without stopping", "Stops 4 times", "No stop", None, "Stops twice"), Aim("I want to stay out of hospital this winter", "3 stays last winter", "0", "stays", "None so far"), Aim("I want to walk to the bingo on Thursdays", "To the lift", "Bingo and back", None, "To the bus stop")),
        worse=(If("It is harder to breathe than usual, or what is coughed up is green", "Ring the same day, before the rescue pack is begun.", NURSES), If("There is not the breath to finish a sentence", "Sit up, lean forward. Say that it is COPD.", EMERGENCY)),
        tags=("Respiratory",), with_=("hypertension", "heart-failure-mild", "anxiety"),
    ),
    Problem(
        "heart-failure", (62, 94), 10,
        conditions=("Heart failure", "Atrial fibrillation"),
        drugs=(Drug("Furosemide", "40", "mg", "Each morning"), Drug("Bisoprolol", "2.5", "mg", "Once a day"), Drug("Apixaban", "2.5", "mg", "Twice a day", "by mouth", "Blood thinner: ask about falls and bleeding."), Drug("Ramipril", "2.5", "mg", "Once a day")),
        warnings=(Warn("medicine", "Takes a blood thinner", "Apixaban. A fall on the head: 999, also when they feel well.", "high"),),
        trends=(Trend("weight", (70, 88), (67, 84), 0.7, decimals=1), Trend("blood-pressure", (110, 128), (106, 124), 7, lower=(60, 74)), Trend("pulse", (68, 92), (64, 84), 7), Trend("oxygen-saturation", (94, 97), (94, 97), 1)),
        care=(
            Care("nurse", "Heart failure check", (2, 1), 35, (Task("Weight, blood pressure, pulse, ankles", "Weight steady for a month", ("weight", "blood-pressure", "pulse")), Task("Go through the medicines together")),
                 ("Ankles down, sleeping on two pillows again.", "Up 1.8 kg in four days, ankles to mid-shin. Heart failure nurse rung: furosemide 80 mg for three days, bloods on Friday.", "Stopped the water tablet because of the bus. Takes it after the shopping now, and that suits.", "Dizzy on standing: 118 lying, 96 standing. GP told, tablets looked at again.")),
        ),
        aims=(Aim("I want to lie flat and sleep", "Three pillows", "One pillow", None, "Two pillows"), Aim("I want to get my swelling down so my slippers fit", "To the knee", "Ankles only", None, "Mid-shin"), Aim("I want to go to the graduation in the summer", "Housebound", "There and back", None, "Practised the taxi", "in the wheelchair")),
        worse=(If("The weight is up two kilos in three days", "Ring the same day. No change of water tablets before that.", ("Heart failure nurse", "020 7946 0127")), If("There is pain in the chest, or no breath lying down", "Sit up. Stay with them until help comes.", EMERGENCY)),
        tags=("Heart failure",), with_=("kidney", "diabetes-tablets", "arthritis"),
    ),
    Problem(
        "end-of-life", (58, 95), 4,
        conditions=("Cancer of the lung", "Palliative care"),
        drugs=(Drug("Morphine sulfate", "10", "mg", "Over 24 hours", "syringe pump", "With midazolam. Check site, rate and battery at each visit."), Drug("Midazolam", "10", "mg", "Over 24 hours", "syringe pump"), Drug("Morphine sulfate oral solution", "2.5", "mg", "When needed for pain"), Drug("Levomepromazine", "6.25", "mg", "When needed for sickness", "under the skin")),
        warnings=(Warn("resuscitation", "Not to be resuscitated form in place", "In the green bag on the back of the kitchen door. Wishes to stay at home.", "high"), Warn("medicine", "Medicines just in case", "Locked box in the bedroom cupboard.", "medium")),
        trends=(Trend("pain", (4, 6), (1, 3), 1), Trend("respiration", (14, 18), (13, 18), 1)),
        care=(
            Care("nurse", "Syringe pump check, end of life care", (7,), 35, (Task("Check the pump: site, rate, battery", None, ("pain",)), Task("Mouth, skin, comfort; how the family is")),
                 ("Comfortable, pump on time, site clean. Family sat with us; their questions answered.", "More pain on turning: two extra doses overnight. Rang the palliative team, pump goes up this afternoon.", "Awake and wanted to talk about the funeral. Wrote down the two hymns.", "Family exhausted. Night sitter asked for from tomorrow."),
                 "Two signatures for the pump. The family knows the out-of-hours number.", (480, 900)),
        ),
        aims=(Aim("I want to stay in my own bed, with my people about me", "Hospital in August", "At home", None, "At home"), Aim("I want no pain when they turn me", "6 of 10", "2", "of 10", "3 of 10"), Aim("I want to see the spring bulbs on the balcony", None, "Balcony, in the chair", None, "Bulbs planted")),
        worse=(If("The spare doses do not hold the pain", "Ring, day and night. You need not wait until morning.", PALLIATIVE), If("Death comes as it was expected", "Nobody need ring 999. Ring us when you are ready.", PALLIATIVE)),
        tags=("Gold standards register",), with_=("copd-mild",),
    ),
    Problem(
        "injection", (66, 92), 7,
        conditions=("Vitamin B12 deficiency", "Osteoporosis"),
        drugs=(Drug("Hydroxocobalamin", "1", "mg", "Every 12 weeks", "into the muscle"), Drug("Denosumab", "60", "mg", "Every six months", "under the skin", "Calcium must be checked first."), Drug("Calcium carbonate with colecalciferol", "1", "tablet", "Twice a day")),
        warnings=(Warn("falls", "Falls risk", "Two falls this year. Rugs are up, light in the hall stays on.", "medium", 0.5),),
        trends=(*EVERYDAY_SIGNS, Trend("weight", (52, 66), (51, 65), 0.5, decimals=1)),
        care=(
            Care("nurse", "Injection and health check", (0.5, 0.25), 30, (Task("Injection as charted", "Reviewed each year"), Task("Blood pressure and weight", None, ("blood-pressure", "weight"))), ("Injection given in the left arm, no trouble after ten minutes.", "Blood pressure a little up, again in two weeks.", "Bloods taken for calcium before the next injection.")),
        ),
        aims=(Aim("I want the energy to do my own shopping", "Neighbour shops", "By myself, weekly", None, "With the neighbour"), Aim("I want not to fall again", "2 falls this year", "0", "falls", "None since August")),
        worse=(If("A fall, and no getting up", "Press the pendant. If nobody answers: 999. Do not lift.", EMERGENCY),), with_=("hypertension", "hearing", "arthritis"),
    ),
    Problem(
        "ms-bowel-skin", (34, 62), 4,
        conditions=("Multiple sclerosis", "Spasticity"),
        drugs=(Drug("Baclofen", "10", "mg", "Three times a day"), Drug("Macrogol 3350 powder", "2", "sachets", "Once a day"), Drug("Vitamin D", "1000", "units", "Once a day")),
        warnings=(Warn("hoist", "Ceiling hoist", "Charger on the left wall. Battery must show green before you lift.", "medium"), Warn("skin", "Skin at risk", "Marks easily at the base of the spine. Cushion on in the chair.", "medium")),
        trends=(Trend("weight", (58, 78), (58, 78), 0.5, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("nurse", "Bowel care and skin", (3, 2), 60, (Task("Bowel care as in the plan", "Reviewed in three months"), Task("Look at the skin, hips and base of the spine")), ("Usual result. Skin whole. Talked about the new chair.", "Spasms worse this week, sleep broken. Asked about infection: none found. MS nurse told.", "Red over the left hip, blanching. Cushion had been put in backwards.")),
            Care("ot", "Wheelchair and transfers", (0.5, 0.25), 60, (Task("Try transfers with the new board"),), ("Board works on the left. Wheelchair clinic in three weeks.", "Tilt too far back to reach the table: changed, works from the desk again.")),
        ),
        aims=(Aim("I want to go back to work two mornings a week", "Off since spring", "2", "mornings a week", "One, from home"), Aim("I want my kids to see me out of bed before school", "Up at 10", "Up by 7:45", None, "Up by 8:30")),
        worse=(If("There is fever, and more spasms than usual", "Ring the same day: an infection makes the legs worse.", ("MS nurse", "020 7946 0133")),), tags=("Hoist",), with_=("depression-mild",),
    ),
)  # fmt: skip
