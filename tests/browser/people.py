"""Who of the demo's people is meant by a name that several have: on some days Kemi has two of them on her tablet."""

from __future__ import annotations

from datetime import date

BORN = {"Rokeya Begum": date(1942, 3, 14), "Declan Murphy": date(1937, 3, 12)}
