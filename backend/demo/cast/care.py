# ruff: noqa: E501 (texts for people read best on one line)
"""What the staff of the drawings come for: purposes, actions and notes of Kemi Adeyemi's day."""

from __future__ import annotations

from backend.demo.problems.shape import Care, Task

CARE: dict[str, Care] = {
    "insulin": Care(
        "nurse", "Insulin before breakfast", (7,), 45, (Task("Blood glucose, then insulin before breakfast", "Review with the diabetes nurse", ("blood-glucose",)),),
        ("Glucose, insulin, breakfast: as it should be.", "Dialled the dose without help, I watched and counted along.", "Glucose low for the morning: breakfast first, insulin after. Duty nurse told.", "Feet looked at: whole, warm, nails done by the clinic."),
        "Glucose first. Below 5.0 give breakfast, check again after 20 minutes, then ring the duty nurse.",
    ),
    "catheter-check": Care("nurse", "Catheter check", (1,), 30, (Task("Look at the catheter and skin, change the bag", "Change every 12 weeks", ("temperature",)),), ("Draining clear, bag changed, strap moved.", "Cloudy, no fever, no pain: drink more. Looked at again in a week.")),
    "catheter-change": Care("nurse", "Catheter change", (1,), 45, (Task("Look at the catheter and skin; change it when due", "Every 12 weeks", ("temperature", "pain")),), ("Drained well, clear. His son was there and held the torch.", "Bypassing a little; balloon checked, 10 mL.")),
    "rokeya-leg": Care(
        "nurse", "Left leg wound and compression, walking practice with Amina", (1,), 60,
        (Task("Wash and dry both lower legs"), Task("Dress the left leg wound, two-layer compression", "Wound drier, review together", ("wound-area",)), Task("Photograph the wound"), Task("Look at both heels and the base of the spine"), Task("Blood pressure and weight", None, ("blood-pressure", "weight", "pulse")), Task("Walk with the frame from bed to kitchen, twice a day, with someone beside her", None, (), "Twice a day")),
        ("Wound 6.8 cm², edges clean, no smell. Two-layer compression on. Walked with Amina to the kitchen door.", "Ate half her breakfast. Leg quiet. Nasima asked about the wedding shoes: measured both feet together.", "Skin dry below the knee, ointment first. She counted the turns of the bandage with me, in Bengali."),
        "Come before 12 or after 1. Shoes off. Speak to the right ear.",
    ),
    "rokeya-leg-alone": Care(
        "nurse", "Left leg wound and compression", (1,), 60, (Task("Wash and dry both lower legs"), Task("Dress the left leg wound, two-layer compression", "Wound drier, review together", ("wound-area", "blood-pressure"))),
        ("Dressing changed to foam. Wound wetter than before. Left heel sore, skin whole.", "Explained in Sylheti; Nasima repeated it back. Compression kept on all week."),
        "Come before 12 or after 1. Shoes off. Speak to the right ear.",
    ),
    "rokeya-walking": Care("physio", "Walking practice with the frame", (1,), 45, (Task("Practise walking with the frame, and with Nasima daily", "Four weeks"),), ("Four metres to the kitchen, one hand on the trolley. Tired, pleased.", "Turned at the stove without help. Frame lowered a notch.")),
    "rokeya-rehab": Care("ot", "Reablement: kitchen and front door", (1,), 45, (Task("Prepare at the table, carry with the trolley", "Six weeks"),), ("12 metres with the frame, steady, turned safely both ways. Says she feels sure of herself.", "Chopped onions sitting, stirred standing: eight minutes at the stove.")),
    "rokeya-carer": Care("social", "Review with Nasima, as her carer", (0.25,), 60, (Task("How Nasima is, evenings off, what would help"),), ("Nasima sleeps five hours. Two evenings agreed, sitter asked for.",)),
    "farah-standing": Care("physio", "Standing at the rail", (1,), 45, (Task("Stand at the rail, stretch the hamstrings", "Eight weeks"),), ("Two minutes at the rail, no jump in the legs until the end.",)),
    "george-heel": Care("nurse", "Pressure wound on the heel, hoist to chair", (1,), 45, (Task("Dress the left heel, boot back on", "Comfort first", ("wound-area", "pulse", "oxygen-saturation")), Task("Hoist to the chair by the window"), Task("Look at hips and the base of the spine")), ("Heel drier. In the chair by the window with his tea when we left.", "Breathless on turning, settled in five minutes. Mattress was on 6: back to 4."), "Two people for the hoist. Call out when you come in."),
    "george-heel-2": Care("nurse", "Pressure wound on the heel", (2,), 45, (Task("Dress the left heel, boot back on", "Comfort first", ("wound-area",)),), ("Less slough. Told us about the tide of 1953.", "Sore on moving, paracetamol an hour before next time.")),
    "b12": Care("nurse", "Vitamin B12 injection", (0.25,), 30, (Task("Hydroxocobalamin as charted", "Every 12 weeks", ("blood-pressure", "weight")),), ("Right arm, no trouble. Egg tart accepted.",)),
    "joint-assessment": Care("nurse", "Joint health and social care assessment", (0.25,), 60, (Task("Assess together: health, home, what she wants"), Task("Blood pressure and pain", None, ("blood-pressure", "pain"))), ("Went through the week with Daniel. She wants the rail, not the carer.",), "She was a ward sister. Ask her what she would do."),
    "campbell-step": Care("physio", "Back step and balance", (1,), 45, (Task("Step up and down at the back door, hand on the rail", "Six weeks"),), ("Eight times, no wobble. Cake taken.",)),
    "pump": Care("nurse", "Syringe pump check, end of life care", (7,), 30, (Task("Check the pump: site, rate, battery", None, ("pain", "respiration")), Task("Mouth, skin, comfort; how Con is")), ("Comfortable, pump on time, site clean. Con had slept.", "Awake for an hour, told the story of the school bell. Mouth dry: swabs shown to Con again.", "Site red, moved to the other arm."), "Two signatures for the pump."),
}  # fmt: skip
