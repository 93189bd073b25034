"""Illnesses that come along: a name and a medicine or two, no care of their own."""

from __future__ import annotations

from backend.demo.problems.shape import Drug

ALSO: dict[str, tuple[str, tuple[Drug, ...]]] = {
    "hypertension": ("High blood pressure", (Drug("Lisinopril", "10", "mg", "Once a day"),)),
    "kidney": ("Chronic kidney disease, stage 3", ()),
    "neuropathy": ("Diabetic neuropathy", (Drug("Amitriptyline", "10", "mg", "At night"),)),
    "arthritis": ("Osteoarthritis", (Drug("Ibuprofen gel", "1", "application", "Three times a day", "on the skin"),)),
    "af": ("Atrial fibrillation", (Drug("Edoxaban", "30", "mg", "Once a day"),)),
    "dementia-mild": ("Mild cognitive impairment", ()),
    "stroke-old": ("Stroke some years ago", (Drug("Clopidogrel", "75", "mg", "Once a day"),)),
    "heart-failure-mild": ("Heart failure", (Drug("Furosemide", "20", "mg", "Each morning"),)),
    "anxiety": ("Anxiety", ()),
    "diabetes-tablets": ("Type 2 diabetes", (Drug("Metformin", "500", "mg", "Twice a day with meals"),)),
    "copd-mild": ("COPD", (Drug("Salbutamol inhaler", "2", "puffs", "When short of breath", "inhaled"),)),
    "asthma": ("Asthma", (Drug("Beclometasone inhaler", "2", "puffs", "Twice a day", "inhaled"),)),
    "depression-mild": ("Depression", (Drug("Sertraline", "50", "mg", "Once a day"),)),
    "hearing": ("Hearing loss, both ears", ()),
    "cataract": ("Cataract", ()),
    "anaemia": ("Iron deficiency anaemia", (Drug("Ferrous fumarate", "210", "mg", "Once a day"),)),
    "constipation": ("Constipation", (Drug("Senna", "15", "mg", "At night"),)),
}
