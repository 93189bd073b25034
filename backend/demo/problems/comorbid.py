"""Illnesses that come along: a name and a medicine or two, no care of their own."""

from __future__ import annotations

from backend.demo.problems.shape import Drug

ALSO: dict[str, tuple[str, str | None, tuple[Drug, ...]]] = {
    "hypertension": ("High blood pressure", "38341003", (Drug("Lisinopril", "10", "mg", "Once a day"),)),
    "kidney": ("Chronic kidney disease, stage 3", "433144002", ()),
    "neuropathy": ("Diabetic neuropathy", "230572002", (Drug("Amitriptyline", "10", "mg", "At night"),)),
    "arthritis": ("Osteoarthritis", "396275006", (Drug("Ibuprofen gel", "1", "application", "Three times a day", "on the skin"),)),
    "af": ("Atrial fibrillation", "49436004", (Drug("Edoxaban", "30", "mg", "Once a day"),)),
    "dementia-mild": ("Mild cognitive impairment", "386805003", ()),
    "stroke-old": ("Stroke some years ago", "275526006", (Drug("Clopidogrel", "75", "mg", "Once a day"),)),
    "heart-failure-mild": ("Heart failure", "84114007", (Drug("Furosemide", "20", "mg", "Each morning"),)),
    "anxiety": ("Anxiety", "197480006", ()),
    "diabetes-tablets": ("Type 2 diabetes", "44054006", (Drug("Metformin", "500", "mg", "Twice a day with meals"),)),
    "copd-mild": ("COPD", "13645005", (Drug("Salbutamol inhaler", "2", "puffs", "When short of breath", "inhaled"),)),
    "asthma": ("Asthma", "195967001", (Drug("Beclometasone inhaler", "2", "puffs", "Twice a day", "inhaled"),)),
    "depression-mild": ("Depression", "35489007", (Drug("Sertraline", "50", "mg", "Once a day"),)),
    "hearing": ("Hearing loss, both ears", "15188001", ()),
    "cataract": ("Cataract", "193570009", ()),
    "anaemia": ("Iron deficiency anaemia", "87522002", (Drug("Ferrous fumarate", "210", "mg", "Once a day"),)),
    "constipation": ("Constipation", "14760008", (Drug("Senna", "15", "mg", "At night"),)),
}
