# ruff: noqa: E501 (texts for people read best on one line)
"""What each profession may come for besides: the visits that fill a week and belong to many plans."""

from __future__ import annotations

from backend.demo.problems.shape import Care, Task

EVERYDAY: dict[str, tuple[Care, ...]] = {
    "nurse": (
        Care("nurse", "Blood pressure and medicines", (1, 0.5), 30, (Task("Blood pressure and pulse", None, ("blood-pressure", "pulse")), Task("Look through the medicines box together")), ("Box right for the week. Blood pressure steady.", "Two doses missed on Thursday: was at her sister's. No harm done.", "Asked about the new tablet; leaflet read together.")),
        Care("nurse", "Skin and weight check", (1, 0.5), 30, (Task("Weight, and look at the skin", None, ("weight",)),), ("Skin whole, creamed. Weight as before.", "Eats little at noon; milk drink at eleven agreed.")),
        Care("nurse", "Bloods", (0.5, 0.25), 20, (Task("Bloods as on the form"),), ("Taken at the second try, left arm. Form in the bag by noon.", "No vein today, dehydrated. Drank a glass; again on Friday.")),
    ),
    "assistant": (
        Care("assistant", "Help to wash and dress", (2, 3), 40, (Task("Help to wash and dress"), Task("Offer breakfast and a drink")), ("Washed at the basin, chose the clothes. Ate toast.", "Tired. Quick wash, then tea and a talk.", "Skin fine. Asked for a hair wash on Friday.")),
    ),
    "physio": (
        Care("physio", "Strength and balance", (1, 0.5), 45, (Task("Strength and balance exercises, sheet on the fridge", "Twelve weeks"),), ("Ten sit-to-stands with arms folded.", "Shoulder stiff, did the lower half of the sheet.", "Walked to the courtyard and back, one rest.")),
    ),
    "ot": (
        Care("ot", "Everyday tasks at home", (0.5, 1), 45, (Task("Practise washing and dressing with the aids"), Task("Kitchen: safe place to sit and prepare")), ("Perching stool at the right height. Peeled potatoes sitting.", "Sock aid works. Long shoehorn ordered.", "Bath lift tried empty first, then with water. Smiled.")),
        Care("ot", "Equipment follow-up", (0.5, 0.25), 45, (Task("Check that the equipment is used and safe"),), ("Commode used at night, frame parked by the bed.", "Bed lever was loose, tightened.")),
    ),
    "social": (
        Care("social", "Care and support review", (0.5, 0.25), 45, (Task("Go through the week: what works, what does not"), Task("Money and benefits")), ("Attendance Allowance form filled in together.", "Carers come late on Sundays: agency rung, rota changed.", "Wants the lunch club; transport asked for.")),
        Care("social", "Carer's check", (0.5, 1), 45, (Task("How the carer is, time off"),), ("Daughter sleeps four hours. Sitter asked for.", "Carer's card and emergency plan written.")),
    ),
    "mental": (
        Care("mental", "Mood, sleep and company", (0.5, 1), 45, (Task("How mood, sleep and appetite have been"), Task("One thing to look forward to this week")), ("Sleeps better since the evening walk. Laughed about the neighbours.", "Low since the anniversary. Photographs looked at together.", "Befriender comes on Wednesdays from next week.")),
    ),
}  # fmt: skip
