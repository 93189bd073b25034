// The words of closed lists. Generated from the schemas of the kinds that sync by `ops/alongside contract`; do not edit.

export const choices: { readonly [kind: string]: { readonly [field: string]: readonly string[] } } = {
  "action": {
    measures: ["weight", "height", "blood-pressure", "pulse", "temperature", "respiration", "oxygen-saturation", "oxygen", "consciousness", "blood-glucose", "pain", "wound-size", "wound-area"],
    repeat_days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    repeat_holidays: ["as-usual", "skip", "move"],
    origin_kind: ["assessment", "meeting_item", "package"],
    status: ["active", "completed", "on-hold", "cancelled", "entered-in-error"],
  },
  "alarm": {
    cause: ["overdue", "not-arrived", "day-not-ended", "asks-to-be-rung"],
    answer_was: ["have-them", "cannot", "safe"],
    ended_how: ["left", "more-time", "safe", "lead", "arrived", "seen", "day-ended", "away", "called-off", "corrected"],
    answer: ["have-them", "cannot", "safe"],
  },
  "alert": {
    category: ["allergy", "resuscitation", "falls", "communication", "access", "dog", "staff-safety", "infection", "medicine", "oxygen", "swallowing", "skin", "hoist", "other"],
    severity: ["high", "medium", "low"],
    status: ["active", "ended", "entered-in-error"],
  },
  "answer_row": {
    status: ["recorded", "entered-in-error"],
  },
  "assessment": {
    status: ["in-progress", "completed", "entered-in-error"],
  },
  "attachment": {
    what: ["wound", "skin", "swelling", "equipment", "home", "medicines", "signature", "other"],
    media_type: ["image/jpeg", "image/png"],
    status: ["recorded", "entered-in-error"],
  },
  "attendance": {
    outcome: ["completed", "part", "no-access", "declined", "in-hospital", "not-safe"],
  },
  "care_plan": {
    agreed_kind: ["with-the-person", "for-the-person", "not-agreed"],
    status: ["active", "ended", "entered-in-error"],
  },
  "condition": {
    status: ["active", "resolved", "entered-in-error"],
  },
  "consent": {
    scope: ["team", "voluntary", "family", "photographs", "secondary-use"],
    purpose: ["direct-care", "planning", "teaching", "research"],
    decision: ["given", "refused"],
    given_by: ["person", "attorney", "deputy", "best-interests"],
    how: ["signed", "spoken", "other-way"],
    status: ["active", "withdrawn", "entered-in-error"],
  },
  "contact": {
    status: ["active", "ended", "entered-in-error"],
  },
  "contingency": {
    origin_kind: ["assessment", "meeting_item", "package"],
    status: ["active", "ended", "entered-in-error"],
  },
  "disclosure": {
    what: ["door_code"],
  },
  "done": {
    outcome: ["done", "not-done"],
    reason: ["declined", "not-needed", "no-time", "no-equipment", "unwell", "other"],
    status: ["recorded", "entered-in-error"],
  },
  "door_code": {
    status: ["active", "ended", "entered-in-error"],
  },
  "goal": {
    i_statement: ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "S1", "S2", "S4", "M1", "M2", "M3", "M4", "M5", "P1", "P2", "P3"],
    origin_kind: ["assessment", "meeting_item", "package"],
    status: ["active", "achieved", "on-hold", "cancelled", "entered-in-error"],
  },
  "medicine": {
    status: ["active", "stopped", "entered-in-error"],
  },
  "meeting": {
    status: ["planned", "held", "cancelled", "entered-in-error"],
  },
  "meeting_item": {
    status: ["listed", "discussed", "put-off", "cancelled", "entered-in-error"],
  },
  "my_day": {
    means: ["walk", "bicycle", "bus", "car"],
    away: ["sick", "leave", "training", "other"],
  },
  "note": {
    category: ["visit", "phone", "meeting", "letter", "other"],
    status: ["recorded", "entered-in-error"],
  },
  "observation": {
    type: ["weight", "height", "blood-pressure", "pulse", "temperature", "respiration", "oxygen-saturation", "oxygen", "consciousness", "blood-glucose", "pain", "wound-size", "wound-area"],
    unit: ["", "kg", "cm", "mmHg", "/min", "°C", "%", "mmol/L", "/10", "mm", "cm²"],
    status: ["recorded", "entered-in-error"],
  },
  "organisation": {
    sector: ["nhs", "council", "gp", "voluntary"],
  },
  "patient": {
    nhs_number_status: ["01", "02", "03", "04", "05", "06", "07", "08"],
    gender: ["female", "male", "other", "not-known"],
    ethnicity: ["White British", "White Irish", "Other White", "White and Black Caribbean", "White and Black African", "White and Asian", "Other mixed", "Indian", "Pakistani", "Bangladeshi", "Other Asian", "Caribbean", "African", "Other Black", "Chinese", "Other", "Not stated", "Not known"],
    lead_ground: ["age", "very-high-risk", "primary-need", "other"],
    risk_band: ["very-high", "high", "moderate", "low"],
    client_group: ["learning-disability", "mental-health", "physical-frailty", "other"],
    wish_gender: ["female", "male", "other", "not-known"],
    away_why: ["hospital", "respite", "family", "other"],
    status: ["active", "died", "moved-away", "entered-in-error"],
  },
  "questionnaire": {
    status: ["draft", "active", "retired"],
  },
  "referral": {
    source: ["gp-practice", "self", "carer", "employer", "emergency-department", "hospital", "community-health", "dental-practice", "screening", "education", "social-care", "hospice", "care-home", "police", "courts", "probation", "prison", "asylum", "telephone-service", "voluntary", "independent", "ambulance", "mental-health"],
    came_by: ["telephone", "online", "email", "letter", "in-person", "system"],
    from_staff_group: ["art-therapist", "clinical-psychologist", "dietitian", "dramatherapist", "music-therapist", "occupational-therapist", "orthotist", "physiotherapist", "podiatrist", "prosthetist", "psychotherapist", "radiographer", "speech-and-language-therapist", "orthoptist", "community-dentist", "consultant", "gp", "gp-extended-role", "midwife", "district-nurse", "health-visitor", "macmillan-nurse", "school-nurse", "active-case-management", "arthritis", "asthma-and-respiratory", "breast-care", "cancer-related", "cardiac", "childrens", "community-cystic-fibrosis", "continence", "diabetic", "enteral-feeding-nursing", "haemophilia-nursing", "infectious-diseases", "intensive-care-nursing", "palliative-respite-care", "parkinsons-and-alzheimers", "rehabilitation-nursing", "stoma-care", "tissue-viability", "transplantation-patients-nursing", "treatment-room-nursing", "tuberculosis-specialist-nursing", "other-specialist-nurse", "safeguarding", "practice-nursing", "staff-nurse", "other-registered-nurse", "public-health-nurse", "appliances-technician", "audiologist", "counsellor", "nursery-nurse", "play-therapist", "social-worker", "voluntary-care-worker", "screener", "health-trainer-not-clinical", "health-trainer", "health-care-assistant", "health-care-support-worker", "other-care-professional"],
    reason: ["accident-trauma", "alopecia", "antenatal-care", "bereavement", "bladder-care", "blood-pressure", "bowel-problems", "cancer", "cardiac-conditions", "catheter-problems", "cerebral-palsy", "cleft-palate", "cognitive-problems", "colostomy-care", "continence-problems", "developmental-problems", "diabetes", "diarrhoea-and-vomiting", "dizziness-balance-problems", "downs-syndrome", "deep-vein-thrombosis", "ear-infections-problems", "eating-disorder", "emotional-behavioural-problems", "end-of-life-support", "epilepsy", "equipment-provision", "eustachian-tube-dysfunction", "falls-risk", "family-support", "feeding-swallowing-problems", "foot-care-problems", "head-injury", "hearing-problems-loss", "immunisation", "laryngectomy", "leg-ulcer", "looked-after-children", "low-muscle-tone", "lymphoedema-management", "mobility-problems", "musculoskeletal-problems", "neurological-problems", "healthy-child-pathway", "nutrition-and-dietetics", "ophthalmic-problems", "over-75-assessment", "pain-symptom-control", "parkinsons-disease", "personal-hygiene", "post-operative-care", "pressure-ulcer", "daily-living", "psychological-conditions", "rehabilitation", "respiratory-conditions", "safeguarding", "skin-problems", "sleep-problems", "smoking-cessation", "speech-and-language-problems", "stoma-care", "structural-functional-impairment", "substance-misuse", "trismus-restricted-mouth-opening", "tuberculosis", "vascular-problems", "vomiting-nausea", "wound-care", "complex-communication", "dental-care-problems", "haematology-phlebotomy", "chronic-fatigue", "chronic-allergy-immunological-problem", "metabolic-endocrine-disorders", "renal-problems", "minor-surgery", "gastrostomy-management-care", "care-of-the-next-infant-pathway", "failure-to-thrive", "maternal-mood-problems", "complex-social-factors", "respite-care", "other-congenital-conditions", "blood-disorders", "genetic-disorders", "neonatal-abstinence-syndrome"],
    other_reasons: ["accident-trauma", "alopecia", "antenatal-care", "bereavement", "bladder-care", "blood-pressure", "bowel-problems", "cancer", "cardiac-conditions", "catheter-problems", "cerebral-palsy", "cleft-palate", "cognitive-problems", "colostomy-care", "continence-problems", "developmental-problems", "diabetes", "diarrhoea-and-vomiting", "dizziness-balance-problems", "downs-syndrome", "deep-vein-thrombosis", "ear-infections-problems", "eating-disorder", "emotional-behavioural-problems", "end-of-life-support", "epilepsy", "equipment-provision", "eustachian-tube-dysfunction", "falls-risk", "family-support", "feeding-swallowing-problems", "foot-care-problems", "head-injury", "hearing-problems-loss", "immunisation", "laryngectomy", "leg-ulcer", "looked-after-children", "low-muscle-tone", "lymphoedema-management", "mobility-problems", "musculoskeletal-problems", "neurological-problems", "healthy-child-pathway", "nutrition-and-dietetics", "ophthalmic-problems", "over-75-assessment", "pain-symptom-control", "parkinsons-disease", "personal-hygiene", "post-operative-care", "pressure-ulcer", "daily-living", "psychological-conditions", "rehabilitation", "respiratory-conditions", "safeguarding", "skin-problems", "sleep-problems", "smoking-cessation", "speech-and-language-problems", "stoma-care", "structural-functional-impairment", "substance-misuse", "trismus-restricted-mouth-opening", "tuberculosis", "vascular-problems", "vomiting-nausea", "wound-care", "complex-communication", "dental-care-problems", "haematology-phlebotomy", "chronic-fatigue", "chronic-allergy-immunological-problem", "metabolic-endocrine-disorders", "renal-problems", "minor-surgery", "gastrostomy-management-care", "care-of-the-next-infant-pathway", "failure-to-thrive", "maternal-mood-problems", "complex-social-factors", "respite-care", "other-congenital-conditions", "blood-disorders", "genetic-disorders", "neonatal-abstinence-syndrome"],
    asks: ["wash", "stairs", "meals", "night", "company", "shopping", "home-from-hospital", "equipment", "commode", "wheelchair", "dressings", "catheter", "continence", "injections", "medicines", "nutrition", "breathing", "falls", "confusion", "pain", "end-of-life", "assessment", "carer"],
    priority: ["routine", "urgent", "two-week-wait"],
    clock_type: ["two-hours", "two-days", "eighteen-weeks", "eighteen-weeks-allied", "no-clock"],
    status: ["new", "triage", "asked", "accepted", "declined", "closed", "joined", "entered-in-error"],
    rejection_reason: ["duplicate", "not-ours", "incomplete"],
    closure_reason: ["admitted", "completed", "moved", "no-further", "did-not-attend", "died", "asked-to-end", "referred-on", "refused"],
    onward_reason: ["transfer", "opinion", "test", "new", "other"],
  },
  "refusal": {
    dealt_how: ["let-go", "done-again"],
  },
  "risk_judgement": {
    band: ["very-high", "high", "moderate", "low"],
    instead_of: ["very-high", "high", "moderate", "low"],
  },
  "signature": {
    status: ["entered-in-error"],
  },
  "staff": {
    role: ["practitioner", "assistant", "coordinator", "lead", "manager", "administrator", "privacy officer", "voluntary"],
    gender: ["female", "male", "other"],
    status: ["active", "left"],
  },
  "team": {
    service: ["appliances", "arts-therapy", "cancer", "cardiac", "community-dental", "community-paediatrics", "continence", "counselling", "dermatology", "diabetes", "district-nursing", "ear-nose-and-throat", "end-of-life-care", "gastrointestinal", "health-visiting", "hearing", "long-term-conditions-case-management", "musculoskeletal", "neurology", "nutrition-and-dietetics", "occupational-therapy", "orthoptist", "pain-management", "physiotherapy", "podiatry", "public-health-and-lifestyle", "rehabilitation", "respiratory", "rheumatology", "school-nursing", "speech-and-language-therapy", "vulnerable-childrens", "vulnerable-adults", "respite-care", "clinical-psychology", "childrens-community-nursing", "diagnostic", "treatment-room-nursing", "haematology", "phlebotomy", "tissue-viability", "family-support", "integrated-multidisciplinary-team", "prosthetic", "specialist-palliative-care", "enablement", "urgent-care", "wheelchair", "crisis-response-intermediate-care", "reablement-intermediate-care", "home-based-intermediate-care", "community-bed-based-intermediate-care"],
    offers: ["wash", "stairs", "meals", "night", "company", "shopping", "home-from-hospital", "equipment", "commode", "wheelchair", "dressings", "catheter", "continence", "injections", "medicines", "nutrition", "breathing", "falls", "confusion", "pain", "end-of-life", "assessment", "carer"],
    lacks: ["wash", "stairs", "meals", "night", "company", "shopping", "home-from-hospital", "equipment", "commode", "wheelchair", "dressings", "catheter", "continence", "injections", "medicines", "nutrition", "breathing", "falls", "confusion", "pain", "end-of-life", "assessment", "carer"],
  },
  "visit": {
    status: ["planned", "cancelled", "entered-in-error"],
    cancelled_by: ["person", "family", "service"],
    cancelled_why: ["unwell", "in-hospital", "elsewhere", "not-wanted", "not-needed", "nobody-to-go", "not-safe", "other"],
  },
};
