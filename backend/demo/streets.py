"""Real street names of Tower Hamlets with the right postcode sector and a point on or beside the street.

The houses on them are invented, and so are the last two letters of each postcode.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Street:
    name: str
    sector: str
    """Outward code and the digit of the inward code: `E1 4`."""
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Address:
    line: str
    postcode: str
    latitude: float
    longitude: float


STREETS: tuple[Street, ...] = (
    # Stepney, Whitechapel, Spitalfields
    Street("Ernest Street", "E1 4", 51.5204, -0.0424),
    Street("Mile End Road", "E1 4", 51.5216, -0.0465),
    Street("Bancroft Road", "E1 4", 51.5231, -0.0441),
    Street("Harford Street", "E1 4", 51.5206, -0.0386),
    Street("Duckett Street", "E1 4", 51.5191, -0.0396),
    Street("White Horse Lane", "E1 4", 51.5192, -0.0430),
    Street("Globe Road", "E1 4", 51.5243, -0.0509),
    Street("Stepney Green", "E1 3", 51.5196, -0.0468),
    Street("Jubilee Street", "E1 3", 51.5156, -0.0519),
    Street("Stepney Way", "E1 3", 51.5166, -0.0508),
    Street("Redmans Road", "E1 3", 51.5190, -0.0499),
    Street("Smithy Street", "E1 3", 51.5192, -0.0525),
    Street("Ben Jonson Road", "E1 3", 51.5176, -0.0402),
    Street("Senrab Street", "E1 0", 51.5146, -0.0450),
    Street("Exmouth Street", "E1 0", 51.5151, -0.0503),
    Street("Stepney High Street", "E1 0", 51.5163, -0.0425),
    Street("Commercial Road", "E1 0", 51.5135, -0.0481),
    Street("Cable Street", "E1 0", 51.5108, -0.0500),
    Street("Sidney Street", "E1 2", 51.5167, -0.0552),
    Street("Cannon Street Road", "E1 2", 51.5121, -0.0606),
    Street("Watney Street", "E1 2", 51.5131, -0.0571),
    Street("Fieldgate Street", "E1 1", 51.5165, -0.0655),
    Street("New Road", "E1 1", 51.5169, -0.0624),
    Street("Vallance Road", "E1 5", 51.5206, -0.0651),
    Street("Old Montague Street", "E1 5", 51.5176, -0.0676),
    Street("Hanbury Street", "E1 5", 51.5190, -0.0680),
    Street("Buxton Street", "E1 5", 51.5222, -0.0690),
    Street("Brick Lane", "E1 6", 51.5206, -0.0717),
    Street("Wentworth Street", "E1 7", 51.5166, -0.0735),
    # Wapping
    Street("Wapping High Street", "E1W 2", 51.5043, -0.0600),
    Street("Wapping Lane", "E1W 2", 51.5068, -0.0590),
    Street("Tench Street", "E1W 2", 51.5050, -0.0619),
    Street("Garnet Street", "E1W 3", 51.5070, -0.0555),
    Street("Prusom Street", "E1W 3", 51.5060, -0.0575),
    Street("Glamis Road", "E1W 3", 51.5092, -0.0497),
    # Bethnal Green
    Street("Roman Road", "E2 0", 51.5287, -0.0502),
    Street("Cyprus Street", "E2 0", 51.5297, -0.0504),
    Street("Globe Road", "E2 0", 51.5278, -0.0530),
    Street("Bethnal Green Road", "E2 6", 51.5264, -0.0640),
    Street("Old Bethnal Green Road", "E2 6", 51.5300, -0.0610),
    Street("Pollard Row", "E2 6", 51.5285, -0.0636),
    Street("Gosset Street", "E2 6", 51.5284, -0.0690),
    Street("Turin Street", "E2 6", 51.5274, -0.0681),
    Street("Mansford Street", "E2 6", 51.5299, -0.0642),
    Street("Columbia Road", "E2 7", 51.5296, -0.0690),
    Street("Chambord Street", "E2 7", 51.5270, -0.0721),
    Street("Approach Road", "E2 9", 51.5318, -0.0511),
    Street("Old Ford Road", "E2 9", 51.5310, -0.0490),
    Street("Sewardstone Road", "E2 9", 51.5333, -0.0472),
    Street("Bishop's Way", "E2 9", 51.5330, -0.0540),
    # Bow, Mile End
    Street("Malmesbury Road", "E3 2", 51.5286, -0.0241),
    Street("Coborn Road", "E3 2", 51.5284, -0.0305),
    Street("Fairfield Road", "E3 2", 51.5302, -0.0172),
    Street("Parnell Road", "E3 2", 51.5344, -0.0241),
    Street("Tredegar Road", "E3 2", 51.5324, -0.0226),
    Street("Armagh Road", "E3 2", 51.5331, -0.0231),
    Street("Bow Road", "E3 3", 51.5276, -0.0216),
    Street("Devons Road", "E3 3", 51.5214, -0.0171),
    Street("Blackthorn Street", "E3 3", 51.5210, -0.0190),
    Street("Bow Common Lane", "E3 4", 51.5186, -0.0251),
    Street("St Paul's Way", "E3 4", 51.5181, -0.0264),
    Street("Treby Street", "E3 4", 51.5216, -0.0331),
    Street("Campbell Road", "E3 4", 51.5249, -0.0215),
    Street("Burdett Road", "E3 4", 51.5209, -0.0306),
    Street("Tredegar Square", "E3 5", 51.5270, -0.0320),
    Street("Antill Road", "E3 5", 51.5294, -0.0331),
    Street("Roman Road", "E3 5", 51.5319, -0.0330),
    Street("Old Ford Road", "E3 5", 51.5343, -0.0311),
    # Limehouse, Poplar, the Isle of Dogs
    Street("Rhodeswell Road", "E14 7", 51.5161, -0.0346),
    Street("Salmon Lane", "E14 7", 51.5144, -0.0341),
    Street("Commercial Road", "E14 7", 51.5130, -0.0291),
    Street("Grundy Street", "E14 6", 51.5131, -0.0151),
    Street("Chrisp Street", "E14 6", 51.5126, -0.0161),
    Street("Upper North Street", "E14 6", 51.5144, -0.0210),
    Street("St Leonard's Road", "E14 6", 51.5146, -0.0101),
    Street("East India Dock Road", "E14 6", 51.5114, -0.0141),
    Street("Abbott Road", "E14 0", 51.5151, -0.0051),
    Street("Poplar High Street", "E14 0", 51.5094, -0.0136),
    Street("Cotton Street", "E14 0", 51.5096, -0.0096),
    Street("Aberfeldy Street", "E14 0", 51.5124, -0.0041),
    Street("Pennyfields", "E14 8", 51.5096, -0.0231),
    Street("Narrow Street", "E14 8", 51.5098, -0.0340),
    Street("Three Colt Street", "E14 8", 51.5106, -0.0291),
    Street("Byng Street", "E14 8", 51.5009, -0.0256),
    Street("Tiller Road", "E14 8", 51.4966, -0.0221),
    Street("Westferry Road", "E14 3", 51.4906, -0.0236),
    Street("East Ferry Road", "E14 3", 51.4936, -0.0136),
    Street("Glengall Grove", "E14 3", 51.4956, -0.0121),
    Street("Manchester Road", "E14 3", 51.4926, -0.0071),
    Street("Stebondale Street", "E14 3", 51.4881, -0.0086),
)

BY_SECTOR: dict[str, tuple[Street, ...]] = {}
for _street in STREETS:
    BY_SECTOR[_street.sector] = (*BY_SECTOR.get(_street.sector, ()), _street)

_HOUSES = (
    "Halyard", "Lighter", "Sailmaker", "Ropewalk", "Mulberry", "Bargemaster", "Tamarind", "Cinnamon", "Weaver", "Silkmill", "Lantern", "Compass",
    "Harbour", "Juniper", "Foundry", "Beacon", "Sexton", "Kestrel", "Heron", "Plover", "Tanner", "Cooper", "Chandler", "Mariner", "Anchor",
    "Quayside", "Saffron", "Indigo", "Orchard", "Almond", "Rowan", "Linden", "Hawthorn", "Bramley", "Wharfinger", "Tideway", "Bellfounder",
    "Brewhouse", "Match", "Poplar Leaf", "Fishmonger", "Skylark", "Sugarbaker", "Cordwainer", "Oakum", "Spindle", "Loom", "Shuttle",
)  # fmt: skip
_KINDS = ("House", "House", "House", "Court", "Court", "Point", "Lodge", "Mansions")
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"

# The borough's outline, roughly, as (latitude, longitude): clockwise from the Tower, along the City, Shoreditch, Victoria Park, the Lea, the Thames.
OUTLINE: tuple[tuple[float, float], ...] = (
    (51.5055, -0.0780), (51.5100, -0.0765), (51.5150, -0.0765), (51.5190, -0.0795), (51.5240, -0.0790), (51.5275, -0.0770), (51.5316, -0.0675),
    (51.5330, -0.0625), (51.5362, -0.0560), (51.5425, -0.0400), (51.5445, -0.0300), (51.5430, -0.0200), (51.5355, -0.0150), (51.5285, -0.0110),
    (51.5240, -0.0080), (51.5170, -0.0010), (51.5115, 0.0010), (51.5075, 0.0090), (51.5060, 0.0020), (51.5010, -0.0025), (51.4945, -0.0020),
    (51.4860, -0.0050), (51.4838, -0.0140), (51.4880, -0.0250), (51.4955, -0.0300), (51.5030, -0.0310), (51.5075, -0.0370), (51.5062, -0.0450),
    (51.5030, -0.0560), (51.5035, -0.0680),
)  # fmt: skip


def is_inside_borough(latitude: float, longitude: float) -> bool:
    """Whether the point lies within OUTLINE (even-odd rule)."""
    inside = False
    before = OUTLINE[-1]
    for corner in OUTLINE:
        (y1, x1), (y2, x2) = before, corner
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
        before = corner
    return inside


def address(chance: Random, sectors: tuple[str, ...] | None = None) -> Address:
    """An invented home on a real street, within about 60 m of the street's point. `sectors` limits it to a team's patch."""
    street = chance.choice(STREETS if sectors is None else [street for sector in sectors for street in BY_SECTOR[sector]])
    number = chance.randint(1, 96)
    form = chance.random()
    if form < 0.50:
        line = f"{number} {chance.choice(_HOUSES)} {chance.choice(_KINDS)}, {street.name}"
    elif form < 0.62:
        line = f"Flat {chance.randint(1, 40)}, {number + 2} {street.name}"
    else:
        line = f"{number} {street.name}"
    return Address(
        line=line,
        postcode=f"{street.sector}{chance.choice(_INWARD)}{chance.choice(_INWARD)}",
        latitude=round(street.latitude + chance.uniform(-0.0005, 0.0005), 5),
        longitude=round(street.longitude + chance.uniform(-0.0007, 0.0007), 5),
    )
