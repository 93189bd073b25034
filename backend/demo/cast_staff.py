"""The staff of the drawings, by team, and who else is known by name."""

from __future__ import annotations

TEAMS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("lead", "Priya Nair"),
        ("district", "Kemi Adeyemi"),
        ("community", "Yusuf Ali"),
        ("community", "Nadia Chowdhury"),
        ("community", "Joy Robinson"),
        ("assistant", "Dean Harris"),
        ("physio", "Amina Khatun"),
        ("ot", "Hannah Clarke"),
        ("social", "Daniel Osei"),
        ("mental", "Siobhan Moran"),
        ("coordinator", "Shabnam Choudhury"),
        ("ot", "Tomasz Wójcik"),
        ("social", "Layla Hassan"),
        ("dietitian", "Mei Chan"),
    ),
    (
        ("lead", "Sharon Doyle"),
        ("district", "Farzana Akhtar"),
        ("community", "Grace Mensah"),
        ("community", "Ayaan Warsame"),
        ("community", "Agnieszka Nowak"),
        ("assistant", "Shahid Miah"),
        ("physio", "Siobhan Kelly"),
        ("ot", "Wing-Yan Cheung"),
        ("social", "Tom Whitfield"),
        ("mental", "Marcia Campbell"),
        ("coordinator", "Rumana Islam"),
    ),
    (
        ("lead", "Ngozi Okonkwo"),
        ("district", "Patrick Hennessy"),
        ("community", "Thao Nguyen"),
        ("community", "Ruksana Begum"),
        ("community", "Carlos Ferreira"),
        ("assistant", "Beverley Grant"),
        ("physio", "Arjun Mehta"),
        ("ot", "Leanne Tilley"),
        ("social", "Hodan Jama"),
        ("mental", "Kwesi Appiah"),
        ("coordinator", "Vivian Lau"),
    ),
)
EXTRA = frozenset({("ot", "Tomasz Wójcik"), ("social", "Layla Hassan"), ("dietitian", "Mei Chan")})
"""Beyond the usual team."""

GPS = ("Dr Farhana Rahman", "Dr Samuel Levy", "Dr Oluwaseun Balogun")
DESK = (
    ("manager", "Helen Marsh"),
    ("administrator", "Mizan Talukdar"),
    ("privacy", "Judith Abrahams"),
    ("sitter", "Pauline Grant"),
    ("befriender", "Eileen Foley"),
    ("manager", "Danuta Lis"),
)

ORGANISATION = {"Tomasz Wójcik": "council"}
"""Where somebody works for another than their profession usually does."""

MEANS = {"Kemi Adeyemi": "bicycle", "Yusuf Ali": "walk", "Amina Khatun": "bus", "Daniel Osei": "bicycle", "Hannah Clarke": "bus"}

EVERYONE = frozenset({*(name for team in TEAMS for _, name in team), *GPS, *(name for _, name in DESK)})
