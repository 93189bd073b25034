"""Who of the demo's people is meant by a name that several have: on some days Kemi has two of them on her tablet.

Only those who are known by name have the same birthday whenever the demo is made: that of invented people moves with the day.
"""

from __future__ import annotations

from datetime import date

BORN = {"Rokeya Begum": date(1942, 3, 14)}
