"""Invents one person: name, age, home, household, illness, what they say and what they want. All of it hangs together, by hand-written banks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from backend.demo import names, words
from backend.demo.case import Case, Curve, Deed, Goal, Relative, Told
from backend.demo.ids import at, chance_of, named_id
from backend.demo.place import Person, Place, TeamOf
from backend.demo.problems import PROBLEMS
from backend.demo.problems.comorbid import ALSO
from backend.demo.problems.shape import Problem, Trend, Warn
from backend.demo.streets import address
from backend.patients.nhs_number import check_digit

_MUSLIM_LANGUAGES = frozenset({"Somali", "Arabic", "Urdu", "Sylheti"})


class Numbers:
    """NHS numbers of the 999 range, each once, in an order that looks like chance. `taken` are those of the drawings."""

    def __init__(self, taken: frozenset[str] = frozenset()):
        self._stems = self._walk(taken)

    @staticmethod
    def _walk(taken: frozenset[str]) -> Iterator[str]:
        for n in range(1_000_000):
            # 387,420,489 has no factor in common with a million: every stem comes once.
            stem = f"999{(n * 387_420_489 + 204_871) % 1_000_000:06d}"
            check = check_digit(stem)
            if check is not None and f"{stem}{check}" not in taken:
                yield f"{stem}{check}"

    def next(self) -> str:
        return next(self._stems)


def invent(place: Place, team: TeamOf, seed: int, n: int, made_on: date, numbers: Numbers) -> tuple[Case, Problem]:
    """The n-th invented person of the place, and what they are on the caseload for. Care is given out later, by `rhythms`."""
    chance = chance_of(seed, "person", n)
    problem = chance.choices(PROBLEMS, weights=[found.weight for found in PROBLEMS])[0]
    years = round(chance.triangular(problem.ages[0], problem.ages[1], problem.ages[0] * 0.4 + problem.ages[1] * 0.6))
    gender = "male" if problem.key == "catheter" else chance.choices(("female", "male"), weights=(56, 44))[0]
    name = names.name(chance, names.community(chance, ill=True), years, gender)
    home = address(chance, team.sectors)
    is_muslim = name.community.ethnicity in words.MUSLIM or bool(_MUSLIM_LANGUAGES & set(name.languages))
    practices = place.practices[team.locality]
    coordinator = team.coordinators[n % len(team.coordinators)]
    assert team.gp is not None
    case = Case(
        id=named_id(at(made_on - timedelta(days=400 + n % 300), 600 + n % 400), "patient", str(seed), str(n)),
        team=team,
        chance=chance,
        given=name.given,
        family=name.family,
        gender=gender,
        born_on=made_on - timedelta(days=round(years * 365.25) + chance.randint(1, 364)),
        nhs_number=numbers.next(),
        ethnicity=name.community.ethnicity,
        languages=name.languages,
        address=home,
        practice=practices[n % len(practices)],
        lead_professional=team.gp,
        coordinator=coordinator,
        risk_band="very-high" if chance.random() < 0.14 else "high",
        phone=f"020 7946 {chance.randint(300, 999):04d}" if chance.random() < 0.6 else f"07700 900{chance.randint(0, 999):03d}",
        interpreter_needed=name.needs_interpreter,
        interpreter_language=name.languages[-1] if name.needs_interpreter else None,
        tags=problem.tags,
        is_invented=True,
    )
    _household(case, name, years)
    _illness(case, problem, years)
    _voice(case, problem, is_muslim)
    _plan(case, problem, is_muslim)
    return case, problem


def _household(case: Case, name: names.Name, years: int) -> None:
    chance = case.chance
    floor = chance.randint(1, 9)
    case.access_note = chance.choice(words.ACCESS).format(floor=floor, even=2 * max(1, floor // 2)) if chance.random() < 0.8 else None
    if chance.random() < 0.4:
        case.door = (f"{chance.randint(0, 9999):04d}", chance.choice(words.SAFES))
    child = chance.choice(("daughter", "daughter", "son"))
    child_gender = "female" if child == "daughter" else "male"
    partner = "husband" if case.gender == "female" else "wife"
    if years >= 50:
        case.relatives.append(
            Relative(
                names.relative(chance, name, child_gender, older=years > 86),
                child.capitalize(),
                f"07700 900{chance.randint(0, 999):03d}",
                is_carer=chance.random() < 0.55,
                is_next_of_kin=True,
                is_key_holder=chance.random() < 0.5,
                note=_noted(chance, child_gender),
            )
        )
        if chance.random() < 0.35:
            case.relatives.append(
                Relative(
                    names.relative(chance, name, "male" if partner == "husband" else "female", older=True),
                    partner.capitalize(),
                    case.phone or "020 7946 0300",
                    is_carer=chance.random() < 0.6,
                )
            )
    else:
        parent = chance.choice(("Mother", "Mother", "Father", "Sister"))
        case.relatives.append(
            Relative(
                names.relative(chance, name, "male" if parent == "Father" else "female", older=parent != "Sister"),
                parent,
                f"07700 900{chance.randint(0, 999):03d}",
                is_carer=chance.random() < 0.6,
                is_next_of_kin=True,
                is_key_holder=True,
            )
        )
    has_partner = any(relative.relation.lower() in ("husband", "wife") for relative in case.relatives)
    if years < 50:
        case.lives_with = chance.choice(("Parents", "Alone, supported living", "Alone", "Sister and two nephews"))
    elif has_partner:
        case.lives_with = chance.choice(words.LIVES_WITH[:2] + words.LIVES_WITH[4:]).format(partner=partner.capitalize(), child=child)
    elif case.relatives[0].is_carer and chance.random() < 0.6:
        case.lives_with = chance.choice(words.LIVES_WITH[2:4]).format(child=child.capitalize())
    else:
        case.lives_with = chance.choice(words.LIVES_ALONE)


def _noted(chance: Random, gender: str) -> str | None:
    if chance.random() > 0.6:
        return None
    return chance.choice([note for note in words.CARER_NOTES if gender == "female" or "hers" not in note])


def _illness(case: Case, problem: Problem, years: int) -> None:
    chance = case.chance
    case.conditions = [(name, chance.randint(1, 14)) for name in problem.conditions if case.gender == "male" or "prostate" not in name]
    case.drugs = [drug for drug in problem.drugs if case.gender == "male" or drug.name != "Tamsulosin"]
    for key in chance.sample(problem.with_, k=min(len(problem.with_), chance.choice((0, 1, 1, 2)))):
        name, drugs = ALSO[key]
        case.conditions.append((name, chance.randint(2, 22)))
        case.drugs.extend(drug for drug in drugs if all(drug.name != other.name for other in case.drugs))
    for warning in problem.warnings:
        if chance.random() < warning.share:
            case.warnings.append((warning, chance.randint(15, 300), case.coordinator))
    if chance.random() < 0.24:
        title, detail, severity = chance.choice(words.ALLERGIES)
        if not (title.endswith("codeine") and any("Morphine" in drug.name for drug in case.drugs)) and all(
            w.title != title for w, _, _ in case.warnings
        ):
            detail = detail.format(year=case.born_on.year + chance.randint(20, max(21, years - 3)))
            case.warnings.append((Warn("allergy", title, detail, severity), chance.randint(100, 340), case.coordinator))
    if chance.random() < 0.07:
        title, detail = chance.choice(words.DOGS)
        case.warnings.append((Warn("dog", title, detail, "low"), chance.randint(20, 200), case.coordinator))
    if case.interpreter_needed and case.interpreter_language:
        title = f"Speaks {case.interpreter_language}"
        case.warnings.append(
            (Warn("communication", title, "Interpreter for decisions; family helps day to day.", "low"), chance.randint(50, 300), case.coordinator)
        )
    case.curves = [curve(chance, trend) for trend in problem.trends]


def curve(chance: Random, trend: Trend) -> Curve:
    return Curve(trend, chance.uniform(*trend.start), chance.uniform(*trend.end), chance.uniform(*trend.lower) if trend.lower else None)


def _voice(case: Case, problem: Problem, is_muslim: bool) -> None:
    chance = case.chance
    were = words.WHO_I_AM + (words.MEN_WERE if case.gender == "male" else ())
    if case.ethnicity == "White British":
        were = tuple(text for text in were if "I came here" not in text)
    banks = (were if case.born_on.year < 1966 else (), words.HOW_TO_SPEAK, words.BAD_DAYS)
    said = [chance.choice([text for text in bank if words.fits(text, gender="either", is_muslim=is_muslim)]) for bank in banks if bank]
    case.about = "\n\n".join(said)
    case.about_to = case.coordinator
    case.about_ago = chance.randint(12, 150)
    case.worse = problem.worse


def _plan(case: Case, problem: Problem, is_muslim: bool) -> None:
    chance = case.chance
    aims = [aim for aim in problem.aims if words.fits(aim.words, gender=case.gender, is_muslim=is_muslim)] or list(problem.aims[-1:])
    picked = chance.sample(aims, k=min(len(aims), chance.choice((2, 2, 3))))
    case.agreed_ago = chance.randint(6, 80)
    case.review_in = chance.randint(-4, 60)
    for aim in picked:
        case.goals.append(
            Goal(aim, chance.choice((1, 2, 2, 3, 3, 4)), case.coordinator, chance.randint(3, 70), case.agreed_ago + 5, chance.randint(0, 12))
        )
    case.matters = " ".join(_matter(goal.aim.words) for goal in case.goals[:2])
    carer = next((relative for relative in case.relatives if relative.is_carer), None)
    case.agreed_with = (f"{case.name}, at home", *((f"{carer.name}, {carer.relation.lower()}",) if carer else ()), case.lead_professional.name)
    if carer is not None:
        case.deeds.append(
            Deed(
                chance.choice(("A short walk after lunch", "Drinks within reach, six cups a day", "Pills from the box, morning and night")),
                "Every day",
                f"{carer.name.split()[0]}, {carer.relation.lower()}",
            )
        )
    if case.relatives and "Alone" in case.lives_with and chance.random() < 0.5:
        case.deeds.append(Deed("Help to wash and dress", "Every day, 08:00", "Home care worker", "Review with the plan"))
    for n in range(chance.choice((1, 2, 3))):
        bank = words.MEETINGS if n == 0 else words.CALLS
        text = chance.choice(bank).format(name=case.called)
        text = text if words.fits(text, gender=case.gender, is_muslim=is_muslim) else words.CALLS[0]
        case.told.append(
            Told(
                chance.randint(9 + 60 * n, 60 + 100 * n),
                chance.randint(540, 1000),
                case.coordinator,
                "meeting" if bank is words.MEETINGS else "phone",
                text,
            )
        )


def _matter(words_: str) -> str:
    """ "I want to walk to the market" → "To walk to the market."""
    plain = words_.removeprefix("I want ")
    return plain[0].upper() + plain[1:] + "."


def writer_of(case: Case, chance: Random) -> Person:
    """Somebody who might have written an older entry."""
    return chance.choice(case.everyone())
