# ruff: noqa: E501 (texts for people read best on one line)
"""What a mental health nurse or a social worker comes for: memory, mood, voices, carers at the end of their strength."""

from __future__ import annotations

from backend.demo.problems.nursing import EVERYDAY_SIGNS
from backend.demo.problems.shape import CRISIS, EMERGENCY, NURSES, Aim, Care, Drug, If, Problem, Task, Trend, Warn

MIND: tuple[Problem, ...] = (
    Problem(
        "dementia", (72, 95), 12,
        conditions=("Alzheimer's disease",),
        drugs=(Drug("Donepezil", "10", "mg", "At night"), Drug("Memantine", "10", "mg", "Once a day")),
        warnings=(Warn("communication", "Memory: one thing at a time", "Say your name and show your badge each visit. No questions about dates.", "medium"), Warn("access", "May not open the door", "Ring the family from the step; there is a camera.", "medium", 0.4), Warn("other", "Walks out at night", "Door sensor on. Herbert Protocol form is in the hall drawer.", "high", 0.3)),
        trends=(Trend("weight", (54, 70), (51, 68), 0.4, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("mental", "Memory, mood and sleep", (1, 0.5), 50, (Task("How sleep, mood and evenings have been", "Reviewed in three months"), Task("Support the family with what upsets them")), ("Sundown hours quieter since the lamp on the timer. Sang two songs with me.", "Accused her son of taking the purse; found it in the oven. He did well not to argue.", "Sleeping four hours. Tea after six stopped, walk in the afternoon.", "Asked for his late wife. Looked at the photographs together.")),
            Care("social", "Care and support review", (0.25, 0.5), 60, (Task("Review the morning and evening carers"), Task("Carer's assessment for the family")), ("Morning calls rushed: 30 minutes instead of 15 from Monday.", "Day centre on Tuesdays agreed, transport at 09:40.")),
            Care("assistant", "Wash, dress, breakfast", (2, 3), 40, (Task("Wash and dress, clothes laid out in order"), Task("Breakfast together, write the diary")), ("Chose the blue cardigan. Ate all the porridge.", "Did not want washing. Hands and face, and a chat; tomorrow again.")),
            Care("nurse", "Weight and skin check", (0.25,), 30, (Task("Weight and skin", None, ("weight",)),), ("A kilo less than last month. Finger food and a milky drink at eleven agreed with the family.",)),
        ),
        aims=(Aim("I want to stay in my own flat, where I know the window", "Care home talked about", "At home", None, "At home"), Aim("I want to go to the market on Saturdays like always", "Stopped in June", "Saturdays", None, "Twice this month"), Aim("I want to sleep at night, and let the others sleep", "Up 5 times", "1", "time a night", "Up twice")),
        worse=(If("Nobody is at home and the door is open", "Say “Herbert Protocol”: the police have the form. Then the family.", EMERGENCY), If("The muddle is suddenly much worse", "Ring the same day: it may be an infection.", NURSES)),
        tags=("Memory clinic",), with_=("hypertension", "cataract", "constipation"),
    ),
    Problem(
        "depression", (38, 78), 8,
        conditions=("Depression", "Chronic pain"),
        drugs=(Drug("Sertraline", "100", "mg", "Once a day, in the morning"), Drug("Mirtazapine", "15", "mg", "At night")),
        warnings=(Warn("other", "Safety plan in place", "Rings a sister first, then the crisis line 020 7946 0166. No tablets kept beyond a week.", "high"),),
        trends=(Trend("weight", (60, 84), (58, 84), 0.6, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("mental", "Mood, safety plan, small steps", (1, 1, 0.5), 50, (Task("Ask about mood and safety, every time"), Task("Plan one small thing for each day", "Reviewed in six weeks")), ("Brighter. Walked round the block three times. No thoughts of ending things.", "Bad week, in bed until two. Thoughts of not waking up, no plan. Safety plan read through together, sister staying tonight. Rang the duty doctor.", "Cooked for the first time since spring. Still wakes at four.", "Said little, smiled at the cat. Next visit brought forward.")),
            Care("social", "Money, housing and going out", (0.5, 0.25), 60, (Task("Benefits letter and rent arrears"), Task("Find one thing to go out for")), ("Personal independence payment form posted. Damp reported again, reference on the letter.", "Came along to the allotment and stayed an hour.")),
        ),
        aims=(Aim("I want to get up before ten", "Up at two", "Up by 10", None, "Four days of seven"), Aim("I want to pick my daughter up from school again", "Her aunt does", "Twice a week", None, "Once, together"), Aim("I want one thing to look forward to each week", "Nothing", "1", "thing a week", "Allotment on Wednesdays")),
        worse=(If("Thoughts of ending it come", "Ring, day and night. If it cannot wait: 999.", CRISIS),), tags=("Community mental health",), with_=("diabetes-tablets", "asthma", "hypertension"),
    ),
    Problem(
        "psychosis", (26, 66), 6,
        conditions=("Schizophrenia",),
        drugs=(Drug("Paliperidone", "100", "mg", "Every four weeks", "into the muscle"), Drug("Procyclidine", "5", "mg", "Twice a day")),
        warnings=(Warn("staff-safety", "Ring before you come", "Frightened by people at the door without warning. Two people in the evening.", "medium"),),
        trends=(Trend("weight", (78, 98), (82, 102), 0.8, decimals=1), Trend("blood-pressure", (124, 142), (126, 144), 8, lower=(74, 88)), Trend("blood-glucose", (5.4, 7), (5.8, 7.6), 0.5, decimals=1)),
        care=(
            Care("mental", "Depot, voices and everyday life", (1, 0.5), 45, (Task("How the voices are, what helps"), Task("Injection when due, weight and blood pressure", None, ("weight", "blood-pressure"))), ("Voices there but further off. Headphones and the radio help.", "Missed the injection on Monday, given today. No restlessness.", "Three kilos up since summer. Walks with the group on Fridays agreed.")),
            Care("social", "Tenancy and daily routine", (0.5,), 50, (Task("Tenancy, bills, food in the fridge"),), ("Fridge stocked, gas bill on a plan. Neighbour's complaint talked through.",)),
        ),
        aims=(Aim("I want to keep my flat", "Notice in spring", "Rent on time", None, "Three months on time"), Aim("I want to cook for myself, not takeaway", "Takeaway daily", "4", "meals a week", "Two a week"), Aim("I want to help at the bike workshop", None, "One morning a week", None, "Went to look")),
        worse=(If("There is no sleep for three nights, or voices say what to do", "Ring, day and night, before it gets louder.", CRISIS),), tags=("Care programme",), with_=("diabetes-tablets", "asthma"),
    ),
    Problem(
        "carer-strain", (66, 92), 8,
        conditions=("Frailty", "Macular degeneration"),
        drugs=(Drug("Amlodipine", "5", "mg", "Once a day"), Drug("Omeprazole", "20", "mg", "Once a day"), Drug("Paracetamol", "1", "g", "When needed")),
        warnings=(Warn("communication", "Poor sight", "Say who you are. Large print, strong light.", "medium"),),
        trends=(*EVERYDAY_SIGNS, Trend("weight", (50, 68), (49, 67), 0.5, decimals=1)),
        care=(
            Care("social", "Care and support, and the carer", (0.5, 1), 60, (Task("Review the care calls", "Every three months"), Task("Time off for the carer")), ("The one who cares is over 80 too. Sitter on Thursdays from next week.", "Respite week refused for now: would rather have help at night.", "Direct payment set up; niece employed for six hours.")),
            Care("assistant", "Help to wash, and company", (2, 2), 40, (Task("Help to wash"), Task("Breakfast, and read the post aloud")), ("Read the letter from the eye clinic: appointment on the 9th.", "Good spirits. Hair washed and set.")),
            Care("nurse", "Health check at home", (0.25,), 30, (Task("Blood pressure and weight", None, ("blood-pressure", "weight")),), ("Steady. Flu jab given to both.",)),
            Care("ot", "Seeing and doing: lamps, marks, kitchen", (0.25,), 60, (Task("Bump-ons on the cooker, task lamp"),), ("Cooker dial marked; made toast without help.",)),
        ),
        aims=(Aim("I want whoever sits up with me to have a night's sleep", "None", "2", "nights a week", "One a week", "night sitter"), Aim("I want to hear the news and read my letters", "Waits for visitors", "Each day", None, "Talking newspaper set up"), Aim("I want to go to the lunch club", "Housebound", "Tuesdays", None, "Tried it once")),
        worse=(If("The carer is ill or cannot go on", "Ring: somebody comes the same day.", ("Adult Social Care", "020 7946 0122")),), tags=("Carer known",), with_=("hypertension", "arthritis", "hearing"),
    ),
    Problem(
        "learning-disability", (24, 58), 4,
        conditions=("Learning disability", "Epilepsy"),
        drugs=(Drug("Sodium valproate", "500", "mg", "Twice a day"), Drug("Buccal midazolam", "10", "mg", "For a seizure over five minutes", "inside the cheek", "Then 999.")),
        warnings=(Warn("medicine", "Seizures: midazolam in the bag", "Over five minutes: give, then 999. Red bag goes everywhere.", "high"), Warn("communication", "Easy words and pictures", "Has a hospital passport. Ask, wait, show.", "medium")),
        trends=(Trend("weight", (70, 96), (69, 93), 0.7, decimals=1), *EVERYDAY_SIGNS),
        care=(
            Care("social", "Living as I like: support plan", (0.5, 0.25), 60, (Task("Go through the week with the pictures"), Task("Travel training to the workshop")), ("Chose swimming over bowling. Bus 25 by himself, me two seats behind.", "New support worker met; likes her dog.")),
            Care("nurse", "Epilepsy and health check", (0.25, 0.5), 40, (Task("Seizure diary and weight", None, ("weight",)),), ("One seizure this month, two minutes. Diary kept with stickers.",)),
            Care("ot", "Cooking and the bus", (0.5,), 60, (Task("Cook one meal from picture cards"),), ("Beans on toast without a prompt.",)),
        ),
        aims=(Aim("I want to go on the bus on my own", "With someone", "Workshop and back", None, "There alone", "phone on"), Aim("I want my own key", "Mum holds it", "Own key", None, "On trial")),
        worse=(If("A seizure lasts over five minutes", "Midazolam from the orange box, then 999. Time it.", EMERGENCY),), tags=("Hospital passport",), with_=("asthma", "constipation"),
    ),
)  # fmt: skip
